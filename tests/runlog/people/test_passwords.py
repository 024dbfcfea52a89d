"""Passwords that anybody would try at this very log-in page."""

import pytest
from django.core.exceptions import ValidationError

from runlog.people.passwords import OwnWordsValidator


@pytest.mark.parametrize("password", ["runlog2026!", "RunlogRunlog", "mypassword123", "running-runner", "logbook#logbook"])
def test_own_words_with_little_around_are_refused(password: str) -> None:
    with pytest.raises(ValidationError, match="first passwords that anybody would try"):
        OwnWordsValidator().validate(password)


@pytest.mark.parametrize("password", ["running past eleven slow snails", "a pair of old shoes", "93847562934857", "runlog kestrel"])
def test_words_of_ones_own_are_taken(password: str) -> None:
    OwnWordsValidator().validate(password)
