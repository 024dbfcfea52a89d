"""Tells Django about this room."""

from functools import partial
from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidanceConfig(AppConfig):
    """The room as a Django app."""

    name = "injuries.guidance"
    verbose_name = _("Guidance")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the kinds of record and of job of this room, have its numbers count for pairs, and listen for changed logs."""
        # Models can be imported only now that all apps are loaded.
        import_module("injuries.guidance.records").register_kinds()
        import_module("injuries.guidance.receivers")
        usual, thresholds = import_module("runlog.training.queries.usual"), import_module("injuries.guidance.stored_thresholds")
        usual.keep_usual_limits(partial(thresholds.numbers_of, "worn_shoes"))
        jobs, sweeping = import_module("runlog.core.jobs"), import_module("injuries.guidance.sweeping")
        jobs.register(sweeping.DUE, "injuries.guidance.sweeping.step")
        jobs.every(minutes=15, call="injuries.guidance.sweeping.assess_due_in_background")
