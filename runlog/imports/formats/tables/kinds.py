"""What each row of a log is: by its sport, its treadmill flag, the words of runners or, where nothing tells it, the user."""

from dataclasses import dataclass

from runlog.imports.formats.activity import Answers, Kind, Question, Surface
from runlog.imports.formats.folding import folded
from runlog.imports.formats.names import tidy_name
from runlog.imports.formats.sports import sport_named
from runlog.imports.formats.tables import questions
from runlog.imports.formats.tables.columns import Columns
from runlog.imports.formats.tables.words import REST_WORDS, SESSION_WORDS, YES_WORDS

_REST = frozenset(REST_WORDS.split(","))
_SESSIONS = frozenset(SESSION_WORDS.split(","))
_YES = frozenset(YES_WORDS.split(","))
_RUN_IN_NAME = {"run", "lauftyp", "laufart"}


@dataclass(frozen=True, slots=True)
class Told:
    """The kind and surface of a row; `sport` is a word that we do not know; `is_said` where the row names anything at all."""

    kind: Kind
    surface: Surface | None = None
    sport: str | None = None
    is_said: bool = True


def told_by(columns: Columns, answers: Answers) -> tuple[list[Told], Question | None]:
    """What each row is, and the question where the table names no sport."""
    if "sport" not in columns:
        question = questions.sport()
        kind = _KINDS.get(questions.answered(question, answers) or "")
        return [
            _indoors(columns, place, Told(kind or "unknown", is_said=False)) for place in range(len(columns))
        ], None if kind else question
    of_runs = bool(_RUN_IN_NAME & set(folded(columns.name("sport")).split()))
    return [_indoors(columns, place, _by_word(columns.text("sport", place), of_runs=of_runs)) for place in range(len(columns))], None


_KINDS: dict[str, Kind] = {"run": "run", "walk": "walk", "other": "other"}


def _by_word(word: str, *, of_runs: bool) -> Told:
    plain = folded(word)
    if plain in _REST:
        return Told("other")
    kind, surface = sport_named(word)
    if kind == "unknown" and (of_runs or plain in _SESSIONS):
        return Told("run", is_said=bool(plain))
    return Told(kind, surface, tidy_name(word) if kind == "unknown" else None, is_said=bool(plain))


def _indoors(columns: Columns, place: int, told: Told) -> Told:
    is_on = folded(columns.text("treadmill", place)) in _YES
    return Told(told.kind, "treadmill", told.sport, told.is_said) if is_on and told.kind in ("run", "walk", "unknown") else told
