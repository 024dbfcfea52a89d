"""The addresses of this room."""

from django.urls import URLPattern, path

from injuries.desk import advice_version_views, advice_views, desk_views, sign_off_views, simulation_views, threshold_views

urlpatterns: list[URLPattern] = [
    path("desk/", desk_views.desk, name="desk"),
    path("desk/sign-off/", sign_off_views.desk_sign_off, name="desk_sign_off"),
    path("desk/advice/<slug:key>/", advice_views.desk_advice, name="desk_advice"),
    path("desk/advice/<slug:key>/publish/", advice_version_views.desk_advice_publish, name="desk_advice_publish"),
    path("desk/advice/<slug:key>/discard/", advice_version_views.desk_advice_discard, name="desk_advice_discard"),
    path("desk/advice/<slug:key>/<int:number>/withdraw/", advice_version_views.desk_advice_withdraw, name="desk_advice_withdraw"),
    path("desk/advice/<slug:key>/<int:number>/roll-back/", advice_version_views.desk_advice_roll_back, name="desk_advice_roll_back"),
    path("desk/thresholds/", threshold_views.threshold_list, name="threshold_list"),
    path("desk/thresholds/<slug:rule>/", threshold_views.threshold_edit, name="threshold_edit"),
    path("desk/thresholds/<slug:rule>/<int:pk>/", simulation_views.threshold_simulation, name="threshold_simulation"),
    path("desk/thresholds/<slug:rule>/<int:pk>/save/", simulation_views.threshold_save, name="threshold_save"),
    path("desk/thresholds/<slug:rule>/<int:pk>/stop/", simulation_views.threshold_stop, name="threshold_stop"),
]
