"""Tells Django about this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LogfileConfig(AppConfig):
    """The room as a Django app."""

    name = "injuries.logfile"
    verbose_name = _("Log file")
    default_auto_field = "django.db.models.BigAutoField"
