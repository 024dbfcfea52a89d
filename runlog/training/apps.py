"""Tells Django about this room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """The room as a Django app."""

    name = "runlog.training"
    verbose_name = _("Training")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the kinds of record of this room, and what is done every day."""
        # Models can be imported only now that all apps are loaded.
        import_module("runlog.training.records").register_kinds()
        import_module("runlog.core.jobs").every(minutes=24 * 60, call="runlog.training.actions.bulk.purge")
