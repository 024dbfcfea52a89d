"""Under care: with an appointment near enough, or a visit not long ago, a flag is shown at `info` (guidance section 8)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from injuries.engine.history import History
from injuries.engine.levels import INFO
from injuries.engine.log import Appointment
from injuries.engine.rule import Finding

AHEAD = timedelta(days=41)
"""42 days up to and including the date of the appointment."""
AFTERWARDS = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class CareTexts:
    """What a rule says under care; both may use the places of its findings, and `{appointment_on:date}`."""

    ahead: str
    afterwards: str


def under_care(history: History, finding: Finding, began_on: date, texts: CareTexts) -> Finding:
    """Return a finding, lowered to `info` when its condition, which began on `began_on`, is under care."""
    appointment = covering(history, began_on)
    if appointment is None:
        return finding
    ahead = appointment.on >= history.on
    return replace(
        finding,
        level=INFO,
        level_before_care=finding.level,
        sentence=texts.ahead if ahead else texts.afterwards,
        facts={**finding.facts, "appointment_on": appointment.on, "appointment_ids": [appointment.id]},
    )


def covering(history: History, began_on: date) -> Appointment | None:
    """Return the appointment under whose care a condition stands: the next one ahead, else the latest that was attended."""
    near = [each for each in history.appointments if each.on >= began_on and _covers(each, history.on)]
    ahead = [each for each in near if each.on >= history.on]
    return ahead[0] if ahead else near[-1] if near else None


def _covers(appointment: Appointment, on: date) -> bool:
    if on <= appointment.on:
        return appointment.on - on <= AHEAD
    return appointment.attended is True and on - appointment.on <= AFTERWARDS
