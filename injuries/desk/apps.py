"""Tells Django about this room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The room as a Django app; it has no tables of its own, since flags and texts rest on those of guidance."""

    name = "injuries.desk"
    verbose_name = _("Curator's desk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the kind of job of this room."""
        # Models can be imported only now that all apps are loaded.
        jobs = import_module("runlog.core.jobs")
        jobs.register("threshold_simulation", "injuries.desk.simulation_steps.step")
