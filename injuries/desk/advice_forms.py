"""The forms of the desk: a draft, and the day from which it is published."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from injuries.desk.advice_actions import Wording
from injuries.guidance.prose import not_shown
from injuries.guidance.words import unfit_words
from runlog.core.fields import DayField, SegmentedField, TextField
from runlog.core.forms import RunlogForm

NOW, LATER = "now", "date"
NAMED = gettext_lazy("Where it comes from: name, year, doi or link.")
MARKDOWN = gettext_lazy("Markdown without HTML: **bold**, - for a list, [words](https://…) for a link. Short words, short sentences.")


def refuse_unfit(text: str) -> None:
    """Refuse words that the guidance never uses, each by its name."""
    if found := unfit_words(text):
        message = ngettext(
            "This is a word that we never use: %(words)s. Say what the log shows instead.",
            "These are words that we never use: %(words)s. Say what the log shows instead.",
            len(found),
        )
        raise forms.ValidationError(message, code="words", params={"words": ", ".join(f"“{word}”" for word in found)})


def refuse_not_shown(text: str) -> None:
    """Refuse HTML, pictures and links that lead to no page, naming the first."""
    if found := next(not_shown(text), None):
        message = _("“%(what)s” cannot be shown: no HTML, no pictures, and links to https, mail or telephone only. Take it out.")
        raise forms.ValidationError(message, code="markup", params={"what": found[:80]})


class DraftForm(RunlogForm):
    """The words of a draft; `seen` is the state of the text in which the page was opened."""

    id = None
    seen = forms.CharField(widget=forms.HiddenInput, max_length=100)
    title = TextField(label=gettext_lazy("Title"))
    text = TextField(label=gettext_lazy("Text"), rows=16, help_text=MARKDOWN)
    sources = TextField(label=gettext_lazy("Sources, one a line"), rows=4, help_text=NAMED)
    review_by = DayField(label=gettext_lazy("Review by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The text is written in a type of even width."""
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["class"] = "source"

    def clean_title(self) -> str:
        """Refuse words that are never used."""
        refuse_unfit(self.cleaned_data["title"])
        return " ".join(self.cleaned_data["title"].split())

    def clean_text(self) -> str:
        """Refuse what would not be shown, and words that are never used."""
        text: str = self.cleaned_data["text"]
        refuse_not_shown(text)
        refuse_unfit(text)
        return text

    def clean_sources(self) -> str:
        """Refuse what would not be shown; the titles of papers may say what we do not."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["sources"].splitlines()]
        for line in lines:
            refuse_not_shown(line)
        return "\n".join(filter(None, lines))

    def clean_review_by(self) -> date:
        """Refuse a day that is over, unless it stood there."""
        day: date = self.cleaned_data["review_by"]
        if self.writer.today and day < self.writer.today and day != self.get_initial_for_field(self.fields["review_by"], "review_by"):
            raise forms.ValidationError(_("That day is over. Choose the day by which somebody is to look at this again."), code="past")
        return day

    def wording(self) -> Wording:
        """Return what was written, once the form is valid."""
        given = self.cleaned_data
        return Wording(given["title"], given["text"], tuple(given["sources"].splitlines()), given["review_by"])


class PublishForm(RunlogForm):
    """From when the draft is in force; `seen` is the state of the draft that was looked at."""

    id = None
    seen = forms.CharField(widget=forms.HiddenInput, max_length=100)
    when = SegmentedField(
        [(NOW, gettext_lazy("Now")), (LATER, gettext_lazy("From a date"))], label=gettext_lazy("From when"), required=True, opens=(LATER,)
    )
    on = DayField(label=gettext_lazy("From"), required=False)

    def clean(self) -> dict[str, Any] | None:
        """A date is needed where one was chosen, and none that is over."""
        given, today = self.cleaned_data, self.writer.today
        if given.get("when") == LATER and "on" not in self.errors:
            if given.get("on") is None:
                self.add_error("on", _("Choose the day from which it is in force."))
            elif today and given["on"] < today:
                self.add_error("on", _("That day is over. Choose today or a later day."))
        return given

    def day(self, today: date) -> date:
        """Return the day from which to publish, once the form is valid."""
        on: date | None = self.cleaned_data["on"]
        return on if on and self.cleaned_data["when"] == LATER else today
