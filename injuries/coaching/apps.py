"""Tells Django about this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoachingConfig(AppConfig):
    """The room as a Django app."""

    name = "injuries.coaching"
    verbose_name = _("Coaching")
    default_auto_field = "django.db.models.BigAutoField"
