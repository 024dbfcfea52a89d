"""What is asked where a table can be read in two ways."""

from runlog.imports.formats.activity import Answers, Question


def _(sentence: str) -> str:
    """Mark a sentence for translation; the caller translates it when it is shown."""
    return sentence


DAY_OR_MONTH = _("Which comes first in the dates of this table: the day or the month?")
DISTANCE_UNIT = _("What is the unit of the distances in this table?")
TIME_FORM = _("How are the times in this table written?")
WHICH_SPORT = _("This table does not name a sport. What did you do?")


def date_order(example: str) -> Question:
    """Ask whether the day or the month comes first."""
    return Question("date_order", DAY_OR_MONTH, (("dmy", _("Day, then month")), ("mdy", _("Month, then day"))), example)


def distance_unit(example: str) -> Question:
    """Ask for the unit of distance."""
    choices = (("km", _("Kilometres")), ("mi", _("Miles")), ("m", _("Metres")))
    return Question("distance_unit", DISTANCE_UNIT, choices, example)


def clock_form(example: str) -> Question:
    """Ask what the two numbers of a time are."""
    choices = (("ms", _("Minutes and seconds")), ("hm", _("Hours and minutes")))
    return Question("clock_form", TIME_FORM, choices, example)


def number_form(example: str) -> Question:
    """Ask for the unit of times that are plain numbers."""
    choices = (("min", _("Minutes")), ("s", _("Seconds")), ("h", _("Hours")))
    return Question("number_form", TIME_FORM, choices, example)


def sport() -> Question:
    """Ask for the sport of all rows."""
    return Question("sport", WHICH_SPORT, (("run", _("Running")), ("walk", _("Walking")), ("other", _("Another sport"))))


def answered(question: Question, answers: Answers) -> str | None:
    """The answer, if it is one of the choices."""
    given = answers.get(question.key)
    return given if given in dict(question.choices) else None
