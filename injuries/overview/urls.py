"""The addresses of this room."""

from django.urls import path

from injuries.overview import back_views, diary_views, home, run_form_pages, run_pages, trash_views, week_pages

urlpatterns = [
    path("", home.home, name="home"),
    path("runs/", run_pages.run_list, name="run_list"),
    path("runs/weeks/", week_pages.run_weeks, name="run_weeks"),
    path("runs/new/", run_form_pages.run_new, name="run_new"),
    path("runs/<int:pk>/", run_pages.run_detail, name="run_detail"),
    path("runs/<int:pk>/edit/", run_form_pages.run_edit, name="run_edit"),
    path("runs/<int:pk>/delete/", run_pages.run_delete, name="run_delete"),
    path("back/", back_views.back, name="back"),
    path("back/<str:opened_on>/", back_views.back_episode, name="back_episode"),
    path("pain/began/<str:opened_on>/", back_views.onset_edit, name="onset_edit"),
    path("diary/", diary_views.diary, name="diary"),
    path("bin/", trash_views.trash_list, name="trash_list"),
    path("bin/<int:pk>/undo/", trash_views.trash_undo, name="trash_undo"),
]
