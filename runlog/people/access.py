"""The one door to people's data: whoever wants a row of somebody's log asks here for it."""

from typing import TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from runlog.core.models import Job

M = TypeVar("M", bound=Model)


def own(source: type[M] | QuerySet[M], user: AbstractBaseUser | AnonymousUser, pk: int) -> M:
    """Return the user's own row of the model or queryset. Raises Http404 for every other, as if it did not exist. One query.

    Whatever a queryset selects, prefetches, locks or filters holds. Other people's rows have no door yet. Once a coach may be let in,
    that door is a second function beside this one, which takes the grant that the page needs (training, pain, notes) and filters
    by the accepted links that carry it; `own` stays as it is, so that no page opens up by itself.
    """
    rows = source.all() if isinstance(source, QuerySet) else source._default_manager.all()
    return get_object_or_404(rows.filter(athlete_id=user.pk), pk=pk)


def own_job(user: AbstractBaseUser | AnonymousUser, pk: int) -> Job:
    """Return a job that the user has started. Raises Http404 for every other, as if it did not exist. One query."""
    return get_object_or_404(Job, pk=pk, owner_id=user.pk)
