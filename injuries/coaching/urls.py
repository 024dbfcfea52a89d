"""The addresses of this room: `athletes/` are the coach's pages, `coaches/<link>/seen/` the same for the athlete."""

from django.urls import path

from injuries.coaching import athlete_views, note_views, roster_views

urlpatterns = [
    path("athletes/", roster_views.athlete_list, name="athlete_list"),
    path("athletes/csv/", roster_views.athlete_csv, name="athlete_csv"),
    path("athletes/state/", roster_views.athlete_state, name="athlete_state"),
    path("athletes/<int:pk>/", athlete_views.athlete_detail, name="athlete_detail"),
    path("athletes/<int:pk>/back/", athlete_views.athlete_back, name="athlete_back"),
    path("athletes/<int:pk>/back/<str:opened_on>/", athlete_views.athlete_back, name="athlete_episode"),
    path("athletes/<int:pk>/shoes/", athlete_views.athlete_shoes, name="athlete_shoes"),
    path("athletes/<int:pk>/diary/", athlete_views.athlete_diary, name="athlete_diary"),
    path("athletes/<int:pk>/runs/<int:run>/", athlete_views.athlete_run, name="athlete_run"),
    path("athletes/<int:pk>/print/", athlete_views.athlete_print, name="athlete_print"),
    path("athletes/<int:pk>/notes/", note_views.note_new, name="coach_note_new"),
    path("athletes/<int:pk>/notes/<int:note>/delete/", note_views.note_delete, name="coach_note_delete"),
    path("athletes/<int:pk>/labels/", note_views.label_edit, name="coach_label_edit"),
    path("athletes/<int:pk>/leave/", note_views.athlete_leave, name="athlete_leave"),
    path("coaches/<int:pk>/seen/", athlete_views.seen_detail, name="seen_detail"),
    path("coaches/<int:pk>/seen/back/", athlete_views.seen_back, name="seen_back"),
    path("coaches/<int:pk>/seen/back/<str:opened_on>/", athlete_views.seen_back, name="seen_episode"),
    path("coaches/<int:pk>/seen/shoes/", athlete_views.seen_shoes, name="seen_shoes"),
    path("coaches/<int:pk>/seen/diary/", athlete_views.seen_diary, name="seen_diary"),
    path("coaches/<int:pk>/seen/runs/<int:run>/", athlete_views.seen_run, name="seen_run"),
    path("coaches/<int:pk>/seen/print/", athlete_views.seen_print, name="seen_print"),
]
