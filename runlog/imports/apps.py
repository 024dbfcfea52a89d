"""Tells Django about this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    """The room as a Django app."""

    name = "runlog.imports"
    verbose_name = _("Imports")
    default_auto_field = "django.db.models.BigAutoField"
