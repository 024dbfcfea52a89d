"""Tells Django about this room."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    """The room as a Django app."""

    name = "runlog.imports"
    verbose_name = _("Imports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what its jobs do, and what is done every day."""
        # Models can be imported only now that all apps are loaded.
        jobs, actions = import_module("runlog.core.jobs"), import_module("runlog.imports.batch_actions")
        jobs.register(actions.READING, "runlog.imports.reading_steps.step")
        jobs.register(actions.STORING, "runlog.imports.log_steps.store_step")
        jobs.register(actions.UNDOING, "runlog.imports.log_steps.undo_step")
        jobs.every(minutes=24 * 60, call="runlog.imports.batch_actions.purge")
        post_delete.connect(actions.forget_bytes, sender=self.get_model("Batch"))
