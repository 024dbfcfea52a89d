"""An athlete's coaches: who they are, what each sees, ending it; inviting, and answering an invitation."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runlog.core.pages import new_form_id, read_form_id
from runlog.people import coaching_actions as actions
from runlog.people.access import own
from runlog.people.coaching_forms import InviteAthleteForm, InviteCoachForm, InviteForm, TermsForm
from runlog.people.coaching_queries import coaches_of, ended_links_of, grant_lines, invited_since, steps_of
from runlog.people.grants import Terms
from runlog.people.invitations import MOST_A_DAY, StillSending, invitation_for, is_over, made_by, open_invitations, sending, token_of
from runlog.people.mails import send
from runlog.people.models import CoachingLink, Invitation, SecurityEvent
from runlog.people.origins import origin_of
from runlog.people.requests import PersonRequest
from runlog.people.security_actions import note

BOTH = ("GET", "HEAD", "POST")
INVALID, TOO_MANY = 422, 429
TOO_OFTEN = "too_often"
ENDED_SHOWN = 20


@require_safe
def coach_list(request: PersonRequest) -> HttpResponse:
    """Show who coaches the athlete and what each sees, who is invited, and who did."""
    now, athlete = timezone.now(), request.user
    today = athlete.today(now)
    facts = {
        "coaches": [(link, grant_lines(link, today)) for link in coaches_of(athlete)],
        "invitations": open_invitations(athlete, Invitation.For.COACH, now),
        "ended": ended_links_of(athlete)[:ENDED_SHOWN],
    }
    return render(request, "people/coaching/coach_list.html", facts)


@require_http_methods(BOTH)
def coach_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one coach with what they see; a POST changes that from now on."""
    now, athlete = timezone.now(), request.user
    link = own(CoachingLink.objects.select_related("coach").filter(ended_at=None), athlete, pk)
    form = TermsForm(_sent(request), user=athlete, now=now, initial=TermsForm.initial_of(link.terms), edits=True)
    if form.is_valid():
        actions.change_terms(link, terms=form.terms(), by=athlete, now=now)
        messages.success(request, _("What %(name)s sees is changed, from now on.") % {"name": link.coach})
        return redirect("coach_detail", pk)
    facts = {"link": link, "lines": grant_lines(link, athlete.today(now)), "form": form, "steps": steps_of(link)}
    return render(request, "people/coaching/coach_detail.html", facts, status=INVALID if form.is_bound else 200)


@require_POST
def coach_end(request: PersonRequest, pk: int) -> HttpResponse:
    """End it at once, without a question: whoever regrets it invites again. Sent twice, it has ended."""
    link = own(CoachingLink.objects.select_related("coach"), request.user, pk)
    actions.end(link, by=request.user, now=timezone.now())
    messages.success(request, _("%(name)s sees nothing of your log any more.") % {"name": link.coach})
    return redirect("coach_list")


@require_http_methods(BOTH)
def coach_invite(request: PersonRequest) -> HttpResponse:
    """Invite a coach, saying what they will see once they accept."""
    now = timezone.now()
    form = InviteCoachForm(_sent(request), user=request.user, now=now, form_id=_form_id(request))
    if form.is_valid() and _invite(request, form, Invitation.For.COACH, form.terms(), now):
        return redirect("coach_list")
    then = _("They see nothing until they accept, then what you choose here. You can end it at any time.")
    return _invite_page(request, form, "coach_list", heading=_("Invite a coach"), back=_("My coaches"), then=then)


@require_http_methods(BOTH)
def athlete_invite(request: PersonRequest) -> HttpResponse:
    """Invite an athlete, who then chooses what to show."""
    now = timezone.now()
    form = InviteAthleteForm(_sent(request), user=request.user, now=now, form_id=_form_id(request))
    if form.is_valid() and _invite(request, form, Invitation.For.ATHLETE, Terms(), now):
        return redirect("athlete_list")
    then = _("They choose what they show you, and until when. You see nothing until they accept.")
    return _invite_page(request, form, "athlete_list", heading=_("Invite an athlete"), back=_("My athletes"), then=then)


def _invite_page(request: PersonRequest, form: InviteForm, page: str, *, then: str, **words: str) -> HttpResponse:
    """Draw the form of an invitation; `page` is the list that it belongs to, `then` what follows once the link is there."""
    if settings.HAS_MAIL_SERVER:
        way, save = _("They get a link by mail."), _("Send the invitation")
    else:
        way, save = _("This Runlog sends no mail: you get a link here, shown only once, to give to them."), _("Make the link")
    place = reverse(page)
    facts = {"form": form, "lead": f"{way} {then}", "save": save, "back_url": place, "cancel_url": place, **words}
    refusal = TOO_MANY if form.is_bound and form.has_error(NON_FIELD_ERRORS, TOO_OFTEN) else INVALID
    return render(request, "components/form_page.html", facts, status=refusal if form.is_bound else 200)


