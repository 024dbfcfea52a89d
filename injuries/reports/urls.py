"""The addresses of this room."""

from django.urls import path

from injuries.reports import prepare_views, report_views

urlpatterns = [
    path("appointments/prepare/", prepare_views.appointment_prepare_new, name="appointment_prepare_new"),
    path("appointments/<int:pk>/prepare/", prepare_views.appointment_prepare, name="appointment_prepare"),
    path("appointments/<int:pk>/report/", report_views.appointment_report, name="appointment_report"),
    path("appointments/<int:pk>/report.pdf", report_views.appointment_report_pdf, name="appointment_report_pdf"),
]
