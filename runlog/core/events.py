"""The one way to write a log: `change(athlete)`, which tells once, at its outermost end, that the log has changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.dispatch import Signal

# Sent with `athlete` inside the transaction of the outermost change. The guidance room holds its only receiver.
log_changed = Signal()

_open_changes: ContextVar[frozenset[int]] = ContextVar("open_changes", default=frozenset())


@contextmanager
def change(athlete: AbstractBaseUser) -> Iterator[None]:
    """Write to the athlete's log: atomic, one writer at a time per athlete, nests.

    Takes the athlete's row first (one query), so that two changes of one log follow each other. `athlete` then holds what stands
    in it: what was set and not saved is lost, what another session has changed since it was read counts.
    Raises User.DoesNotExist when the account is gone.
    """
    already_open = _open_changes.get()
    if athlete.pk in already_open:
        yield
        return
    with transaction.atomic():
        athlete.refresh_from_db(from_queryset=get_user_model().objects.select_for_update(no_key=True))
        token = _open_changes.set(already_open | {athlete.pk})
        try:
            yield
        finally:
            _open_changes.reset(token)
        log_changed.send(sender=change, athlete=athlete)
