"""Tells Django about this room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DAY_MIN = 24 * 60


class PeopleConfig(AppConfig):
    """The room as a Django app."""

    name = "runlog.people"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the security log written, what is old thrown away, and whoever leaves deleted."""
        # Models can be imported only now that all apps are loaded.
        import_module("runlog.people.receivers").listen()
        jobs = import_module("runlog.core.jobs")
        jobs.every(minutes=DAY_MIN, call="runlog.people.coaching_actions.purge")
        jobs.every(minutes=10, call="runlog.people.leaving_actions.delete_due")
        jobs.every(minutes=DAY_MIN, call="runlog.people.security_actions.purge")
