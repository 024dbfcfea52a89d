"""Refuses passwords that are the name of this product with little around it: at a log-in page they are tried first."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from runlog.people.models import User

# Those that anybody would try here; docs/security.md lists them.
OWN_WORDS = re.compile(r"runlog|logbook|running|runner|password")
FEWEST_OTHERS = 6


class OwnWordsValidator:
    """One of Django's validators of passwords."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Take a word of ours only where more stands beside it. Raises ValidationError."""
        rest, found = OWN_WORDS.subn("", password.lower())
        if found and sum(letter.isalpha() for letter in rest) < FEWEST_OTHERS:
            raise ValidationError(
                _("This is one of the first passwords that anybody would try here. Take words of your own."), code="own_words"
            )

    def get_help_text(self) -> str:
        """Say what is asked for."""
        return _("Your password cannot be the name of this product with little around it.")
