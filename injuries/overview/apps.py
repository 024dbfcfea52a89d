"""Tells Django about this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    """The room as a Django app."""

    name = "injuries.overview"
    verbose_name = _("Overview")
    default_auto_field = "django.db.models.BigAutoField"
