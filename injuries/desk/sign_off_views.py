"""The page on which it is recorded who has reviewed the warning signs."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from injuries.desk.advice_views import BOTH
from injuries.desk.sign_off_actions import NotWhatWasRead, sign_off
from injuries.desk.sign_off_forms import SignOffForm
from injuries.engine.signs import level_of
from injuries.guidance.advice_pages import shown
from injuries.guidance.bookshelf import current_versions
from injuries.guidance.models import SignOff
from injuries.guidance.sign_offs import SECTION, Standing, standing
from injuries.symptoms.signs import FOLLOW_UPS, SIGNS
from injuries.symptoms.weight import FOLLOW_UP_LEVELS
from runlog.people.curating import curators_only
from runlog.people.requests import PersonRequest

# Gone through by a clinician in the order in which a runner is asked.
SIGN_ROWS = tuple((sign.question, level_of(sign.key, "yes"), level_of(sign.key, "not_sure")) for sign in SIGNS)
LEG_ROWS = tuple((question, FOLLOW_UP_LEVELS[key]) for key, (question, _said) in FOLLOW_UPS.items())


@curators_only
@require_http_methods(BOTH)
def desk_sign_off(request: PersonRequest) -> HttpResponse:
    """Show what there is to review and every sign-off; on POST keep one."""
    now = timezone.now()
    today = request.user.today(now)
    stands = standing(today)
    form = SignOffForm(request.POST if request.method == "POST" else None, initial={"digest": stands.digest}, today=today)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, stands, today)
    said = {key: value for key, value in form.cleaned_data.items() if key != "is_sure"}
    try:
        sign_off(**said | {"note": said["note"] or ""}, by=request.user, now=now)
    except NotWhatWasRead:
        return _page(request, _again(request, stands, today), stands, today)
    messages.success(request, _("Entered. The pages of warning signs say so until any of it changes."))
    return redirect("desk_sign_off")


def _again(request: PersonRequest, stands: Standing, today: date) -> SignOffForm:
    """Return the form with what was typed, for what there is to read now; that it was read has to be said anew."""
    typed = request.POST.copy()
    typed["digest"] = stands.digest
    typed.pop("is_sure", None)
    form = SignOffForm(typed, today=today)
    form.add_error(None, _("The questions, levels or texts have changed since you opened this page. Have the new ones read first."))
    return form


def _page(request: PersonRequest, form: SignOffForm, stands: Standing, today: date) -> HttpResponse:
    versions = current_versions(SECTION, today)
    facts = {
        "form": form,
        "stands": stands,
        "signs": SIGN_ROWS,
        "leg": LEG_ROWS,
        "texts": [shown(versions[key], today) for key in SECTION if key in versions],
        "sign_offs": SignOff.objects.select_related("entered_by").order_by("-pk"),
    }
    return render(request, "desk/sign_off.html", facts, status=422 if request.method == "POST" else 200)
