"""The check-in: how is your back now, with one tap, on a rest day too."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from injuries.symptoms.actions import check_in as save_check_in
from injuries.symptoms.choices import MORNING_HOURS
from injuries.symptoms.due import asks_for_check
from injuries.symptoms.forms import CheckInForm
from injuries.symptoms.forms.pain import read_tap
from injuries.symptoms.views.writing import BOTH, sent
from runlog.core.pages import read_form_id
from runlog.people.requests import PersonRequest


@require_http_methods(BOTH)
def check_in(request: PersonRequest) -> HttpResponse:
    """Save the tapped score, or show the eleven buttons."""
    now, user = timezone.now(), request.user
    form = CheckInForm(sent(request)) if request.method == "POST" else CheckInForm.for_athlete(user)
    if form.is_valid():
        log_id = read_form_id(user, form.cleaned_data["id"])
        given = form.cleaned_data
        score = save_check_in(athlete=user, log_id=log_id, score=given["score"], now=now, at=read_tap(given["at"], now))
        sentence = _("Saved: your back is at %(score)s of 10.") % {"score": score.score}
        # One tap saves, so one tap leads to where a slip is put right.
        messages.success(request, sentence, extra_tags=f"change {reverse('pain_edit', args=[score.pk])}")
        return redirect("sign_check_start" if asks_for_check(user, [score], now) else "home")
    local_now = user.local(now)
    facts = {"form": form, "local_now": local_now, "is_morning": local_now.hour in MORNING_HOURS}
    return render(request, "symptoms/check_in.html", facts)
