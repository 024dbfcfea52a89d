"""What people tell us of themselves: the first questions, and the settings."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from runlog.core.fields import SegmentedField, SelectField, TextField, YesNoField
from runlog.core.forms import RunlogForm
from runlog.core.layout import Card, Part
from runlog.people import countries, time_zones
from runlog.people.consent import CONSENT
from runlog.people.models import User

UNITS = [("km", _("Kilometres")), ("mi", _("Miles"))]
PRIVACY_LINK = _('<a href="{}">What is kept, and who sees it</a>')


def consent_field() -> forms.BooleanField:
    """Return the box to tick before anything about health is kept; never ticked beforehand."""
    read_more = lazy(_read_more, str)
    return forms.BooleanField(
        label=CONSENT, help_text=read_more(), error_messages={"required": _("Runlog can only keep your log if you agree to this.")}
    )


def _read_more() -> str:
    return format_html(str(PRIVACY_LINK), reverse("privacy"))


class AboutYou(RunlogForm):
    """Country and units, time zone, back pain in the year before."""

    id = None
    country = SelectField(
        countries.choices(),
        label=_("Country"),
        leave_open=_("Not said"),
        help_text=_("Says which emergency number stands on the page of warning signs."),
    )
    units = SegmentedField(UNITS, label=_("Distances in"), required=True)
    time_zone = SelectField(
        time_zones.choices(), label=_("Time zone"), leave_open=None, required=True, help_text=_("Says which day it is for you.")
    )
    back_pain_in_year_before = YesNoField(
        label=_("Did your back hurt in the year before you began this log?"),
        help_text=_("It lets your log tell a first time from one that comes back."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The zone in `initial` can be kept, even one that no place on the map has."""
        super().__init__(*args, **kwargs)
        zone = self.fields["time_zone"]
        if isinstance(zone, SelectField):
            zone.choices = time_zones.choices(self.initial.get("time_zone", ""))

    def clean_country(self) -> str:
        """Return the code, or "" where nothing was said."""
        return self.cleaned_data["country"] or ""


class WelcomeForm(AboutYou):
    """The three questions after the first log-in; who made an account without consent is asked for that too."""

    consent = consent_field()

    def __init__(self, *args: Any, user: User, units_reason: str = "", **kwargs: Any) -> None:
        """`units_reason` says why the units were guessed as they are."""
        super().__init__(*args, **kwargs)
        self.fields["units"].help_text = units_reason
        if user.time_zone == time_zones.UTC:
            # Nobody has told yet: the browser may, as long as the guess that stands there was not changed.
            self.fields["time_zone"].widget.attrs |= {"data-guess": "zone", "data-unset": self.initial.get("time_zone", "")}
        if user.consented_at is not None:
            del self.fields["consent"]

    def layout(self) -> Iterable[Part]:
        """Return one card a question."""
        yield Card(_("1. Where do you run?"), "country", "units")
        yield Card(_("2. Which time zone are you in?"), "time_zone")
        yield Card(_("3. What about your back before?"), "back_pain_in_year_before")
        if "consent" in self.fields:
            yield Card(_("Your consent"), "consent")


class SettingsForm(AboutYou):
    """The same, with name and theme."""

    is_wide = True
    display_name = TextField(
        label=_("Name"), required=False, help_text=_("What pages call you; without one it is the first part of your e-mail address.")
    )
    theme = SegmentedField([("light", _("Light")), ("dark", _("Dark"))], label=_("Colours"), leave_open=_("As my device"))

    def layout(self) -> Iterable[Part]:
        """Return two cards."""
        yield Card(_("You"), "display_name", "country", "time_zone", "back_pain_in_year_before")
        yield Card(_("Pages"), "units", "theme", is_tall=True)

    def clean_display_name(self) -> str:
        """Return the name, or ""."""
        return self.cleaned_data["display_name"] or ""

    def clean_theme(self) -> str:
        """Return the theme, or "" for the device's."""
        return self.cleaned_data["theme"] or ""
