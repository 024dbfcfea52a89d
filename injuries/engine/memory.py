"""Memory of a flag that closes later than it opens: the latest few answers, walked oldest first."""

from collections.abc import Sequence


def opened_at(answers: Sequence[bool], *, opens: int, closes: int, of: int) -> int | None:
    """Return the place of the answer that opened the flag, None when it is closed at the end.

    It opens when at least `opens` of the latest up to `of` answers so far are true, closes when at most `closes` of them are, and
    otherwise keeps its state; it starts closed.
    """
    opened = None
    for place in range(len(answers)):
        count = sum(answers[max(0, place + 1 - of) : place + 1])
        if count >= opens:
            opened = place if opened is None else opened
        elif count <= closes:
            opened = None
    return opened
