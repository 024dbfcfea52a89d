"""The addresses of this room."""

from django.urls import path

from runlog.imports import views

urlpatterns = [path("import/", views.activity_import, name="activity_import")]
