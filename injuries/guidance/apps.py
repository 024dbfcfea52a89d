"""Tells Django about this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidanceConfig(AppConfig):
    """The room as a Django app."""

    name = "injuries.guidance"
    verbose_name = _("Guidance")
    default_auto_field = "django.db.models.BigAutoField"
