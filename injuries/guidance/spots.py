"""What can be done about a flag on its own page: a form each of the lower rooms' own, and the action that it calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from injuries.guidance.spot_forms import AppointmentSoonForm, HomeCareTapForm
from injuries.symptoms.actions import check_in, save_appointment, save_home_care
from injuries.symptoms.choices import HomeCareKind
from injuries.symptoms.due import asks_for_check
from injuries.symptoms.forms import CheckInForm
from injuries.symptoms.models import HomeCare
from runlog.core.events import change
from runlog.core.forms import RunlogForm
from runlog.core.pages import new_form_id, read_form_id
from runlog.people.access import own
from runlog.people.models import User
from runlog.training import actions
from runlog.training.forms import ComfortForm, LogForm, RetireForm, ShoeCheckForm, ShoeLimitsForm
from runlog.training.models import Shoe


@dataclass(frozen=True)
class Place:
    """Who does it and when; `target` is the key of the record that the flag's scope names, where it names one."""

    athlete: User
    now: datetime
    target: int | None = None

    @cached_property
    def shoe(self) -> Shoe:
        """The pair. One statement."""
        return own(Shoe, self.athlete, self.target or 0)

    def tried(self) -> HomeCare | None:
        """Return what was tried today, as it was logged last. One statement."""
        return HomeCare.objects.of(self.athlete).filter(local_on=self.athlete.today(self.now)).newest_first().first()

    def id_of(self, form: RunlogForm) -> str:
        """Return the id of the record that a sent form makes. Raises Http404."""
        return read_form_id(self.athlete, form.cleaned_data["id"])


Make = Callable[[Place, Any], RunlogForm]


@dataclass(frozen=True)
class Done:
    """What was done, in a sentence, and the name of the page that comes next where it is not that of the flag."""

    said: str
    then: str = ""


@dataclass(frozen=True)
class Spot:
    """`make` opens the form, or reads what was sent; `save` does what it says."""

    make: Make
    save: Callable[[Place, Any], Done]
    button: str | Promise = ""
    template: str = "guidance/spots/form.html"


def _of_shoe(form_class: type[LogForm], name: str) -> Make:
    return lambda place, sent: form_class(sent, athlete=place.athlete, now=place.now, record=place.shoe, name=name)


def _own_form(form_class: type[RunlogForm], prefix: str, **more: Callable[[Place], Any]) -> Make:
    """Return what makes a form of a new record."""

    def make(place: Place, sent: Any) -> RunlogForm:
        user = place.athlete
        told: dict[str, Any] = {"units": user.units, "zone": user.time_zone, "now": place.now, "today": user.today(place.now)}
        extra = {name: find(place) for name, find in more.items()}
        return form_class(sent, initial={"id": new_form_id(user, prefix)}, auto_id=f"id_{prefix}_%s", **told, **extra)

    return make


def _kinds_of_today(place: Place) -> list[str]:
    row = place.tried()
    return list(row.kinds) if row else []


def _score_form(place: Place, sent: Any) -> RunlogForm:
    return CheckInForm(sent) if sent is not None else CheckInForm.for_athlete(place.athlete)


def _retire(place: Place, form: Any) -> Done:
    actions.retire_shoe(shoe=place.shoe, now=place.now, **form.values())
    return Done(_("%(name)s is retired. Its history stays.") % {"name": place.shoe.name})


def _check(place: Place, form: Any) -> Done:
    actions.log_shoe_check(shoe=place.shoe, **form.values())
    return Done(_("The check of %(name)s is saved.") % {"name": place.shoe.name})


def _comfort(place: Place, form: Any) -> Done:
    actions.log_comfort(shoe=place.shoe, **form.values())
    return Done(_("The comfort of %(name)s is saved.") % {"name": place.shoe.name})


def _limits(place: Place, form: Any) -> Done:
    actions.set_limits(shoe=place.shoe, now=place.now, **form.values())
    return Done(_("The limits of %(name)s are saved.") % {"name": place.shoe.name})


def _appointment(place: Place, form: Any) -> Done:
    given = {name: form.cleaned_data[name] for name in ("on", "with_whom")}
    save_appointment(athlete=place.athlete, log_id=place.id_of(form), now=place.now, **given)
    return Done(_("The appointment is saved."))


def _home_care(place: Place, form: Any) -> Done:
    kind, log_id, today = form.cleaned_data["kind"], place.id_of(form), place.athlete.today(place.now)
    with change(place.athlete):
        # As it stands now: another tap may have come first.
        row = place.tried()
        kinds = [*row.kinds, kind] if row else [kind]
        if row is None or kind not in row.kinds:
            at, note = (row.log_id, row.note) if row else (log_id, None)
            save_home_care(athlete=place.athlete, log_id=at, on=today, kinds=kinds, note=note, now=place.now)
    return Done(_("Saved for today: %(kind)s.") % {"kind": HomeCareKind(kind).label})


def _score(place: Place, form: Any) -> Done:
    score = check_in(athlete=place.athlete, log_id=place.id_of(form), score=form.cleaned_data["score"], now=place.now)
    # A score that calls for the warning signs leads to them, wherever it is entered.
    then = "sign_check_start" if asks_for_check(place.athlete, [score], place.now) else ""
    return Done(_("Saved: your back is at %(score)s of 10.") % {"score": score.score}, then)


SPOTS: Mapping[str, Spot] = {
    "retire": Spot(_of_shoe(RetireForm, "retire"), _retire, gettext_lazy("Retire the pair")),
    "check": Spot(_of_shoe(ShoeCheckForm, "check"), _check, gettext_lazy("Save the check")),
    "comfort": Spot(_of_shoe(ComfortForm, "comfort"), _comfort, gettext_lazy("Save the comfort")),
    "limits": Spot(_of_shoe(ShoeLimitsForm, "limits"), _limits, gettext_lazy("Save the limits")),
    "appointment": Spot(_own_form(AppointmentSoonForm, "appointment"), _appointment, gettext_lazy("Save the appointment")),
    "home_care": Spot(_own_form(HomeCareTapForm, "care", saved=_kinds_of_today), _home_care, template="guidance/spots/home_care.html"),
    "score": Spot(_score_form, _score, template="guidance/spots/score.html"),
}
