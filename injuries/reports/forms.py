"""The form of a preparation: what a clinician asks, each question beside what the log knows, and what goes on the page."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from injuries.reports.parts import PRIVATE_SIGNS, Chosen, Paper
from injuries.reports.parts import Part as Section
from injuries.reports.questions import STARTERS
from injuries.reports.words import Block, Known
from injuries.symptoms.choices import AppointmentWith
from injuries.symptoms.forms.care import lines_of, questions_in
from injuries.symptoms.forms.record import RecordForm
from injuries.symptoms.models import Appointment
from injuries.symptoms.records import PREPARATION_FIELDS
from runlog.core.charts import BackChart
from runlog.core.fields import ChecksField, DayField, SegmentedField, TextField
from runlog.core.layout import Card, Fold, Folds, Part
from runlog.core.words import Words

NUMBERS = tuple(map(str, range(len(STARTERS))))


class Beside(Card):
    """A card that shows what the log knows beside its fields."""

    template = "reports/_beside.html"

    def __init__(
        self,
        title: Words,
        known: Iterable[Block | None],
        *fields: Part,
        link: tuple[str, Words] | None = None,
        chart: BackChart | None = None,
    ) -> None:
        """Blocks that are None are left out; `link` is an address where the log is put right, and its words; a chart stands on top."""
        super().__init__(title, *fields)
        self.known = [block for block in known if block is not None]
        self.link, self.chart = link, chart

    def facts(self, form: forms.BaseForm) -> dict[str, Any]:
        """Add what is known, with an id that stays when a card has no field."""
        name = next(iter(self.names(form)), self.known[0].part if self.known else "card")
        return super().facts(form) | {"known": self.known, "link": self.link, "chart": self.chart, "id": f"card-{name}"}


class PageFold(Fold):
    """What goes on the page; it stands open where something was refused or left off."""

    def facts(self, form: forms.BaseForm) -> dict[str, Any]:
        """Every part is ticked at first, which is no reason to stand open."""
        is_whole = len(form["sections"].value() or ()) == len(Section)
        return super().facts(form) | {"is_open": self.has_error(form) or not is_whole}


class PreparationForm(RecordForm):
    """The preparation of an appointment; a new one asks for its day and with whom, for the same save makes it."""

    on = DayField(label=gettext_lazy("Day"))
    with_whom = SegmentedField(AppointmentWith.choices, label=gettext_lazy("With"), required=True)
    how_it_began = TextField(label=gettext_lazy("How did it begin?"), rows=3, required=False)
    past_episodes = TextField(label=gettext_lazy("Back pain before this, and what was done then"), rows=3, required=False)
    medicines = TextField(label=gettext_lazy("Medicines and supplements you take"), rows=3, required=False)
    other_conditions = TextField(label=gettext_lazy("Other conditions you have or had"), rows=3, required=False)
    goals = TextField(label=gettext_lazy("What do you want to be able to do again?"), rows=3, required=False)
    picked = ChecksField(list(zip(NUMBERS, STARTERS, strict=True)), label=gettext_lazy("Tick what you want to ask"))
    own_questions = TextField(
        label=gettext_lazy("Questions of your own"),
        rows=4,
        max_length=100_000,
        required=False,
        help_text=gettext_lazy("One question a line."),
    )
    sections = ChecksField(Section.choices, label=gettext_lazy("On the page"))
    private_signs = ChecksField(
        PRIVATE_SIGNS.items(),
        label=gettext_lazy("Private answers to put on the page"),
        help_text=gettext_lazy("They are left off unless you tick them. If one of these is new, say so at the visit."),
    )
    paper = SegmentedField(Paper.choices, label=gettext_lazy("Paper"), required=True)

    def __init__(self, *args: Any, known: Known, onset_url: str = "", **kwargs: Any) -> None:
        """`onset_url` is where the day is put right on which the pain began; one that is not new has its day and with whom already."""
        super().__init__(*args, **kwargs)
        self.known, self.onset_url = known, onset_url
        if "id" not in self.fields:
            del self.fields["on"], self.fields["with_whom"]

    @staticmethod
    def initial_of(appointment: Appointment | None, chosen: Chosen) -> dict[str, Any]:
        """Return what the form opens with."""
        asked = list(appointment.questions or []) if appointment else []
        starters = [str(question) for question in STARTERS]
        texts = {name: getattr(appointment, name, None) for name in PREPARATION_FIELDS}
        return texts | {
            "picked": [number for number, question in zip(NUMBERS, starters, strict=True) if question in asked],
            "own_questions": "\n".join(question for question in asked if question not in starters) or None,
            "sections": [part.value for part in Section if chosen.has(part)],
            "private_signs": sorted(chosen.private_signs),
            "paper": chosen.paper.value,
        }

    def layout(self) -> Iterable[Part]:
        """When and with whom; each question beside what the log knows; the questions to ask; what goes on the page."""
        told = self.known.blocks.get
        new = [Card(_("The appointment"), "on", "with_whom")] if "on" in self.fields else []
        earlier = (self.onset_url, _("It began earlier? Say when")) if self.onset_url else None
        return [
            *new,
            Beside(_("Your questions"), (), "picked", "own_questions"),
            Beside(_("How it began"), [told("began")], "how_it_began", "past_episodes", link=earlier),
            Beside(_("How it is"), [told("course"), told("place")], "goals", chart=self.known.chart),
            Beside(_("What you do about it"), [told("tried")], "medicines", "other_conditions"),
            Beside(_("Your running"), [told("running"), told("shoes"), told("warm_up"), told("strength")]),
            Beside(_("Warning signs"), [told("signs")], "private_signs"),
            Folds(PageFold(_("What goes on the page"), _("all of it, unless you leave something off"), "sections", "paper")),
        ]

    def clean_own_questions(self) -> list[str]:
        """Return one question a line."""
        return questions_in(self.cleaned_data["own_questions"])

    def texts(self) -> dict[str, str | None]:
        """Return the athlete's own words."""
        return {name: self.cleaned_data[name] for name in PREPARATION_FIELDS}

    def questions(self, known: Sequence[str] | None) -> list[str]:
        """Return what is asked: the picked ones, then the athlete's own; those known of several lines stay as they are while unchanged."""
        own: list[str] = self.cleaned_data["own_questions"]
        starters = [str(question) for question in STARTERS]
        others = [question for question in known or () if question not in starters]
        if lines_of("\n".join(others)) == own:
            own = others
        return [*(starters[int(number)] for number in self.cleaned_data["picked"]), *own]

    def says_as_much_as(self, appointment: Appointment) -> bool:
        """Tell whether an appointment holds just what the form says of it, once it is valid."""
        held = {"on": appointment.local_on, "with_whom": appointment.with_whom}
        held |= {name: getattr(appointment, name) for name in PREPARATION_FIELDS}
        said = {name: self.cleaned_data[name] for name in held}
        return held == said and (appointment.questions or []) == self.questions(appointment.questions)

    def chosen(self) -> Chosen:
        """Return what goes on the page."""
        given = self.cleaned_data
        off = {part.value for part in Section} - set(given["sections"])
        return Chosen(Paper(given["paper"]), frozenset(off), frozenset(given["private_signs"]))
