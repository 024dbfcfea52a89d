"""The switchboard: which room answers which address. Rooms are named by string only."""

from django.urls import include, path

urlpatterns = [
    path("", include("runlog.core.urls")),
    path("", include("injuries.overview.urls")),
    path("", include("runlog.people.urls")),
    path("", include("runlog.training.urls")),
    path("", include("runlog.imports.urls")),
    path("", include("injuries.symptoms.urls")),
    path("", include("injuries.guidance.urls")),
    path("", include("injuries.desk.urls")),
    path("", include("injuries.logfile.urls")),
    path("", include("injuries.reports.urls")),
    path("", include("injuries.coaching.urls")),
    path("", include("injuries.handbook.urls")),
    path("account/", include("allauth.urls")),
]

handler400 = "runlog.people.views.refuse"
handler429 = "runlog.people.views.refuse_too_many"
handler500 = "runlog.core.failure_views.answer_failure"
