"""The addresses of this room."""

from django.urls import URLPattern, path

from injuries.symptoms.views import appointments, asking, care, check_in, legs, pain, signs, warnings

urlpatterns: list[URLPattern] = [
    path("check-in/", check_in.check_in, name="check_in"),
    path("pain/", pain.pain_list, name="pain_list"),
    path("pain/new/", pain.pain_new, name="pain_new"),
    path("pain/<int:pk>/", pain.pain_detail, name="pain_detail"),
    path("pain/<int:pk>/edit/", pain.pain_edit, name="pain_edit"),
    path("pain/<int:pk>/delete/", pain.pain_delete, name="pain_delete"),
    path("legs/", legs.leg_list, name="leg_list"),
    path("legs/new/", legs.leg_new, name="leg_new"),
    path("legs/<int:pk>/", legs.leg_detail, name="leg_detail"),
    path("legs/<int:pk>/edit/", legs.leg_edit, name="leg_edit"),
    path("legs/<int:pk>/resolve/", legs.leg_resolve, name="leg_resolve"),
    path("checks/", signs.sign_check_list, name="sign_check_list"),
    path("checks/new/", signs.sign_check_new, name="sign_check_new"),
    path("checks/ask/", asking.sign_check_start, name="sign_check_start"),
    path("checks/<int:pk>/ask/", asking.sign_check_ask, name="sign_check_ask"),
    path("checks/<int:pk>/", signs.sign_check_detail, name="sign_check_detail"),
    path("checks/<int:pk>/edit/", signs.sign_check_edit, name="sign_check_edit"),
    path("checks/<int:pk>/resolve/", signs.sign_check_resolve, name="sign_check_resolve"),
    path("home-care/", care.home_care_list, name="home_care_list"),
    path("home-care/new/", care.home_care_new, name="home_care_new"),
    path("home-care/<int:pk>/", care.home_care_detail, name="home_care_detail"),
    path("home-care/<int:pk>/edit/", care.home_care_edit, name="home_care_edit"),
    path("home-care/<int:pk>/delete/", care.home_care_delete, name="home_care_delete"),
    path("appointments/", appointments.appointment_list, name="appointment_list"),
    path("appointments/new/", appointments.appointment_new, name="appointment_new"),
    path("appointments/<int:pk>/", appointments.appointment_detail, name="appointment_detail"),
    path("appointments/<int:pk>/edit/", appointments.appointment_edit, name="appointment_edit"),
    path("appointments/<int:pk>/delete/", appointments.appointment_delete, name="appointment_delete"),
    path("warning-signs/", warnings.warning_signs, name="warning_signs"),
]
