"""Tells Django about this room."""

from importlib import import_module
from sqlite3 import SQLITE_LIMIT_VARIABLE_NUMBER
from typing import Any

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
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
        connection_created.connect(take_large_statements)


def take_large_statements(connection: BaseDatabaseWrapper, **_sent: Any) -> None:
    """Let SQLite have as many values in a statement as it takes: Django splits what has more than 999, of which it took no more once."""
    if connection.vendor == "sqlite":
        connection.features.max_query_params = connection.connection.getlimit(SQLITE_LIMIT_VARIABLE_NUMBER)
