"""Short names for the database constraints that records share."""

from collections.abc import Iterable

from django.db.models import CheckConstraint, Q, UniqueConstraint


def within(name: str, low: float, high: float) -> CheckConstraint:
    """Return the constraint that the field, where it has a value, lies in low .. high."""
    return CheckConstraint(condition=Q(**{f"{name}__gte": low, f"{name}__lte": high}), name=f"%(app_label)s_%(class)s_{name}_range")


def one_of(name: str, words: Iterable[str]) -> CheckConstraint:
    """Return the constraint that the field, where it has a value, is one of the words."""
    return CheckConstraint(condition=Q(**{f"{name}__in": list(words)}), name=f"%(app_label)s_%(class)s_{name}_known")


def own_log_id() -> UniqueConstraint:
    """Return the constraint that a log id stands once per athlete and kind."""
    return UniqueConstraint(fields=["athlete", "log_id"], name="%(app_label)s_%(class)s_log_id")
