"""The addresses of this room."""

from django.urls import path

from injuries.handbook import views

urlpatterns = [
    path("help/", views.handbook, name="handbook"),
    path("help/<slug:slug>/", views.handbook, name="handbook_chapter"),
]
