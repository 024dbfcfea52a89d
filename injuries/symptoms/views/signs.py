"""Pages of warning-sign checks. Which signs were ticked stands on a check's own page alone."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from injuries.engine.signs import OLD_DAYS
from injuries.symptoms.actions import answer_sign_check, save_sign_check
from injuries.symptoms.forms import SignCheckForm
from injuries.symptoms.models import SignCheck
from injuries.symptoms.queries import trail
from injuries.symptoms.signs import SIGN_KEYS, SIGNS
from injuries.symptoms.ticked import what_to_say
from injuries.symptoms.verdicts import none_ticked, still_open, unfinished, verdict
from injuries.symptoms.views.resolving import resolve_page
from injuries.symptoms.views.writing import BOTH, form_page, list_page, sent, writer
from injuries.symptoms.weight import check_level
from runlog.core.pages import new_form_id, read_form_id
from runlog.people.access import own
from runlog.people.requests import PersonRequest


@require_safe
def sign_check_list(request: PersonRequest) -> HttpResponse:
    """List checks by date, without their answers."""
    return list_page(request, SignCheck.objects.of(request.user), "symptoms/sign_check_list.html")


@require_safe
def sign_check_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a check, what its answers mean, and what happened to it."""
    check = own(SignCheck, request.user, pk)
    level = check_level(check.answers)
    today = request.user.today(timezone.now())
    is_closed = check.is_closed(today)
    facts = {
        "check": check,
        "answers": [(sign.question, check.answers.get(sign.key)) for sign in SIGNS],
        "level": level,
        "verdict": verdict(level) or (unfinished() if check.open_signs else none_ticked()),
        "open": still_open(len(check.open_signs)),
        "can_add": check.resolved_on is None and any(check.answers.get(key) != "yes" for key in SIGN_KEYS),
        "is_closed": is_closed,
        "is_old": level and not is_closed and (today - check.local_on).days > OLD_DAYS,
        "say": what_to_say(check.ticked, level),
        "trail": trail(check),
    }
    return render(request, "symptoms/sign_check_detail.html", facts)


@sensitive_post_parameters()
@require_http_methods(BOTH)
def sign_check_new(request: PersonRequest) -> HttpResponse:
    """Go through the warning signs."""
    now, user = timezone.now(), request.user
    form = SignCheckForm(sent(request), initial={"id": new_form_id(user, "check")}, **writer(user, now))
    if form.is_valid():
        log_id = read_form_id(user, form.cleaned_data["id"])
        at = form.cleaned_data["at"] or user.local(now)
        check = save_sign_check(athlete=user, log_id=log_id, at=at, answers=form.answers(), now=now)
        return redirect("sign_check_detail", check.pk)
    facts = {"lead": _("Twenty questions. Only you see the answers."), "save": _("Save the answers"), "draft": "sign-check-new"}
    return form_page(
        request,
        form,
        template="symptoms/sign_check_form.html",
        heading=_("Go through the warning signs"),
        back_url=reverse("sign_check_list"),
        **facts,
    )


@sensitive_post_parameters()
@require_http_methods(BOTH)
def sign_check_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Answer more of a check's questions. A closed check has none left to answer."""
    now, user = timezone.now(), request.user
    check = own(SignCheck, user, pk)
    if request.method != "POST" and (check.resolved_on or all(check.answers.get(key) == "yes" for key in SIGN_KEYS)):
        return redirect("sign_check_detail", pk)
    form = SignCheckForm(sent(request), known=check.answers, **writer(user, now))
    if form.is_valid():
        saved = answer_sign_check(check=check, answers=form.answers(), now=now)
        return redirect("sign_check_detail", saved.pk)
    lead = _("An answer can be added or raised. A yes stays: if it was a mistake, say so on the check's page.")
    facts = {"lead": lead, "save": _("Save the answers"), "draft": f"sign-check-{pk}"}
    return form_page(
        request,
        form,
        template="symptoms/sign_check_form.html",
        heading=_("Answer more questions"),
        back_url=reverse("sign_check_detail", args=[pk]),
        **facts,
    )


@require_http_methods(BOTH)
def sign_check_resolve(request: PersonRequest, pk: int) -> HttpResponse:
    """Close a check."""
    check = own(SignCheck.objects.select_related("athlete"), request.user, pk)
    return resolve_page(request, check, reverse("sign_check_detail", args=[pk]))
