"""A long command tells how far it is: often where somebody looks on, now and then elsewhere."""

import pytest

from injuries.logfile.progress import ProgressLine


class Written:
    def __init__(self) -> None:
        self.text = ""

    def write(self, msg: str = "", *, ending: str | None = None) -> None:
        self.text += msg + ("\n" if ending is None else ending)


def tell(*, in_place: bool, seconds: int) -> str:
    """Tell of 100 athletes a second, 10,000 in all, and return what was written."""
    written, now = Written(), [0.0]
    line = ProgressLine(written, in_place=in_place, clock=lambda: now[0])
    line(0, 10_000)
    for second in range(1, seconds + 1):
        now[0] = float(second)
        line(second * 100, 10_000)
    line.end()
    return written.text


def test_on_a_terminal_one_line_is_written_again_and_again() -> None:
    lines = tell(in_place=True, seconds=20).split("\r")[1:]
    assert len(lines) == 20
    assert lines[0].strip() == "100 of 10000 logs, 100 a second, about 2 min left"
    assert lines[-1].strip() == "2000 of 10000 logs, 100 a second, about 80 s left"


def test_elsewhere_a_line_now_and_then() -> None:
    lines = tell(in_place=False, seconds=70).splitlines()
    assert [line.partition(",")[0] for line in lines] == ["3000 of 10000 logs", "6000 of 10000 logs"]
    assert "\r" not in "".join(lines)


@pytest.mark.parametrize("in_place", [True, False])
def test_what_is_done_in_a_moment_is_not_told(in_place: bool) -> None:
    assert tell(in_place=in_place, seconds=0).strip() == ""
