"""Pages of pain scores."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from injuries.symptoms.actions import save_pain_score
from injuries.symptoms.due import asks_for_check
from injuries.symptoms.forms import PainForm
from injuries.symptoms.models import PainScore
from injuries.symptoms.views.writing import BOTH, form_page, list_page, save_new, sent, writer
from runlog.core.deleting import ask_and_delete
from runlog.core.pages import new_form_id
from runlog.people.access import own
from runlog.people.requests import PersonRequest

# From here on a score alone asks for the warning signs (guidance section 8, `warning_sign_check_due`).
STRONG = 7


@require_safe
def pain_list(request: PersonRequest) -> HttpResponse:
    """List every score."""
    return list_page(request, PainScore.objects.of(request.user), "symptoms/pain_list.html")


@require_safe
def pain_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a score."""
    score = own(PainScore.objects.select_related("run"), request.user, pk)
    is_strong = score.score >= STRONG and score.area in PainScore.BACK_AREAS
    return render(request, "symptoms/pain_detail.html", {"score": score, "is_strong": is_strong})


@require_http_methods(BOTH)
def pain_new(request: PersonRequest) -> HttpResponse:
    """Log a score."""
    now, user = timezone.now(), request.user
    opened = {"id": new_form_id(user, "pain"), "at": user.local(now).replace(second=0, microsecond=0)}
    form = PainForm(sent(request), initial=opened, **writer(user, now))
    if score := save_new(user, form, now, save_pain_score):
        return _saved(request, score)
    return form_page(request, form, heading=_("Log a pain score"), back_url=reverse("pain_list"), draft="pain-new")


@require_http_methods(BOTH)
def pain_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a score."""
    now, user = timezone.now(), request.user
    score = own(PainScore, user, pk)
    form = PainForm(sent(request), initial=PainForm.initial_of(score), is_new=False, **writer(user, now))
    if form.is_valid():
        return _saved(request, save_pain_score(athlete=user, log_id=score.log_id, now=now, **form.values()))
    return form_page(request, form, heading=_("Change this pain score"), back_url=reverse("pain_detail", args=[pk]))


def _saved(request: PersonRequest, score: PainScore) -> HttpResponse:
    messages.success(request, _("Saved."))
    if asks_for_check(request.user, [score], timezone.now()):
        return redirect("sign_check_start")
    return redirect("pain_detail", score.pk)


@require_http_methods(BOTH)
def pain_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask once, then move the score into the bin."""
    return ask_and_delete(
        request,
        own(PainScore, request.user, pk),
        heading=_("Delete this pain score?"),
        lead=_("Your log then has no entry of that moment."),
        done=_("The pain score was deleted."),
        then="pain_list",
        back=reverse("pain_detail", args=[pk]),
    )
