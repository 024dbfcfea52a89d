"""Tells Django about this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """The room as a Django app."""

    name = "runlog.core"
    verbose_name = _("Core")
    default_auto_field = "django.db.models.BigAutoField"
