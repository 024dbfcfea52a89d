"""The addresses of this room."""

from django.urls import URLPattern, path

from injuries.guidance import emergency, views

urlpatterns: list[URLPattern] = [
    path("flags/", views.flag_list, name="flag_list"),
    path("flags/<int:pk>/", views.flag_detail, name="flag_detail"),
    path("advice/", views.advice_list, name="advice_list"),
    path("advice/<slug:key>/", views.advice_detail, name="advice_detail"),
    path("emergency/", emergency.emergency, name="emergency"),
    path("emergency/help/", emergency.emergency_help, name="emergency_help"),
]
