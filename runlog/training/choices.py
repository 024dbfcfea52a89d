"""The words that fields of shoes, runs, walks and strength sessions may hold."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ShoeKind(TextChoices):
    """What the pair is made for."""

    DAILY = "daily", _("Daily")
    RACING = "racing", _("Racing")
    TRAIL = "trail", _("Trail")
    MINIMALIST = "minimalist", _("Minimalist")


class Wear(TextChoices):
    """What can be seen on a worn pair."""

    OUTSOLE = "outsole", _("Outsole worn through")
    MIDSOLE = "midsole", _("Midsole creased or flat")
    HEEL = "heel", _("Heel leans or is soft")
    UPPER = "upper", _("Upper torn")
    ONE_SIDE = "one_side", _("One side more than the other (alone, that is usual)")


class RunKind(TextChoices):
    """What the run was for."""

    EASY = "easy", _("Easy")
    LONG = "long", _("Long")
    WORKOUT = "workout", _("Workout")
    RACE = "race", _("Race")


class Surface(TextChoices):
    """What was run on."""

    ROAD = "road", _("Road")
    TRAIL = "trail", _("Trail")
    TRACK = "track", _("Track")
    TREADMILL = "treadmill", _("Treadmill")
    MIXED = "mixed", _("Mixed")


class Limited(TextChoices):
    """What the back did to the session."""

    NO = "no", _("No")
    SHORTENED = "shortened", _("Shorter")
    SLOWED = "slowed", _("Slower")
    STOPPED = "stopped", _("Stopped")
    NOT_STARTED = "not_started", _("Did not start")


class WarmUp(TextChoices):
    """Whether there was a warm-up: short is under five minutes."""

    DONE = "done", _("Done")
    SHORT = "short", _("Short")
    SKIPPED = "skipped", _("Skipped")


class WarmUpKind(TextChoices):
    """What the warm-up was."""

    WALK_JOG = "walk_jog", _("Walk, then jog")
    DYNAMIC = "dynamic", _("Moving stretches")
    STRETCHING = "stretching", _("Still stretches")
    EASY_START = "easy_start", _("Easy start")


class SourceKind(TextChoices):
    """Where the run came from."""

    MANUAL = "manual", _("typed")
    FIT = "fit", "FIT"
    GPX = "gpx", "GPX"
    TCX = "tcx", "TCX"
    CSV = "csv", "CSV"
    STRAVA = "strava", "Strava"
    APPLE = "apple", "Apple Health"


class Focus(TextChoices):
    """What it worked on."""

    LEGS = "legs", _("Legs")
    HIPS = "hips", _("Hips")
    CORE = "core", _("Core")
    BACK = "back", _("Back")
    FULL_BODY = "full_body", _("Full body")
