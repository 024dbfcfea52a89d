"""Turning on an app and adding a passkey, and the page that asks for one of them; the other pages of this are allauth's own."""

from typing import Any

from allauth.mfa.base.views import IndexView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views import View
from django.views.decorators.http import require_safe

from runlog.people.requests import PersonRequest
from runlog.people.second_factors import FACTORS, has_second_factor

OVERVIEW = "mfa_index"


class OverviewView(IndexView):
    """What is asked for beside the password; with the codes that are left, so that nobody is locked out unawares."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sort what there is for the template."""
        found = super().get_context_data(**kwargs)
        there = found["authenticators"]
        codes = there.get("recovery_codes")
        facts = {"app": there.get("totp"), "passkeys": there.get("webauthn", ()), "codes": codes}
        return {**found, **facts, "codes_left": len(codes.get_unused_codes()) if codes else 0}


class FirstFactorMixin(View):
    """What both ways to a second factor share: none for the demo, which all may enter; the first ends every other log-in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, unless a demo person asks."""
        if getattr(request.user, "is_demo", False):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        """Add it; other log-ins were made without one, and may be somebody else's."""
        is_first = not is_mfa_enabled(self.request.user, FACTORS)
        # That of the library's view, which stands behind this one in each class.
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        if is_first:
            end_other_sessions(self.request, self.request.user)
        return response


class TurnOnAppView(FirstFactorMixin, ActivateTOTPView):
    """Show what the app has to read, and take its first code."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead on where the app is on already: the form was sent twice."""
        if request.user.is_authenticated and is_mfa_enabled(request.user, FACTORS[:1]):
            return redirect(OVERVIEW)
        return super().dispatch(request, *args, **kwargs)


class AddPasskeyView(FirstFactorMixin, AddWebAuthnView):
    """Ask the browser for a passkey that knows who holds it, and take it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Put the question that makes such a passkey in the place of the library's."""
        found = super().get_context_data(**kwargs)
        # After the library's: only the last question asked is the one whose answer counts.
        return {**found, "js_data": begin_registration(self.request.user, True)}


class NamePasskeyView(EditWebAuthnView):
    """Give a passkey another name."""

    success_url = reverse_lazy(OVERVIEW)


class RemovePasskeyView(RemoveWebAuthnView):
    """Ask, and remove a passkey."""

    success_url = reverse_lazy(OVERVIEW)


@require_safe
def list_passkeys(request: PersonRequest) -> HttpResponse:
    """Lead to the page that they stand on with the rest."""
    return redirect(OVERVIEW)


@require_safe
def second_factor_needed(request: PersonRequest) -> HttpResponse:
    """Say that what was asked for takes a second factor here, and lead to it; nothing else waits for it."""
    if has_second_factor(request.user):
        return redirect("home")
    return render(request, "people/second_factor_needed.html")
