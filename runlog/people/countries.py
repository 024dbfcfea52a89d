"""Countries by their two letters: what they are called, and what distances are given in there."""

from runlog.people.tables import country_names

# Kosovo has no code of ISO 3166 but this one, which the standard leaves free, is used for it everywhere.
MORE_COUNTRIES = {"XK": "Kosovo"}
# Road signs and people count in miles there.
_IN_MILES = """
AG AI AS BS BZ DM FK GB GD GG GU IM JE KN KY LC LR MM MP MS SH TC UM US VC VG VI WS
"""
IN_MILES = frozenset(_IN_MILES.split())


def names() -> dict[str, str]:
    """Return the English name of every country by its code."""
    return country_names() | MORE_COUNTRIES


def choices() -> list[tuple[str, str]]:
    """Return code and name of every country, by name."""
    return sorted(names().items(), key=lambda country: country[1].replace("Å", "A"))


def name_of(code: str) -> str:
    """Return the country's name, or "" for a code that is none."""
    return names().get(code, "")


def usual_units(code: str) -> str:
    """Return "mi" where distances are given in miles, else "km"."""
    return "mi" if code in IN_MILES else "km"
