"""The pages of a pair of shoes: list, page, form, what was worn in it, deleting."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runlog.core import trash
from runlog.core.deleting import ask_and_delete
from runlog.core.pages import ask_which, new_form_id, new_identity
from runlog.core.records import kind_of
from runlog.core.saving import SavedBefore
from runlog.people.access import own
from runlog.people.requests import PersonRequest
from runlog.training import actions
from runlog.training.forms import ComfortForm, LogForm, MoveRunsForm, RetireForm, ShoeCheckForm, ShoeForm, ShoeLimitsForm
from runlog.training.models import Shoe
from runlog.training.queries import sessions_of, shoe_facts, shoes_of
from runlog.training.queries.facts import ShoeFacts
from runlog.training.views.form_page import form_page

LATEST = 5
PAGE_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def shoe_list(request: PersonRequest) -> HttpResponse:
    """List the pairs with bars towards their limits, retired ones apart."""
    pairs = shoes_of(request.user, timezone.now())
    in_use = [pair for pair in pairs if not pair.is_retired]
    retired = [pair for pair in pairs if pair.is_retired]
    return render(request, "training/shoe_list.html", {"in_use": in_use, "retired": retired})


@require_safe
def shoe_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a pair: distance and its parts, limits, checks, comfort, what was worn in it."""
    now = timezone.now()
    return shoe_page(request, facts_or_404(request, pk, now), now)


def facts_or_404(request: PersonRequest, pk: int, now: datetime) -> ShoeFacts:
    """Return the reader's own pair with its distance, or answer 404."""
    try:
        return shoe_facts(request.user, pk, now)
    except Shoe.DoesNotExist as error:
        raise Http404 from error


def shoe_page(request: PersonRequest, facts: ShoeFacts, now: datetime, bound: LogForm | None = None) -> HttpResponse:
    """Draw the page of a pair; `bound` is the one of its forms that was refused."""
    fresh = (ShoeLimitsForm, "limits"), (ShoeCheckForm, "check"), (ComfortForm, "comfort"), (RetireForm, "retire")
    forms = {
        f"{name}_form": bound if isinstance(bound, form) else form(athlete=request.user, now=now, record=facts.shoe, name=name)
        for form, name in fresh
    }
    comfort = facts.shoe.comfort.order_by("-on", "-position")[:LATEST]
    page = {"facts": facts, "latest": sessions_of(facts.shoe, per_page=LATEST), "comfort": comfort, "is_refused": bound is not None}
    return render(request, "training/shoe_detail.html", page | forms)


@require_safe
def shoe_runs(request: PersonRequest, pk: int) -> HttpResponse:
    """List every run and walk in a pair; with ?without=distance those that have none."""
    shoe = own(Shoe, request.user, pk)
    only = request.GET.get("without") == "distance"
    page = sessions_of(shoe, request.GET.get("page"), without_distance=only)
    return render(request, "training/shoe_runs.html", {"shoe": shoe, "page": page, "only": only})


@require_http_methods(PAGE_OR_POST)
def shoe_new(request: PersonRequest) -> HttpResponse:
    """Add a pair; the form sent twice makes one."""
    now = timezone.now()
    if request.method != "POST":
        return _form_page(request, ShoeForm(athlete=request.user, now=now, form_id=new_form_id(request.user, "shoe")))
    identity = new_identity(request.user, request.POST)
    shoe = Shoe.objects.filter(athlete=request.user, log_id=identity["log_id"]).first()
    form = ShoeForm(request.POST, athlete=request.user, now=now, record=shoe, form_id=request.POST.get("id", ""))
    if not form.is_valid():
        return _form_page(request, form)
    try:
        return _save(request, form, now, **identity)
    except SavedBefore:
        ask_which(request.user, form)
        return _form_page(request, form)


@require_http_methods(PAGE_OR_POST)
def shoe_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a pair."""
    shoe, now = own(Shoe, request.user, pk), timezone.now()
    form = ShoeForm(request.POST if request.method == "POST" else None, athlete=request.user, now=now, record=shoe)
    return _save(request, form, now, log_id=shoe.log_id) if form.is_bound and form.is_valid() else _form_page(request, form, shoe)


def _save(request: PersonRequest, form: ShoeForm, now: datetime, **identity: Any) -> HttpResponse:
    shoe = actions.save_shoe(athlete=request.user, now=now, **identity, **form.values())
    messages.success(request, _("%(name)s is saved.") % {"name": shoe.name})
    return redirect("shoe_detail", pk=shoe.pk)


def _form_page(request: PersonRequest, form: ShoeForm, shoe: Shoe | None = None) -> HttpResponse:
    if shoe is None:
        return form_page(request, form, _("Add a pair"), reverse("shoe_list"), _("All shoes"), draft="shoe-new")
    return form_page(request, form, _("Change the pair"), reverse("shoe_detail", args=[shoe.pk]), shoe.name, draft=f"shoe-{shoe.pk}")


@require_http_methods(PAGE_OR_POST)
def shoe_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask once, then delete into the bin; a pair that runs or walks name stays, and the page says the two ways out."""
    shoe, now = own(Shoe, request.user, pk), timezone.now()
    words = {
        "heading": _("Delete %(name)s?") % {"name": shoe.name},
        "lead": _("No run and no walk names this pair."),
        "done": _("%(name)s is deleted.") % {"name": shoe.name},
    }
    try:
        trash.refuse_in_use(kind_of(Shoe), shoe)
        return ask_and_delete(request, shoe, then="shoe_list", back=reverse("shoe_detail", args=[pk]), **words)
    except trash.InUse:
        return refusal_page(request, shoe, now, move_form(request, shoe, now))


def refusal_page(request: PersonRequest, shoe: Shoe, now: datetime, form: MoveRunsForm) -> HttpResponse:
    """Draw the page that says why the pair stays; `form` moves what names it."""
    is_retired = shoe.retired_on is not None and shoe.retired_on <= request.user.today(now)
    facts = {"shoe": shoe, "number": shoe.runs.count() + shoe.walks.count(), "is_retired": is_retired, "form": form}
    return render(request, "training/shoe_delete.html", facts)


def move_form(request: PersonRequest, shoe: Shoe, now: datetime, data: QueryDict | None = None) -> MoveRunsForm:
    """Return the form that moves the pair's runs and walks, with the other pairs in use to choose from; `data` was sent with it."""
    others = [pair for pair in shoes_of(request.user, now) if not pair.is_retired and pair.shoe.pk != shoe.pk]
    return MoveRunsForm(data, athlete=request.user, now=now, record=shoe, pairs=others, name="move")
