"""What is done from the page of a flag: each answers a POST and leads back there, and says what became of the flag.

One that is only asked for, after a log-in in between, leads to the page.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from injuries.engine.levels import LEVELS
from injuries.guidance.assessing import ensure_assessed
from injuries.guidance.models import Flag, FlagResponse
from injuries.guidance.outcomes import Stand, outcome
from injuries.guidance.queries import targets_of
from injuries.guidance.response_actions import Refused, respond, show_again
from injuries.guidance.spots import SPOTS, Place
from injuries.guidance.steps import STEPS, Step
from injuries.guidance.views import flag_page, reader_of
from runlog.core.pages import read_form_id
from runlog.people.access import own
from runlog.people.requests import PersonRequest

PAGE_OR_POST = ("GET", "HEAD", "POST")


@require_http_methods(PAGE_OR_POST)
def flag_do(request: PersonRequest, pk: int, spot: str) -> HttpResponse:
    """Do one of the flag's steps; it is done where the flag has cleared meanwhile, too."""
    now, athlete = timezone.now(), request.user
    flag = own(Flag, athlete, pk)
    step = _step_of(flag, spot)
    if request.method != "POST":
        return redirect("flag_detail", pk)
    target = targets_of(athlete, [flag]).get(flag.scope)
    if step.of_scope and target is None:
        messages.error(request, _("What this is about is no longer in your log."))
        return redirect("flag_detail", pk)
    place, before = Place(athlete, now, target), Stand.of(flag)
    form = SPOTS[spot].make(place, request.POST)
    if not form.is_valid():
        return flag_page(request, pk, now, opened=spot, form=form, status=422)
    done = SPOTS[spot].save(place, form)
    flag.refresh_from_db()
    messages.success(request, " ".join([done.said, *outcome(flag, before, reader_of(athlete, now))]))
    return redirect(done.then) if done.then else redirect("flag_detail", pk)


@require_http_methods(PAGE_OR_POST)
def flag_hide(request: PersonRequest, pk: int) -> HttpResponse:
    """Hide the flag for a while: acknowledged or snoozed."""
    now, athlete = timezone.now(), request.user
    flag = own(Flag, athlete, pk)
    if request.method != "POST":
        return redirect("flag_detail", pk)
    kind, seen = request.POST.get("kind", ""), request.POST.get("seen", "")
    log_id = read_form_id(athlete, request.POST.get("id"))
    if kind not in FlagResponse.Kind.values or seen not in LEVELS:
        raise Http404
    # A new day may have raised or cleared it since the page was made.
    ensure_assessed(athlete, now)
    try:
        respond(athlete=athlete, flag=flag, kind=kind, seen=seen, log_id=log_id, now=now)
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    else:
        messages.success(request, _("It is hidden for now, and comes back by itself. The list of all still has it."))
    return redirect("flag_detail", pk)


@require_http_methods(PAGE_OR_POST)
def flag_show(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the flag again, from its page or from the list of all."""
    now, athlete = timezone.now(), request.user
    flag = own(Flag, athlete, pk)
    if request.method != "POST":
        return redirect("flag_detail", pk)
    show_again(athlete=athlete, flag=flag, now=now)
    messages.success(request, _("It shows again."))
    return redirect("flag_list") if request.POST.get("back") == "list" else redirect("flag_detail", pk)


def _step_of(flag: Flag, spot: str) -> Step:
    for step in STEPS.get(flag.rule, ()):
        if step.spot and step.spot == spot:
            return step
    raise Http404
