"""Tells Django about this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """The room as a Django app."""

    name = "runlog.training"
    verbose_name = _("Training")
    default_auto_field = "django.db.models.BigAutoField"
