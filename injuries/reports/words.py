"""What a report says: each part of its content in short lines, in the words and units of the reader, every number with its time."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from injuries.guidance.episode_words import STAGES, kind_words, times, weeks
from injuries.guidance.sentences import Reader, show, write_day, write_number
from injuries.reports.content import AppointmentReport, Legs, Moment, Place, SignAnswer, Span, Worn
from injuries.reports.cutting import ROOMS, Room, cut_name
from injuries.reports.parts import PRIVATE_SIGNS, Part
from injuries.symptoms.choices import Area, PainMoment, Side
from injuries.symptoms.signs import FOLLOW_UPS, SIGN_BY_KEY
from runlog.core.charts import BackChart
from runlog.core.units import NO_BREAK

MOST_PAIRS = 4
MOST_UNANSWERED = 5
MOST_LEGS = 4
TICKED = {"yes": gettext_lazy("Yes, %(day)s: %(signs)s."), "not_sure": gettext_lazy("Not sure, %(day)s: %(signs)s.")}
# In the order of a day.
MOMENTS = ("morning", "before_run", "during_run", "after_run", "evening", "other")
LIMITED = {
    "not_started": gettext_lazy("%(count)s not started"),
    "shortened": gettext_lazy("%(count)s shortened"),
    "slowed": gettext_lazy("%(count)s slowed"),
    "stopped": gettext_lazy("%(count)s stopped"),
    "no": gettext_lazy("%(count)s not limited"),
}


@dataclass(frozen=True)
class Stat:
    """One number of the top row: what, number, small print."""

    what: str
    number: str
    small: str

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        return f"{self.what}: {' '.join(filter(None, (self.number, self.small)))}."


@dataclass(frozen=True)
class Block:
    """One part: the time that its numbers are of (empty for words of the athlete's), its lines, and how many characters are cut away."""

    part: str
    title: str
    period: str
    lines: tuple[str, ...]
    missing: int = 0


@dataclass(frozen=True)
class Known:
    """What the log knows, by part; the chart is None where no day has an entry."""

    blocks: Mapping[str, Block]
    chart: BackChart | None


def say_span(span: Span, reader: Reader) -> str:
    """Write some days: 4 Nov to 22 Nov."""
    return _("%(first)s to %(last)s") % {"first": write_day(span.first, reader.today), "last": write_day(span.last, reader.today)}


def stats_of(report: AppointmentReport, reader: Reader) -> list[Stat]:
    """Return the numbers that are read first."""
    return [*_began(report, reader), _now(report), *_extremes(report, reader), _share(report, reader)]


def _began(report: AppointmentReport, reader: Reader) -> Iterator[Stat]:
    episode, course = report.episode, report.course
    if episode is None or course is None:
        return
    stage, _meaning = STAGES[course.stage]
    lasted = _("lasted %(weeks)s") if episode.closed_on else _("%(weeks)s, %(stage)s")
    small = lasted % {"weeks": weeks(course.age_days), "stage": stage}
    yield Stat(_("Pain began"), write_day(episode.onset_on, reader.today), small)


def _now(report: AppointmentReport) -> Stat:
    closed = report.episode is not None and report.episode.closed_on is not None
    what = _("Middle, its last week") if closed else _("Middle, last week")
    if report.course is not None and report.course.current is not None:
        small = ngettext("of 10, from %(count)s day", "of 10, from %(count)s days", report.week_entries)
        return Stat(what, write_number(report.course.current), small % {"count": report.week_entries})
    return Stat(what, _("not known"), _("%(count)s of 4 days needed") % {"count": report.week_entries} if report.course else "")


def _extremes(report: AppointmentReport, reader: Reader) -> Iterator[Stat]:
    for what, found in ((_("Worst day"), report.entries.worst), (_("Best day"), report.entries.best)):
        if found:
            yield Stat(what, str(found[0]), _("of 10, on %(day)s") % {"day": write_day(found[1], reader.today)})


def _share(report: AppointmentReport, reader: Reader) -> Stat:
    entries = report.entries
    share = write_number(Decimal(100 * entries.count) / entries.span.days, 0)
    words = {"days": entries.span.days, "share": f"{share}{NO_BREAK}%"}
    return Stat(_("Days with an entry"), str(entries.count), _("of %(days)s days: %(share)s") % words)


def known_of(report: AppointmentReport, reader: Reader) -> Known:
    """Return everything that the log knows, for the athlete's own eyes: the private answers too."""
    pain = tuple(stat.sentence for stat in stats_of(report, reader)[1 if report.episode else 0 :])
    course = Block(Part.COURSE.value, _("Pain"), say_span(report.span, reader), pain)
    began = Block("began", _("The beginning"), "", tuple(_beginning(report, reader)))
    signs = signs_block(report, reader, PRIVATE_SIGNS)
    blocks = {"began": began, course.part: course, signs.part: signs, **blocks_of(report, reader, ROOMS[0])}
    return Known(blocks, report.chart if report.chart.entries else None)


def _beginning(report: AppointmentReport, reader: Reader) -> Iterator[str]:
    episode = report.episode
    if episode is None:
        yield _("There is no episode of pain in your log.")
        return
    words = {"began": write_day(episode.onset_on, reader.today), "opened": write_day(episode.opened_on, reader.today)}
    yield _("The pain began on %(began)s.") % words
    if episode.onset_on != episode.opened_on:
        yield _("You said so by hand; your log shows it from %(opened)s on.") % words
    if episode.closed_on:
        yield _("The episode closed on %(day)s.") % {"day": write_day(episode.closed_on, reader.today)}


def blocks_of(report: AppointmentReport, reader: Reader, room: Room) -> dict[str, Block]:
    """Return the parts that the log fills, by key, but for warning signs, which need to be told which answers may stand there."""
    after, around = report.span, report.warm_ups.span
    told: Mapping[Part, tuple[Span, Iterator[str]]] = {
        Part.PLACE: (after, _places(report)),
        Part.RUNNING: (after, _running(report, reader)),
        Part.SHOES: (around, _shoes(report, reader, room)),
        Part.WARM_UP: (around, _warm_ups(report)),
        Part.STRENGTH: (report.sessions.span, _sessions(report)),
        Part.TRIED: (after, _tried(report, reader)),
    }
    return {part.value: Block(part.value, str(part.label), say_span(span, reader), tuple(lines)) for part, (span, lines) in told.items()}


def _places(report: AppointmentReport) -> Iterator[str]:
    yield from (_place(place) for place in report.places)
    if not report.places:
        yield _("No score above 0 says where.")
    by_key = {moment.key: moment for moment in report.moments}
    yield from (_moment(by_key[key]) for key in MOMENTS if key in by_key)
    impact = report.impact
    if impact.yes or impact.no:
        text = _("Worse with impact: %(yes)s times yes, %(no)s times no, %(open)s not answered.")
        yield text % {"yes": impact.yes, "no": impact.no, "open": impact.unanswered}
    else:
        yield _("Worse with impact: not answered.")


def _place(place: Place) -> str:
    sides = [f"{Side(side).label.lower()} {count}" for side, count in place.sides.items() if side]
    unsaid = place.sides.get(None, 0)
    if sides and unsaid:
        sides.append(_("side not said %(count)s") % {"count": unsaid})
    text = ngettext("%(area)s: %(count)s score", "%(area)s: %(count)s scores", place.count)
    said = text % {"area": Area(place.area).label, "count": place.count}
    return f"{said} ({', '.join(sides)})." if sides else f"{said}."


def _moment(moment: Moment) -> str:
    words = {"when": PainMoment(moment.key).label, "count": moment.count, "low": moment.low, "high": moment.high}
    if moment.low == moment.high:
        return ngettext("%(when)s: %(low)s (%(count)s score).", "%(when)s: %(low)s each time (%(count)s scores).", moment.count) % words
    return _("%(when)s: middle %(middle)s, from %(low)s to %(high)s (%(count)s scores).") % {**words, "middle": write_number(moment.middle)}


def _running(report: AppointmentReport, reader: Reader) -> Iterator[str]:
    running = report.running
    told = [str(LIMITED[key]) % {"count": count} for key, count in running.limited.items() if count]
    if running.unanswered:
        told.append(_("%(count)s not answered") % {"count": running.unanswered})
    yield _("Limited by the back: %(counts)s.") % {"counts": ", ".join(told)} if told else _("No session is logged.")
    if told:
        yield _lost(running.days_lost)
    before = report.before
    words = {"span": say_span(before.span, reader), "runs": _runs(before.runs)}
    if not before.known or before.longest_m is None:
        yield _("8 weeks before, %(span)s: %(runs)s.") % words
        return
    text = _("8 weeks before, %(span)s: %(runs)s, %(total)s, the longest %(longest)s.")
    yield text % {**words, "total": show(before.total_m, "distance", reader), "longest": show(before.longest_m, "distance", reader)}
    if before.known < before.runs:
        yield _("%(runs)s without a distance.") % {"runs": _runs(before.runs - before.known)}


def _lost(days: int) -> str:
    if not days:
        return _("No day of running lost is logged.")
    return ngettext("%(count)s day of running lost.", "%(count)s days of running lost.", days) % {"count": days}


def _runs(count: int) -> str:
    return ngettext("%(count)s run", "%(count)s runs", count) % {"count": count} if count else _("no run logged")


def _shoes(report: AppointmentReport, reader: Reader, room: Room) -> Iterator[str]:
    yield from (_pair(worn, reader, room) for worn in report.shoes[:MOST_PAIRS])
    more = len(report.shoes) - MOST_PAIRS
    if more > 0:
        yield ngettext("And %(count)s more pair.", "And %(count)s more pairs.", more) % {"count": more}
    if not report.shoes:
        yield _("No run names a pair.")


def _pair(worn: Worn, reader: Reader, room: Room) -> str:
    at_least = _("%(name)s: at least %(total)s in all, %(span)s in this time.")
    text = at_least if worn.is_floor else _("%(name)s: %(total)s in all, %(span)s in this time.")
    name = cut_name(worn.name, min(room.name, 40))
    return text % {"name": name, "total": show(worn.total_m, "distance", reader), "span": show(worn.span_m, "distance", reader)}


def _warm_ups(report: AppointmentReport) -> Iterator[str]:
    warm_ups = report.warm_ups
    told = warm_ups.done + warm_ups.skipped
    if told:
        text = ngettext("5 minutes or more before %(done)s of %(told)s run.", "5 minutes or more before %(done)s of %(told)s runs.", told)
        yield text % {"done": warm_ups.done, "told": told}
    else:
        yield _("No run says whether there was one.")
    if warm_ups.unrecorded:
        yield _("Not recorded: %(runs)s.") % {"runs": _runs(warm_ups.unrecorded)}


def _sessions(report: AppointmentReport) -> Iterator[str]:
    sessions = report.sessions
    for what, count, minutes in (
        (_("Strength work"), sessions.strength, sessions.strength_min),
        (_("Walks"), sessions.walks, sessions.walks_min),
    ):
        text = _("%(what)s: %(count)s, %(minutes)s min in all.") if count else _("%(what)s: none logged.")
        yield text % {"what": what, "count": count, "minutes": write_number(minutes, 0)}


def _tried(report: AppointmentReport, reader: Reader) -> Iterator[str]:
    for each in report.tried:
        yield f"{kind_words(each)}: {times(each, reader)}."
    if not report.tried:
        yield _("Nothing is logged.")


def signs_block(report: AppointmentReport, reader: Reader, shown: Collection[str]) -> Block:
    """Return the answers to the warning signs; of the four private ones only those in `shown`, and that others are left off."""
    lines = (*_signs(report, reader, shown), *_legs(report, reader))
    since = _("since %(day)s") % {"day": write_day(report.signs.since, reader.today)}
    return Block(Part.SIGNS.value, str(Part.SIGNS.label), since, lines)


def _signs(report: AppointmentReport, reader: Reader, shown: Collection[str]) -> Iterator[str]:
    signs, off = report.signs, {key for key in PRIVATE_SIGNS if key not in shown}
    if not signs.checks:
        yield _("The 20 questions were not gone through.")
        return
    given = [answer for answer in signs.given if answer.key not in off]
    yield from _ticked(given, reader)
    no = [answer for answer in given if answer.answer == "no"]
    if no:
        text = ngettext("No to %(count)s question, last on %(day)s.", "No to %(count)s questions, last on %(day)s.", len(no))
        yield text % {"count": len(no), "day": write_day(max(answer.on for answer in no), reader.today)}
    yield from _unanswered([key for key in signs.unanswered if key not in off])
    if off:
        text = ngettext(
            "%(count)s private question is left off this page by choice: please ask.",
            "%(count)s private questions are left off this page by choice: please ask.",
            len(off),
        )
        yield text % {"count": len(off)}


def _ticked(given: Iterable[SignAnswer], reader: Reader) -> Iterator[str]:
    """Say what was answered with yes, then with not sure; what was said on one day together, the latest day first."""
    together: dict[tuple[str, date, date | None], list[str]] = {}
    for answer in given:
        together.setdefault((answer.answer, answer.on, answer.seen_on), []).append(str(SIGN_BY_KEY[answer.key].said))
    for word, text in TICKED.items():
        days = sorted((key for key in together if key[0] == word), key=lambda key: key[1], reverse=True)
        for key in days:
            said = str(text) % {"day": write_day(key[1], reader.today), "signs": "; ".join(together[key])}
            yield _with_seen(said, key[2], reader)


def _with_seen(text: str, seen_on: date | None, reader: Reader) -> str:
    if seen_on is None:
        return text
    return f"{text} {_('Seen by a clinician on %(day)s.') % {'day': write_day(seen_on, reader.today)}}"


def _unanswered(keys: list[str]) -> Iterator[str]:
    if not keys:
        return
    text = ngettext("Not answered: %(count)s question", "Not answered: %(count)s questions", len(keys)) % {"count": len(keys)}
    named = "; ".join(str(SIGN_BY_KEY[key].said) for key in keys)
    yield f"{text} ({named})." if len(keys) <= MOST_UNANSWERED else f"{text}."


def _legs(report: AppointmentReport, reader: Reader) -> Iterator[str]:
    yield from (_leg(leg, reader) for leg in reversed(report.legs[-MOST_LEGS:]))
    earlier = len(report.legs) - MOST_LEGS
    if earlier > 0:
        text = ngettext("And %(count)s earlier report about a leg.", "And %(count)s earlier reports about a leg.", earlier)
        yield text % {"count": earlier}


def _leg(leg: Legs, reader: Reader) -> str:
    said = [str(FOLLOW_UPS[key][1]) for key in leg.yes]
    if leg.unanswered:
        said.append(ngettext("%(count)s question open", "%(count)s questions open", leg.unanswered) % {"count": leg.unanswered})
    text = _("%(day)s: a leg felt weak, lazy or dragged") % {"day": write_day(leg.on, reader.today)}
    return _with_seen(f"{text} ({'; '.join(said)})." if said else f"{text}.", leg.seen_on, reader)
