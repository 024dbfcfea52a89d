"""Where what stands in Strava's activities.csv, in any language and of any year."""

from dataclasses import dataclass
from decimal import Decimal

from runlog.imports.formats.folding import folded

_FIRST_FORMAT = ("id", "date", "name", "type", "description", "elapsed time", "distance")
_MACHINES_FROM = 10
_LONGEST_HEADER = 300
# Faster than this nothing is that people do: the number is of metres.
_FASTEST_KM_S = Decimal("0.06")
_HEART_RATES = (
    "average heart rate,gemiddelde hartslag,durchschnittliche herzfrequenz,frequence cardiaque moyenne,frecuencia cardiaca media,"
    "frequenza cardiaca media,ritmo cardiaco medio,frequencia cardiaca media,gennemsnitlig puls,genomsnittlig puls,gjennomsnittlig puls,"
    "srednie tetno,keskisyke,prumerna tepova frekvence"
)
_CADENCES = (
    "average cadence,gemiddelde cadans,durchschnittliche trittfrequenz,cadence moyenne,cadencia media,cadenza media,gennemsnitlig kadence,"
    "genomsnittlig kadens,gjennomsnittlig kadens,srednia kadencja,keskimaarainen kadenssi,prumerna kadence"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of the columns; None for those that this generation does not have."""

    id: int = 0
    date: int = 1
    title: int = 2
    sport: int = 3
    elapsed: int = 5
    distance: int = 6
    is_first_format: bool = False
    gear: int | None = None
    filename: int | None = None
    elapsed_again: int | None = None
    moving: int | None = None
    distance_again: int | None = None
    ascent: int | None = None
    heart_rate: int | None = None
    cadence: int | None = None

    def longest_km(self, elapsed_s: Decimal | None) -> Decimal:
        """More kilometres than this in that time nobody covers."""
        return (elapsed_s or 86_400) * _FASTEST_KM_S


def layout_of(header: list[str]) -> Layout | None:
    """The layout of a header of Strava's; None for any other."""
    names = [folded(name) for name in header[:_LONGEST_HEADER]]
    if tuple(names[:7]) == _FIRST_FORMAT:
        return Layout(is_first_format=True, gear=_place(names, "gear"), filename=_place(names, "filename"))
    again = _again(names) if len(names) >= _MACHINES_FROM else None
    if again is None:
        return _for_people(names)
    return Layout(
        gear=again - 4,
        filename=again - 3,
        elapsed_again=again,
        moving=again + 1,
        distance_again=again + 2,
        ascent=again + 5 if again + 5 < len(names) else None,
        heart_rate=_place(names, *_HEART_RATES.split(",")),
        cadence=_place(names, *_CADENCES.split(",")),
    )


def _again(names: list[str]) -> int | None:
    """Where time and distance come again, with the moving time between them."""
    elapsed, distance = names[5], names[6]
    if not elapsed or elapsed == distance:
        return None
    places = range(_MACHINES_FROM, len(names) - 2)
    return next((place for place in places if names[place] == elapsed and names[place + 2] == distance), None)


def _for_people(names: list[str]) -> Layout | None:
    """A header without the part for machines is known by its English words alone; one that breaks off before the distance is none."""
    if len(names) < len(_FIRST_FORMAT) or names[:4] != ["activity id", "activity date", "activity name", "activity type"]:
        return None
    return Layout(gear=_place(names, "activity gear"), filename=_place(names, "filename"))


def _place(names: list[str], *words: str) -> int | None:
    return next((place for place, name in enumerate(names) if name in words), None)
