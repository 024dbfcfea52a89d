"""Sessions that end a fixed time after the log-in, however much they are used."""

from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession

_EXPIRY = "_session_expiry"


class SessionStore(db.SessionStore):
    """Django's own in the database, with a moment at which it ends.

    Django, and allauth after it, give seconds, and count them anew each time the session is saved: with every message that a page shows.
    """

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Return the row to be saved, from the first time on with the moment of its end."""
        if not isinstance(data.get(_EXPIRY), str):
            self.set_expiry(timedelta(seconds=self.get_expiry_age()))
        return super().create_model_instance(data)

    def cycle_key(self) -> None:
        """Take another key, for a log-in or a new password: from now on it counts anew."""
        self.pop(_EXPIRY, None)
        super().cycle_key()
