"""One line of a back's timeline for each thing that happened, in the words and units of who reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from injuries.engine.footwear import Pair, is_clean
from injuries.guidance.evidence import rule_label
from injuries.guidance.models import FlagEvent
from injuries.guidance.sentences import Reader, fill, write_day
from injuries.overview.queries import RunLine
from injuries.symptoms.models import Appointment, HomeCare, LegReport, SignCheck
from injuries.symptoms.signs import SIGN_KEYS
from injuries.symptoms.verdicts import none_ticked, still_open
from injuries.symptoms.weight import leg_level
from runlog.core.units import format_distance
from runlog.people.access import Sight
from runlog.training.choices import Limited, Wear

LIMITED = {
    Limited.SHORTENED: gettext_lazy("Shorter because of the back."),
    Limited.SLOWED: gettext_lazy("Slower because of the back."),
    Limited.STOPPED: gettext_lazy("Stopped because of the back."),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened on a day: what, more about it, its page, and the level it came with; empty where there is none."""

    on: date
    title: str
    text: str = ""
    url: str = ""
    level: str = ""


def pain_line(on: date, score: int) -> Line:
    """Say the worst pain of a day; the link shows every score of it."""
    query = urlencode({"kind": "pain", "first": on.isoformat(), "last": on.isoformat()})
    title = _("Worst pain %(score)s of 10") % {"score": score} if score else _("No pain: 0 of 10")
    return Line(on, title, url=f"{reverse('diary')}?{query}")


def silence_line(first: date, last: date, today: date) -> Line:
    """Say that some days have no entry; it stands on the last of them."""
    days = (last - first).days + 1
    text = _("%(first)s to %(last)s") % {"first": write_day(first, today), "last": write_day(last, today)}
    return Line(last, ngettext("No entry for %(days)s day", "No entry for %(days)s days", days) % {"days": days}, text, level="unknown")


def run_line(line: RunLine, reader: Reader) -> Line:
    """Say a run with its scores, or a missed session."""
    run, url = line.run, reverse("run_detail", args=[line.run.pk])
    if run.is_missed:
        return Line(run.local_on, _("Missed session"), _("Not started because of the back."), url)
    title = _("Run") if run.distance_m is None else _("Run, %(distance)s") % {"distance": format_distance(run.distance_m, reader.units)}
    limited = LIMITED.get(Limited(run.limited_by_back)) if run.limited_by_back else None
    return Line(run.local_on, title, _sentences(_pain_of(line), str(limited or "")), url)


def _pain_of(line: RunLine) -> str:
    words = (_("%(score)s before"), _("%(score)s while running"), _("%(score)s after"))
    given = [word % {"score": score} for word, score in zip(words, line.scores, strict=True) if score is not None]
    return _("Pain %(scores)s.") % {"scores": ", ".join(given)} if given else ""


def flag_line(event: FlagEvent, reader: Reader, sight: Sight) -> Line:
    """Say that a flag was raised, changed its level or cleared; its sentence speaks to the athlete, and is for nobody else."""
    url, label = reverse("flag_detail", args=[event.flag_id]), rule_label(event.flag.rule)
    if event.what == FlagEvent.What.CLEARED:
        return Line(event.on, _("Cleared: %(flag)s") % {"flag": label}, url=url)
    title = _("Raised: %(flag)s") if event.what == FlagEvent.What.RAISED else _("Level changed: %(flag)s")
    return Line(event.on, title % {"flag": label}, fill(event.sentence, event.facts, reader) if sight.is_own else "", url, event.level)


def check_line(check: SignCheck, today: date) -> Line:
    """Say that the warning signs were gone through and how grave the answers were, never which sign it was."""
    level = check.level
    # Only the athlete's own record still holds its answers.
    told = (none_ticked(), still_open(len(SIGN_KEYS) - len(check.answers))) if check.answers else ()
    text = _sentences(*(told if not level else told[1:]), _resolved(check, today))
    return Line(check.local_on, _("Warning-sign check"), text, reverse("sign_check_detail", args=[check.pk]), _standing(check, level))


def leg_line(report: LegReport, today: date) -> Line:
    """Say that a leg was reported."""
    title, url = _("A leg felt weak, lazy or dragged"), reverse("leg_detail", args=[report.pk])
    return Line(report.local_on, title, _resolved(report, today), url, _standing(report, leg_level(report.answers)))


def care_line(care: HomeCare) -> Line:
    """Say what was tried at home."""
    return Line(care.local_on, _("Home care"), care.kinds_in_words, reverse("home_care_detail", args=[care.pk]))


def appointment_line(appointment: Appointment, on: date) -> Line:
    """Say an appointment: ahead, cancelled or attended, as far as the log knows."""
    whom = appointment.get_with_whom_display().lower()
    title = _("Appointment: %(whom)s") % {"whom": whom} if whom else _("Appointment")
    ahead = _("Still ahead.") if appointment.local_on > on else ""
    text = _("Cancelled.") if appointment.cancelled else _("Attended.") if appointment.attended else ahead
    return Line(appointment.local_on, title, text, reverse("appointment_detail", args=[appointment.pk]))


def shoe_lines(pairs: Iterable[Pair], keys: dict[str, int], on: date) -> Iterator[Line]:
    """Say when each pair was first used, looked over and retired."""
    for pair in pairs:
        name, key = {"shoe": pair.shoe.name}, keys.get(pair.shoe.id)
        url = reverse("shoe_detail", args=[key]) if key else ""
        if pair.shoe.retired_on and pair.shoe.retired_on <= on:
            yield Line(pair.shoe.retired_on, _("%(shoe)s: retired") % name, url=url)
        for check in pair.shoe.checks:
            worn = ", ".join(str(Wear(part).label) for part in check.worn)
            found = _("Nothing worn was ticked.") if is_clean(check) and not worn else f"{worn}."
            yield Line(check.on, _("%(shoe)s: wear check") % name, found, url)
        if pair.first_used_on:
            yield Line(pair.first_used_on, _("%(shoe)s: first used") % name, url=url)


def _resolved(record: LegReport | SignCheck, today: date) -> str:
    if record.resolved_on is None:
        return ""
    return f"{record.get_resolved_how_display()}, {write_day(record.resolved_on, today)}."


def _standing(record: LegReport | SignCheck, level: str | None) -> str:
    return "" if record.resolved_how == record.How.MISTAKE else level or ""


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)
