"""Tells Django about this room."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class LogfileConfig(AppConfig):
    """The room as a Django app."""

    name = "injuries.logfile"
    verbose_name = _("Log file")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the jobs of this room, and have files deleted with the readings that they were sent for."""
        # Models can be imported only now that all apps are loaded.
        jobs, models = import_module("runlog.core.jobs"), import_module("runlog.core.models")
        actions = import_module("injuries.logfile.sent_actions")
        jobs.register(actions.READING, "injuries.logfile.sent_steps.read_step")
        jobs.register(actions.STORING, "injuries.logfile.sent_steps.store_step")
        jobs.every(minutes=24 * 60, call="injuries.logfile.sent_actions.purge")
        post_delete.connect(actions.forget_file, sender=models.Job)
