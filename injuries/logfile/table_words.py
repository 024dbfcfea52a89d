"""What the files and columns of the zips are, in plain words: their README."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import indent
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from injuries.logfile.others import COLUMNS as COLUMNS_OF_OTHERS
from injuries.logfile.tables import LOCAL_DATE, PLACE, RECORD, Table
from injuries.symptoms.signs import FOLLOW_UPS, SIGNS

FILES: Mapping[str, Any] = {
    "profile": gettext_lazy("What you told of yourself. One row."),
    "shoes": gettext_lazy("Your pairs of shoes."),
    "shoes_checks": gettext_lazy("Each look at a pair: what was worn."),
    "shoes_comfort": gettext_lazy("How a pair felt, 0 to 10."),
    "runs": gettext_lazy("Your runs. A row with limited_by_back = not_started is a run that you left out."),
    "runs_also": gettext_lazy("The same run from other files or services."),
    "runs_edited": gettext_lazy("Which values of a run you typed over those of a file."),
    "walks": gettext_lazy("Your walks."),
    "strength": gettext_lazy("Your strength sessions."),
    "pain": gettext_lazy("Your pain scores, 0 to 10."),
    "leg_reports": gettext_lazy("Each time a leg felt weak, lazy or dragged."),
    "sign_checks": gettext_lazy("Your answers about warning signs: yes, no or not_sure."),
    "home_care": gettext_lazy("What you tried at home."),
    "onsets": gettext_lazy("Where you put right on which day a pain began."),
    "appointments": gettext_lazy("Your appointments, and what you wrote for them."),
    "appointments_questions": gettext_lazy("Your questions for an appointment, one a row."),
    "flag_responses": gettext_lazy("What you said to what your log showed."),
    "coaches": gettext_lazy("Who coaches you or has done so."),
    "consent_steps": gettext_lazy("Each change of what you share: when, by whom, and what counted from then on."),
    "access_log": gettext_lazy("Who has looked at your log: one row for each person, page and day."),
}
_NOTE = gettext_lazy("your own words")
# By file and column, or by column alone where it is the same everywhere.
COLUMNS: Mapping[str, Any] = {
    "id": gettext_lazy("what tells this row from all others; other files name it"),
    RECORD: gettext_lazy("the id of the row that this belongs to"),
    PLACE: gettext_lazy("its place in the list, from 1"),
    LOCAL_DATE: gettext_lazy("the date that clocks showed where you were"),
    "edited_at": gettext_lazy("when it was last changed; empty: never"),
    "note": _NOTE,
    "on": gettext_lazy("the date"),
    "at": gettext_lazy("date and time, with the offset from UTC"),
    "started_at": gettext_lazy("when it began: date and time, with the offset from UTC"),
    "minutes": gettext_lazy("how long, in minutes"),
    "distance_m": gettext_lazy("how far, in metres"),
    "shoe": gettext_lazy("the id of the pair, see shoes.csv"),
    "run": gettext_lazy("the id of the run, see runs.csv"),
    "score": gettext_lazy("0 to 10"),
    "resolved_on": gettext_lazy("the day on which it was resolved"),
    "resolved_how": gettext_lazy("seen_by_clinician or ticked_by_mistake"),
    "resolved_reason": gettext_lazy("why"),
    "source_kind": gettext_lazy("where it came from, such as fit or strava"),
    "source_name": gettext_lazy("what the file was called, or its title"),
    "source_digest": gettext_lazy("a mark by which the same file is known again"),
    "profile.display_name": gettext_lazy("your name"),
    "profile.time_zone": gettext_lazy("your time zone"),
    "profile.units": gettext_lazy("what pages show distances in, km or mi; these files are in metres"),
    "profile.country": gettext_lazy("your country, two letters"),
    "profile.language": gettext_lazy("your language"),
    "profile.back_pain_in_year_before": gettext_lazy("whether your back hurt in the year before the log"),
    "shoes.name": gettext_lazy("what you call it"),
    "shoes.brand": gettext_lazy("the brand"),
    "shoes.model": gettext_lazy("the model"),
    "shoes.kind": gettext_lazy("daily, racing, trail or minimalist"),
    "shoes.first_used_on": gettext_lazy("the first day of use"),
    "shoes.start_distance_m": gettext_lazy("the distance it had when you added it, in metres; empty: not known"),
    "shoes.limit_m": gettext_lazy("your own distance for a new pair, in metres"),
    "shoes.inspect_m": gettext_lazy("your own distance for a first look, in metres"),
    "shoes.retired_on": gettext_lazy("the day on which you put it away"),
    "shoes_checks.worn": gettext_lazy("what was worn, with semicolons between; none: nothing"),
    "runs.duration_s": gettext_lazy("how long, in seconds"),
    "runs.effort": gettext_lazy("how hard it felt, 0 to 10"),
    "runs.kind": gettext_lazy("easy, long, workout or race"),
    "runs.surface": gettext_lazy("road, trail, track, treadmill or mixed"),
    "runs.planned": gettext_lazy("whether it was planned"),
    "runs.limited_by_back": gettext_lazy("what the back did to it: no, shortened, slowed, stopped or not_started"),
    "runs.warm_up_state": gettext_lazy("done, short or skipped; empty: not recorded, which is not the same as skipped"),
    "runs.warm_up_kind": gettext_lazy("walk_jog, dynamic, stretching or easy_start"),
    "runs.warm_up_minutes": gettext_lazy("how long you warmed up, in minutes"),
    "runs.tightness_quads": gettext_lazy("how tight the front of the thighs was, 0 to 10"),
    "runs.tightness_hamstrings": gettext_lazy("how tight the back of the thighs was, 0 to 10"),
    "runs.tightness_hip_flexors": gettext_lazy("how tight the front of the hips was, 0 to 10"),
    "runs.slumped": gettext_lazy("whether you ran slumped"),
    "runs.low_energy": gettext_lazy("whether you lacked energy"),
    "runs.average_heart_rate_per_min": gettext_lazy("the mean heart rate, in beats a minute"),
    "runs.cadence_steps_per_min": gettext_lazy("the mean number of steps a minute"),
    "runs.ascent_m": gettext_lazy("how far up, in metres"),
    "runs_also.kind": gettext_lazy("where it came from, such as fit or strava"),
    "runs_also.name": gettext_lazy("what the file was called, or its title"),
    "runs_also.digest": gettext_lazy("a mark by which the same file is known again"),
    "runs_edited.value": gettext_lazy("the name of the value"),
    "walks.upright": gettext_lazy("whether you walked upright"),
    "strength.focus": gettext_lazy("what it was for, with semicolons between; none: nothing chosen"),
    "pain.area": gettext_lazy("lower_back, mid_back, buttock, thigh, lower_leg_or_foot or other"),
    "pain.side": gettext_lazy("left, right, both or middle"),
    "pain.moment": gettext_lazy("morning, before_run, during_run, after_run, evening or other"),
    "pain.worse_with_impact": gettext_lazy("whether impact made it worse"),
    **{f"leg_reports.{key}": question for key, (question, _said) in FOLLOW_UPS.items()},
    **{f"sign_checks.answers_{sign.key}": sign.question for sign in SIGNS},
    "home_care.kinds": gettext_lazy("what you tried, with semicolons between; none: nothing chosen"),
    "onsets.opened_on": gettext_lazy("the day on which the log saw it begin"),
    "onsets.onset_on": gettext_lazy("the day on which you say it began"),
    "appointments.with": gettext_lazy("doctor, physiotherapist or other"),
    "appointments.cancelled": gettext_lazy("whether it was called off"),
    "appointments.attended": gettext_lazy("whether you went"),
    "appointments.advice": gettext_lazy("what you were told, in your own words"),
    **{f"appointments.preparation_{name}": _NOTE for name in ("how_it_began", "medicines", "past_episodes", "other_conditions", "goals")},
    "appointments_questions.value": gettext_lazy("the question"),
    "flag_responses.rule": gettext_lazy("which remark it was"),
    "flag_responses.scope": gettext_lazy("what it was about: a run, a pair or nothing more"),
    "flag_responses.kind": gettext_lazy("acknowledged or snoozed"),
    "flag_responses.until": gettext_lazy("the last day on which it was hidden"),
    "coach": gettext_lazy("the name of the coach"),
    "coach_email": gettext_lazy("the e-mail address of the coach"),
    "began_at": gettext_lazy("since when"),
    "ended_at": gettext_lazy("until when; empty: not ended"),
    "training_until": gettext_lazy("the last day of the grant for training; open: until you end it; empty: not given"),
    "pain_until": gettext_lazy("the same for pain"),
    "notes_until": gettext_lazy("the same for notes"),
    "what": gettext_lazy("what happened, or what was looked at"),
    "by": gettext_lazy("who did it; empty: somebody whose account is gone"),
    "who": gettext_lazy("who looked; empty: somebody whose account is gone"),
    "count": gettext_lazy("how often on that day"),
    "last_at": gettext_lazy("when last"),
}


def readme_of_log(tables: Iterable[Table]) -> str:
    """Return the page that explains the tables of a log."""
    files = [(table.name, table.headings) for table in tables]
    before = (
        _("Your running log as tables"),
        _("Each file is one kind of thing that you logged. The first row names the columns. Open them with any spreadsheet."),
        _("An empty cell means that nothing was recorded. It never means no, and never zero."),
        _("Distances are in metres, times in seconds or minutes; the name of a column says which. Yes and no are written as words."),
        _("A text that begins like a formula has a ' before it, so that no spreadsheet works it out."),
        _("To bring a log back into Runlog, use the other file, the one that ends in .json. These tables cannot be read back in."),
        _("You kept this log yourself. No clinician has looked at it."),
    )
    return _page(before, files)


def readme_of_others() -> str:
    """Return the page that explains the tables of what others brought about."""
    before = (
        _("What others did in your account"),
        _("These files say who coaches you, what you let them see and when, and when they looked."),
        _("Coaches write notes for themselves. Nobody can write a note to you here, so there is no such note in these files."),
        _("Dates with a time are in your own time zone."),
    )
    return _page(before, COLUMNS_OF_OTHERS.items())


def explained(table: str, column: str) -> str:
    """Return what a column is. Raises KeyError for one that nobody has explained."""
    own = f"{table}.{column}"
    return str(COLUMNS[own if own in COLUMNS else column])


def _page(before: Iterable[str], files: Iterable[tuple[str, Iterable[str]]]) -> str:
    parts = ["\n\n".join(before), *(_part(name, headings) for name, headings in files)]
    return "\n\n".join(parts) + "\n"


def _part(name: str, headings: Iterable[str]) -> str:
    return f"{name}.csv: {FILES[name]}\n" + indent("\n".join(_lines(name, headings)), "  ")


def _lines(name: str, headings: Iterable[str]) -> Iterator[str]:
    return (f"{heading}: {explained(name, heading)}" for heading in headings)
