"""The addresses of this room; those of an account stand before allauth's own and take their place."""

from django.urls import path

from runlog.people import account_views, job_views, views
from runlog.people.site import site

urlpatterns = [
    path("welcome/", views.welcome, name="welcome"),
    path("settings/", views.settings_page, name="settings"),
    path("privacy/", views.privacy, name="privacy"),
    path("account/login/", account_views.LogInView.as_view(), name="account_login"),
    path("account/sessions/", account_views.list_sessions, name="usersessions_list"),
    path("account/sessions/end/", account_views.end_sessions, name="end_sessions"),
    path("demo/<slug:who>/", account_views.enter_demo, name="demo_login"),
    path("jobs/<int:pk>/", job_views.show_job, name="job_detail"),
    path("admin/", site.urls),
]