@require_POST
def invitation_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Take an invitation back; its link works no more."""
    invitation = get_object_or_404(Invitation, pk=pk, inviter=request.user)
    actions.withdraw(invitation, now=timezone.now())
    messages.success(request, _("The invitation is withdrawn. Its link works no more."))
    return redirect("coach_list" if invitation.role == Invitation.For.COACH else "athlete_list")


@require_http_methods(BOTH)
def invitation_answer(request: PersonRequest, token: str) -> HttpResponse:
    """Show an invitation to whom it is meant for, and take the answer.

    One that is used, expired, withdrawn, made up, one's own, meant for another address or followed by another choice of the athlete
    gets the same answer: it does not work.
    """
    now, user = timezone.now(), request.user
    invitation = invitation_for(user, token, now)
    if invitation is None:
        return render(request, "people/coaching/invitation_over.html", status=404)
    if "decline" in request.POST:
        actions.withdraw(invitation, now=now)
        messages.success(request, _("You have declined. Nothing is shared."))
        return redirect("home")
    coaches = invitation.role == Invitation.For.COACH
    form = None if coaches else TermsForm(_sent(request), user=user, now=now)
    if request.method == "POST" and (form is None or form.is_valid()):
        return _accept(request, invitation, invitation.terms if form is None else form.terms(), now)
    facts = {"invitation": invitation, "form": form, "coaches": coaches, "lines": grant_lines(invitation, invitation.inviter.today(now))}
    return render(request, "people/coaching/invitation.html", facts, status=INVALID if request.method == "POST" else 200)


def _accept(request: PersonRequest, invitation: Invitation, terms: Terms, now: datetime) -> HttpResponse:
    try:
        link = actions.accept(invitation, by=request.user, terms=terms, now=now)
    except actions.Over:
        return render(request, "people/coaching/invitation_over.html", status=404)
    if link.coach_id == request.user.pk:
        messages.success(request, _("You coach %(name)s now.") % {"name": invitation.inviter})
        return redirect("athlete_list")
    messages.success(request, _("%(name)s coaches you now.") % {"name": invitation.inviter})
    return redirect("coach_detail", link.pk)


def _sent(request: PersonRequest) -> object:
    return request.POST if request.method == "POST" else None


def _form_id(request: PersonRequest) -> str:
    """Return the signed id of a new form, or of the one that was sent. Raises Http404 for one of somebody else."""
    if request.method != "POST":
        return new_form_id(request.user, "invite")
    sent: str = request.POST.get("id", "")
    read_form_id(request.user, sent)
    return sent


def _invite(request: PersonRequest, form: InviteForm, role: Invitation.For, terms: Terms, now: datetime) -> bool:
    """Send and make an invitation; where that fails the form says why, and keeps what was typed."""
    inviter, email = request.user, form.cleaned_data["email"]
    form_id = made_by(read_form_id(inviter, form.cleaned_data["id"]), role, email, terms)
    try:
        with sending(inviter, form_id) as is_due:
            if is_due:
                return _send(request, form, form_id, role, terms, now)
    except StillSending:
        form.add_error(None, _("The mail could not be sent just now. Try again in a few minutes."))
        return False
    if is_over(inviter, form_id):
        form.add_error(None, _("This invitation was answered or taken back since. Open the page again to invite anew."))
        return False
    # The same form again: it went out the first time.
    return True


def _send(request: PersonRequest, form: InviteForm, form_id: str, role: Invitation.For, terms: Terms, now: datetime) -> bool:
    inviter, email = request.user, form.cleaned_data["email"]
    if invited_since(inviter, now - timedelta(days=1)) >= MOST_A_DAY:
        text = _("You have sent %(count)s invitations in a day, which is the most there can be. Go on tomorrow.")
        form.add_error(None, ValidationError(text, TOO_OFTEN, {"count": MOST_A_DAY}))
        return False
    token = token_of(inviter, form_id)
    url = request.build_absolute_uri(reverse("invitation_answer", args=[token]))
    facts = {"name": str(inviter), "coaches": role == Invitation.For.COACH, "url": url}
    subject = _("%(name)s invites you to Runlog") % {"name": inviter}
    # The mail first: an invitation that is there has gone out. Broken off in between, the form sent again sends the same link again.
    if not send("people/email/invitation.txt", email, subject, facts):
        form.add_error(None, _("The mail could not be sent just now, so nobody is invited. Try again in a few minutes."))
        return False
    if actions.invite(inviter=inviter, role=role, email=email, terms=terms, form_id=form_id, token=token, now=now):
        note(inviter, SecurityEvent.What.INVITED, origin=origin_of(request), now=now)
    _tell(request, email, url)
    return True


def _tell(request: PersonRequest, email: str, url: str) -> None:
    if settings.HAS_MAIL_SERVER:
        messages.success(request, _("An invitation is on its way to %(email)s.") % {"email": email})
        return
    text = _("Copy this link now and give it to whoever has the address %(email)s. It is shown only this once.") % {"email": email}
    messages.success(request, format_html('{} <code class="secret">{}</code>', text, url))
