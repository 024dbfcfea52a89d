"""The import page: one activity file becomes a run."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from runlog.imports.actions import AlreadyThere, import_run
from runlog.imports.candidate import Candidate
from runlog.imports.files import find
from runlog.imports.forms import ActivityFileForm, SportForm, seal, unseal
from runlog.people.requests import PersonRequest


@require_http_methods(["GET", "POST"])
def activity_import(request: PersonRequest) -> HttpResponse:
    """Take a file; ask for the sport where the file does not say; make the run."""
    if request.method == "POST" and "found" in request.POST:
        return _take_sport(request)
    form = ActivityFileForm(request.POST, request.FILES) if request.method == "POST" else ActivityFileForm()
    if request.method == "POST" and form.is_valid():
        found = find(form.cleaned_data["file"].read(), zone=request.user.time_zone, now=timezone.now())
        if found.warning:
            messages.warning(request, found.warning)
        if found.candidates and found.candidates[0].kind == "unknown":
            return _ask_sport(request, found.candidates[0])
        if found.candidates:
            return _store(request, found.candidates)
        form.add_error("file", found.problem)
    return _page(request, form, heading=_("Import a file"), save=_("Read the file"))


def _ask_sport(request: PersonRequest, candidate: Candidate, form: SportForm | None = None) -> HttpResponse:
    form = form or SportForm(initial={"found": seal(candidate, request.user)})
    return _page(request, form, heading=_("What sport was it?"), save=_("Go on"), candidate=candidate)


def _take_sport(request: PersonRequest) -> HttpResponse:
    candidate = unseal(request.POST["found"], request.user)
    form = SportForm(request.POST)
    if not form.is_valid():
        return _ask_sport(request, candidate, form)
    if form.cleaned_data["sport"] == "run":
        return _store(request, (candidate,))
    messages.info(request, _("Nothing was imported: only runs come in from files for now."))
    return redirect("activity_import")


def _store(request: PersonRequest, candidates: tuple[Candidate, ...]) -> HttpResponse:
    runs = []
    for candidate in candidates:
        try:
            runs.append(import_run(request.user, candidate))
        except AlreadyThere as there:
            link = format_html('<a href="{}">{}</a>', reverse("run_detail", args=[there.run.pk]), date_format(there.run.local_on, "j M Y"))
            messages.info(request, format_html(_("This file is in your log already: the run of {}. Nothing was added."), link))
    if not runs:
        return redirect("activity_import")
    text = ngettext("%(count)d run is in your log now.", "%(count)d runs are in your log now.", len(runs)) % {"count": len(runs)}
    messages.success(request, f"{text} {_('Add the shoe, the warm-up and how your back felt.')}")
    return redirect("run_edit", runs[-1].pk) if len(runs) == 1 else redirect("run_list")


def _page(request: PersonRequest, form: ActivityFileForm | SportForm, **facts: object) -> HttpResponse:
    return render(request, "imports/activity_import.html", {"form": form, **facts})
