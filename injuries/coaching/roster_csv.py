"""The roster as a file for spreadsheets."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from django.utils.translation import gettext as _

from injuries.coaching.roster import Row
from injuries.engine.levels import ELEMENTS
from runlog.core import looks
from runlog.core.spreadsheets import UTF8_MARK, plain_cell
from runlog.core.units import NO_BREAK


def as_csv(rows: Iterable[Row]) -> str:
    """Return the file's text: one line an athlete, the same words as on the page, with a mark that tells Excel it is UTF-8."""
    out = StringIO()
    writer = csv.writer(out)
    elements = [str(looks.ELEMENTS[key].word) for key in ELEMENTS]
    before = (_("Athlete"), _("Labels"), _("Level"), _("Why"), _("Since"), _("Since you looked"), _("As of"))
    after = (_("Pain, 28 days"), _("Last run"), _("Last entry"), _("7 days"), _("Longest run"), _("Your note"), _("Look again on"))
    writer.writerow([*before, *elements, *after])
    for row in rows:
        writer.writerow(_cells(row))
    return UTF8_MARK + out.getvalue()


def _cells(row: Row) -> Iterator[str]:
    level = str(looks.LEVELS[row.level].word) if row.level else ""
    states = [str(looks.STATES[state].word) for state in row.elements]
    facts = (row.name, ", ".join(row.labels), level, row.reason, row.since, row.changed, row.as_of, *states, row.pain)
    for text in (*facts, row.last_run, row.last_entry, row.week, row.longest, row.note, row.revisit):
        yield plain_cell(text.replace(NO_BREAK, " "))
