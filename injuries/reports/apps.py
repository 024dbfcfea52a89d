"""Tells Django about this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The room as a Django app."""

    name = "injuries.reports"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"
