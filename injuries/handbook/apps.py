"""Tells Django about this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandbookConfig(AppConfig):
    """The room as a Django app; it has no tables, since its texts are the files of docs/."""

    name = "injuries.handbook"
    verbose_name = _("Handbook")
    default_auto_field = "django.db.models.BigAutoField"
