"""Whose pair it is that a record names."""

from runlog.people.models import User
from runlog.training.models import Shoe


def refuse_foreign(athlete: User, shoe: Shoe | None) -> None:
    """Raise ValueError for a pair of somebody else."""
    if shoe is not None and shoe.athlete_id != athlete.pk:
        raise ValueError("the pair belongs to somebody else")
