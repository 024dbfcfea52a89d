"""The addresses of this room; those of an account stand before allauth's own and take their place."""

from django.urls import path

from runlog.people import (
    account_views,
    coaching_views,
    job_views,
    leaving_views,
    look_views,
    second_factor_views,
    security_views,
    views,
)
from runlog.people.site import site

urlpatterns = [
    path("welcome/", views.welcome, name="welcome"),
    path("settings/", views.settings_page, name="settings"),
    path("privacy/", views.privacy, name="privacy"),
    path("account/login/", account_views.LogInView.as_view(), name="account_login"),
    path("account/sessions/", account_views.list_sessions, name="usersessions_list"),
    path("account/sessions/end/", account_views.end_sessions, name="end_sessions"),
    path("account/delete/", leaving_views.account_delete, name="account_delete"),
    path("account/keep/", leaving_views.account_keep, name="account_keep"),
    path("account/security/", security_views.security_log, name="security_log"),
    path("account/2fa/", second_factor_views.OverviewView.as_view(), name="mfa_index"),
    path("account/2fa/needed/", second_factor_views.second_factor_needed, name="second_factor_needed"),
    path("account/2fa/totp/activate/", second_factor_views.TurnOnAppView.as_view(), name="mfa_activate_totp"),
    path("account/2fa/webauthn/", second_factor_views.list_passkeys, name="mfa_list_webauthn"),
    path("account/2fa/webauthn/add/", second_factor_views.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("account/2fa/webauthn/keys/<int:pk>/edit/", second_factor_views.NamePasskeyView.as_view(), name="mfa_edit_webauthn"),
    path("account/2fa/webauthn/keys/<int:pk>/remove/", second_factor_views.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"),
    path("demo/<slug:who>/", account_views.enter_demo, name="demo_login"),
    path("jobs/<int:pk>/", job_views.show_job, name="job_detail"),
    path("coaches/", coaching_views.coach_list, name="coach_list"),
    path("coaches/invite/", coaching_views.coach_invite, name="coach_invite"),
    path("coaches/<int:pk>/", coaching_views.coach_detail, name="coach_detail"),
    path("coaches/<int:pk>/end/", coaching_views.coach_end, name="coach_end"),
    path("athletes/invite/", coaching_views.athlete_invite, name="athlete_invite"),
    path("invitations/<slug:token>/", coaching_views.invitation_answer, name="invitation_answer"),
    path("invitations/<int:pk>/withdraw/", coaching_views.invitation_withdraw, name="invitation_withdraw"),
    path("access/", look_views.look_list, name="look_list"),
    path("admin/", site.urls),
]
