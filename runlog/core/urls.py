"""The addresses of this room: for programs, which ask for them under any host's name."""

from django.urls import path

from runlog.core import health_views

urlpatterns = [
    path("healthz", health_views.healthz, name="healthz"),
    path("readyz", health_views.readyz, name="readyz"),
]
