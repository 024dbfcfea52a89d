"""Pages of records that are one form and one page each: walks and strength sessions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views import View

from runlog.core.deleting import ask_and_delete
from runlog.core.models import Record
from runlog.core.pages import ask_which, new_form_id, new_identity
from runlog.core.saving import SavedBefore
from runlog.core.words import Words
from runlog.people.access import own
from runlog.people.requests import PersonRequest
from runlog.training import actions, queries
from runlog.training.forms import LogForm, StrengthForm, WalkForm
from runlog.training.models import StrengthSession, Walk
from runlog.training.views.form_page import form_page


@dataclass(frozen=True)
class Pages:
    """What the pages of one kind of record are made of; `name` begins their URL names and templates."""

    name: str
    model: type[Record]
    form: type[LogForm]
    save: Callable[..., Any]
    page: Callable[..., Any]
    new: Words
    edit: Words
    one: Words
    all: Words
    ask: Words
    saved: Words
    deleted: Words


WALKS = Pages(
    name="walk",
    model=Walk,
    form=WalkForm,
    save=actions.save_walk,
    page=queries.walk_page,
    new=_("Log a walk"),
    edit=_("Change the walk"),
    one=_("The walk"),
    all=_("All walks"),
    ask=_("Delete this walk?"),
    saved=_("The walk is saved."),
    deleted=_("The walk is deleted."),
)
STRENGTH = Pages(
    name="strength",
    model=StrengthSession,
    form=StrengthForm,
    save=actions.save_strength,
    page=queries.strength_page,
    new=_("Log a strength session"),
    edit=_("Change the strength session"),
    one=_("The session"),
    all=_("All strength sessions"),
    ask=_("Delete this strength session?"),
    saved=_("The strength session is saved."),
    deleted=_("The strength session is deleted."),
)


class PageView(View):
    """A page of one kind of record."""

    request: PersonRequest
    pages: Pages = WALKS

    def own(self, pk: int) -> Any:
        """Return the reader's own record with its shoe, or answer 404."""
        rows = self.pages.model.objects.all()
        return own(rows.select_related("shoe") if hasattr(self.pages.model, "shoe") else rows, self.request.user, pk)

    def draw(self, role: str, **facts: Any) -> HttpResponse:
        """Draw the template of a role."""
        return render(self.request, f"training/{self.pages.name}_{role}.html", facts)


class ListView(PageView):
    """Fifty records a page, newest first."""

    def get(self, request: PersonRequest) -> HttpResponse:
        """List them."""
        return self.draw("list", page=self.pages.page(request.user, request.GET.get("page")))


class DetailView(PageView):
    """One record."""

    def get(self, request: PersonRequest, pk: int) -> HttpResponse:
        """Show it."""
        return self.draw("detail", record=self.own(pk))


class NewView(PageView):
    """A form for a new record; sent twice, it makes one."""

    def get(self, request: PersonRequest) -> HttpResponse:
        """Open the form."""
        form_id = new_form_id(request.user, self.pages.name)
        return self.show(self.pages.form(athlete=request.user, now=timezone.now(), form_id=form_id))

    def post(self, request: PersonRequest) -> HttpResponse:
        """Save what was typed."""
        sent, now = request.POST.get("id", ""), timezone.now()
        identity = new_identity(request.user, request.POST)
        record = self.pages.model.objects.filter(athlete=request.user, log_id=identity["log_id"]).first()
        form = self.pages.form(request.POST, athlete=request.user, now=now, record=record, form_id=sent)
        if not form.is_valid():
            return self.show(form)
        try:
            saved = self.pages.save(athlete=request.user, now=now, **identity, **form.values())
        except SavedBefore:
            ask_which(request.user, form)
            return self.show(form)
        messages.success(request, str(self.pages.saved))
        return redirect(f"{self.pages.name}_detail", pk=saved.pk)

    def show(self, form: LogForm) -> HttpResponse:
        """Draw the form."""
        back_url = reverse(f"{self.pages.name}_list")
        return form_page(self.request, form, self.pages.new, back_url, self.pages.all, draft=f"{self.pages.name}-new")


class EditView(PageView):
    """A form for a record that is there."""

    def get(self, request: PersonRequest, pk: int) -> HttpResponse:
        """Open the form."""
        record = self.own(pk)
        return self.show(self.pages.form(athlete=request.user, now=timezone.now(), record=record), record)

    def post(self, request: PersonRequest, pk: int) -> HttpResponse:
        """Save what was typed."""
        record, now = self.own(pk), timezone.now()
        form = self.pages.form(request.POST, athlete=request.user, now=now, record=record)
        if not form.is_valid():
            return self.show(form, record)
        self.pages.save(athlete=request.user, log_id=record.log_id, now=now, **form.values())
        messages.success(request, str(self.pages.saved))
        return redirect(f"{self.pages.name}_detail", pk=pk)

    def show(self, form: LogForm, record: Any) -> HttpResponse:
        """Draw the form."""
        back_url = reverse(f"{self.pages.name}_detail", args=[record.pk])
        return form_page(self.request, form, self.pages.edit, back_url, self.pages.one, draft=f"{self.pages.name}-{record.pk}")


class DeleteView(PageView):
    """Asks once, then deletes into the bin."""

    def get(self, request: PersonRequest, pk: int) -> HttpResponse:
        """Ask, or delete."""
        pages, record = self.pages, self.own(pk)
        lead = date_format(record.local_on, "l j F Y")
        back = reverse(f"{pages.name}_detail", args=[pk])
        return ask_and_delete(
            request, record, heading=str(pages.ask), lead=lead, done=str(pages.deleted), then=f"{pages.name}_list", back=back
        )

    post = get
