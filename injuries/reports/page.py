"""The page of a report: what the athlete wrote and chose beside what the log knows, cut to the room that there is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.utils.translation import ngettext

from injuries.engine.episodes import PERSISTENT_FROM
from injuries.guidance.queries import OpenWarnings
from injuries.guidance.sentences import Reader
from injuries.reports.content import AppointmentReport, Span
from injuries.reports.curve import Curve, curve_of
from injuries.reports.cutting import CHARACTERS_A_LINE, ROOMS, Cut, Room, cut, cut_list, cut_name
from injuries.reports.parts import OWN_WORDS, Chosen, Paper, Part
from injuries.reports.questions import LONG_PAIN
from injuries.reports.words import Block, Stat, blocks_of, say_span, signs_block, stats_of
from injuries.symptoms.models import Appointment
from injuries.symptoms.verdicts import verdict
from runlog.core.charts import BackChart
from runlog.core.words import Words
from runlog.people.emergency_numbers import emergency_numbers
from runlog.people.models import User

LONG_NAME = 60


@dataclass(frozen=True)
class Warned:
    """The gravest warning that is open: its level, since when, what to do, and the number to call."""

    level: str
    since_on: date
    say: str
    number: str


@dataclass(frozen=True)
class Drawing:
    """The chart with what it says in words."""

    chart: BackChart
    curve: Curve
    title: str
    summary: str


@dataclass(frozen=True)
class ReportPage:
    """Everything that the template of a report draws."""

    name: str
    has_long_name: bool
    paper: Paper
    is_dense: bool
    on: date
    appointment_on: date
    with_whom: str
    is_unchecked: bool
    warned: Warned | None
    episode_on: date | None
    stats: Sequence[Stat] = ()
    asks: bool = False
    questions: Sequence[Cut] = ()
    more_questions: int = 0
    signs: Block | None = None
    drawing: Drawing | None = None
    sides: tuple[Sequence[Block], Sequence[Block]] = ((), ())
    long_pain: tuple[Sequence[Words], Sequence[Words]] | None = None


@dataclass(frozen=True)
class Told:
    """What a page is made of."""

    athlete: User
    appointment: Appointment
    report: AppointmentReport
    chosen: Chosen
    warnings: OpenWarnings

    def page(self, room: Room = ROOMS[0]) -> ReportPage:
        """Return the page that fits into the room."""
        report, chosen, appointment = self.report, self.chosen, self.appointment
        reader = Reader(self.athlete.units, report.on)
        blocks = blocks_of(report, reader, room)
        questions, more = cut_list(appointment.questions or [], room.questions)
        name = self.athlete.get_short_name()
        return ReportPage(
            name=cut_name(name, room.name),
            has_long_name=len(name) > LONG_NAME,
            paper=chosen.paper,
            is_dense=room.is_dense,
            on=report.on,
            appointment_on=appointment.local_on,
            with_whom=appointment.get_with_whom_display(),
            is_unchecked=self.warnings.has_failed,
            warned=_warned(self.warnings, self.athlete.country),
            episode_on=report.episode.opened_on if report.episode else None,
            stats=stats_of(report, reader) if chosen.has(Part.COURSE) else (),
            asks=chosen.has(Part.QUESTIONS),
            questions=[cut(question, room.question) for question in questions],
            more_questions=more,
            signs=signs_block(report, reader, chosen.private_signs) if chosen.has(Part.SIGNS) else None,
            drawing=_drawing(report, reader) if chosen.has(Part.COURSE) and report.entries.count else None,
            sides=sides_of([*_words(appointment, chosen, room), *(block for key, block in blocks.items() if chosen.has(Part(key)))]),
            long_pain=halves(LONG_PAIN) if chosen.has(Part.LONG_PAIN) and is_long(report) else None,
        )


def is_long(report: AppointmentReport) -> bool:
    """Tell whether the pain has lasted for 84 days or more."""
    return report.course is not None and report.course.age_days >= PERSISTENT_FROM


def _warned(warnings: OpenWarnings, country: str) -> Warned | None:
    flag = next(iter(warnings.flags), None)
    if flag is None:
        return None
    number = next(iter(emergency_numbers(country) or ()), "") if warnings.emergencies else ""
    return Warned(flag.level, flag.raised_on, verdict(flag.level), number)


def _words(appointment: Appointment, chosen: Chosen, room: Room) -> Iterator[Block]:
    for part in OWN_WORDS:
        text = getattr(appointment, part.value)
        if text and chosen.has(part):
            found = cut(text, room.text)
            yield Block(part.value, str(part.label), "", found.lines, found.missing)


def sides_of(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """Return the blocks of the left and of the right half of the page, in their order, about as many lines in each."""
    heights = [0, *accumulate(map(_height, blocks))]
    place = min(range(len(heights)), key=lambda count: (abs(heights[-1] - 2 * heights[count]), -count))
    return blocks[:place], blocks[place:]


def _height(block: Block) -> int:
    """Return about how many lines a block takes in half a page, its heading and the space behind it too."""
    return 2 + sum(1 + len(line) // CHARACTERS_A_LINE for line in block.lines)


def halves(questions: Sequence[Words]) -> tuple[Sequence[Words], Sequence[Words]]:
    """Return the first half, the greater one, and the second."""
    middle = (len(questions) + 1) // 2
    return questions[:middle], questions[middle:]


def _drawing(report: AppointmentReport, reader: Reader) -> Drawing:
    chart = report.chart
    days = ngettext("%(count)s day has an entry", "%(count)s days have an entry", len(chart.entries)) % {"count": len(chart.entries)}
    runs = ngettext("%(count)s run", "%(count)s runs", chart.run_count) % {"count": chart.run_count}
    span = say_span(Span(chart.days[0].on, chart.days[-1].on), reader)
    began = report.episode.onset_on if report.episode else None
    return Drawing(chart, curve_of(chart, began), span, f"{span}: {days}, {runs}.")
