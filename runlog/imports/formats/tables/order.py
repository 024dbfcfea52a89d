"""The order of day and month in a column: proved, answered or asked for."""

from collections.abc import Sequence

from runlog.imports.formats.activity import Answers, Question
from runlog.imports.formats.tables import dates, questions


def decided_order(cells: Sequence[str], answers: Answers, *, dots_are_days: bool = False) -> tuple[dates.Order | None, Question | None]:
    """The order, or the question that has to be asked first."""
    proved = dates.date_order(cells)
    if proved or (dots_are_days and not any("/" in cell for cell in cells)):
        return proved or "dmy", None
    question = questions.date_order(dates.open_example(cells))
    match questions.answered(question, answers):
        case "dmy":
            return "dmy", None
        case "mdy":
            return "mdy", None
    return None, question
