"""Tells Django about this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SymptomsConfig(AppConfig):
    """The room as a Django app."""

    name = "injuries.symptoms"
    verbose_name = _("Symptoms")
    default_auto_field = "django.db.models.BigAutoField"
