"""The forms of the review: what a table does not tell, what a word for a sport or a pair means, and what to do with an entry."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from runlog.core.fields import QuickSelect, SegmentedField, SelectField
from runlog.core.forms import RunlogForm
from runlog.core.words import Words
from runlog.imports.models import Batch, Decision, Entry, EntryKind, SourceFile
from runlog.imports.review_queries import KEPT_KINDS
from runlog.imports.review_words import KINDS, OFFERS, activities, kinds, offers, said
from runlog.training.models import Shoe

Choices = list[tuple[str, Words]]
NO_PAIR = "none"
NEW_PAIR = "new"
MOST_TAPS = 4
LABELS = {"decision": gettext_lazy("What to do"), "as_kind": gettext_lazy("What it was"), "shoe": gettext_lazy("Pair")}


class QuestionsForm(RunlogForm):
    """What the tables among the files do not tell, each question with the cell that can be read in two ways."""

    id = None

    def __init__(self, *args: Any, files: Sequence[SourceFile], **kwargs: Any) -> None:
        """`files` are those that ask."""
        super().__init__(*args, **kwargs)
        self.asking = files
        for file in files:
            for question in file.questions:
                self.fields[f"{file.pk}-{question['key']}"] = _question_field(file, question)

    def answers(self) -> list[tuple[SourceFile, dict[str, str]]]:
        """Return the answers by the question's key, for each file."""
        return [(file, {each["key"]: self.cleaned_data[f"{file.pk}-{each['key']}"] for each in file.questions}) for file in self.asking]


def _question_field(file: SourceFile, question: dict[str, Any]) -> forms.Field:
    choices = [(value, said(words)) for value, words in question["choices"]]
    kind = SegmentedField if len(choices) <= MOST_TAPS else SelectField
    hint = _("%(file)s says “%(example)s”.") if question.get("example") else "%(file)s"
    return kind(
        choices, label=said(question["text"]), help_text=hint % {"file": file.name, "example": question.get("example")}, required=True
    )


class WordsForm(forms.Form):
    """One answer for each word that the files use: of a sport that we do not know, or of a pair."""

    def __init__(self, *args: Any, name: str, words: Iterable[tuple[str, str, str, Choices]], **kwargs: Any) -> None:
        """`words` are the word, its label, what is chosen for it and what there is to choose from."""
        super().__init__(*args, **kwargs)
        self.words = {}
        for word, label, chosen, choices in words:
            key = f"{name}-{hashlib.sha256(word.encode()).hexdigest()[:16]}"
            self.words[key] = word
            self.fields[key] = forms.ChoiceField(choices=choices, label=label, initial=chosen, required=False, widget=_select())

    def changes(self) -> dict[str, str]:
        """Return the words whose answer is another now; one that was not sent stays as it is."""
        sent = [key for key in self.changed_data if key in self.data and key in self.cleaned_data]
        return {self.words[key]: self.cleaned_data[key] for key in sent}


class EntryForm(forms.Form):
    """What to do with one entry, as what, and in which pair."""

    def __init__(self, *args: Any, entry: Entry, shoes: Sequence[Shoe], **kwargs: Any) -> None:
        """`shoes` are all pairs of the athlete."""
        chosen = {"decision": entry.decision, "as_kind": kind_of(entry), "shoe": _shoe_of(entry)}
        super().__init__(*args, **{"prefix": f"e{entry.pk}", "initial": chosen} | kwargs)
        self.entry = entry
        self.offered = {"decision": offers(entry), "as_kind": kinds(entry), "shoe": shoe_choices(entry, shoes)}
        for name, choices in self.offered.items():
            self.fields[name] = forms.ChoiceField(label=LABELS[name], choices=choices, required=False, widget=_select())

    def changes(self) -> dict[str, str]:
        """Return what was chosen otherwise than it was; a field that was not sent, or says nothing that is offered, stays as it is."""
        sent = [name for name in self.changed_data if self.add_prefix(name) in self.data]
        changed = {name: self.cleaned_data[name] for name in sent if self.cleaned_data.get(name) in dict(self.offered[name])}
        # Who says what it was wants to have it.
        is_named = kind_of(self.entry) == EntryKind.OTHER and changed.get("as_kind") in KEPT_KINDS
        return {"decision": Decision.ADD, **changed} if is_named else changed

    def chosen(self) -> str:
        """Return the present choice in a few words."""
        picked = (dict(choices).get(self[name].value(), "") for name, choices in self.offered.items())
        return " · ".join(str(word) for word in picked if word)


def kind_of(entry: Entry) -> str:
    """Return what the entry is to be: as it was chosen, else as it was read."""
    kind = entry.as_kind or entry.kind
    return EntryKind.OTHER if kind == EntryKind.UNKNOWN else kind


def shoe_choices(entry: Entry, shoes: Sequence[Shoe]) -> Choices:
    """Return the pairs to choose from; what stands first is what the whole import says."""
    of_import = (_("As chosen for “%(name)s”") % {"name": entry.gear}) if entry.gear else _("No pair")
    no_pair: Choices = [(NO_PAIR, _("No pair"))] if entry.gear else []
    return [("", of_import), *no_pair, *((str(shoe.pk), pair_name(shoe)) for shoe in shoes)]


def pair_name(shoe: Shoe) -> str:
    """Return the name of a pair, and that it is retired."""
    return _("%(name)s (retired)") % {"name": shoe.name} if shoe.retired_on else shoe.name


def _shoe_of(entry: Entry) -> str:
    return NO_PAIR if entry.is_without_shoe else "" if entry.shoe_id is None else str(entry.shoe_id)


def _select() -> QuickSelect:
    return QuickSelect(attrs={"class": "form-select"})


def is_open(entry: Entry) -> bool:
    """Tell whether there is anything to choose for an entry."""
    return entry.verdict in OFFERS and Decision.LEAVE in dict(OFFERS[entry.verdict])


def sports_form(batch: Batch, words: Iterable[tuple[str, int]], data: QueryDict | None = None) -> WordsForm:
    """Return the form that asks what each word for a sport means."""
    choices: Choices = [("", gettext_lazy("Leave them out")), *KINDS]
    asked = ((word, _label(word or _("No sport named"), count), batch.sports.get(word, ""), choices) for word, count in words)
    return WordsForm(data, name="sport", words=asked)


def gear_form(batch: Batch, names: Iterable[tuple[str, int]], shoes: Sequence[Shoe], data: QueryDict | None = None) -> WordsForm:
    """Return the form that asks which pair each name means."""
    pairs: Choices = [(shoe.log_id, pair_name(shoe)) for shoe in shoes]
    choices: Choices = [("", gettext_lazy("No pair")), (NEW_PAIR, gettext_lazy("A new pair of that name")), *pairs]
    asked = ((name, _label(name, count), batch.gear.get(name, ""), choices) for name, count in names)
    return WordsForm(data, name="gear", words=asked)


def _label(word: str, count: int) -> str:
    return format_html("{} <small>{}</small>", word, activities(count))
