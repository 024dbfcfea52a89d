"""Tells Django about this room."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """The room as a Django app."""

    name = "runlog.core"
    verbose_name = _("Core")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register this room's periodic work, and have everybody's written down after each migration."""
        # Models can be imported only now that all apps are loaded.
        periodic = import_module("runlog.core.periodic")
        periodic.register_housekeeping()
        post_migrate.connect(periodic.store_schedules, sender=self)
