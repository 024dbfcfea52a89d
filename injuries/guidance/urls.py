"""The addresses of this room."""

from django.urls import URLPattern, path

from injuries.guidance import advice_views, answer_views, emergency, version_views, views

urlpatterns: list[URLPattern] = [
    path("flags/", views.flag_list, name="flag_list"),
    path("flags/<int:pk>/", views.flag_detail, name="flag_detail"),
    path("flags/past/", views.flag_past, name="flag_past"),
    path("flags/<int:pk>/hide/", answer_views.flag_hide, name="flag_hide"),
    path("flags/<int:pk>/show/", answer_views.flag_show, name="flag_show"),
    path("flags/<int:pk>/do/<slug:spot>/", answer_views.flag_do, name="flag_do"),
    path("advice/", advice_views.advice_list, name="advice_list"),
    path("advice/<slug:key>/", advice_views.advice_detail, name="advice_detail"),
    path("advice/<slug:key>/<int:number>/", version_views.advice_version, name="advice_version"),
    path("emergency/", emergency.emergency, name="emergency"),
    path("emergency/help/", emergency.emergency_help, name="emergency_help"),
]
