"""Times of a track as XML writes them: first, last and latest moment, and the timer between them."""

from datetime import UTC, datetime, timedelta

# A break between segments is a pause, but many files begin a segment with every lap.
PAUSE_S = 10

Moment = tuple[datetime, int | None]


def moment_of(text: str) -> Moment | None:
    """An XML moment as (instant in UTC, offset in minutes where the text names one); None where it is none.

    Both formats are in UTC by their rules, so a moment without a zone is taken as UTC. "Z" and "+00:00" say nothing of where one was.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        offset = moment.utcoffset()
        if offset is None:
            return moment.replace(tzinfo=UTC), None
        return moment.astimezone(UTC), (offset // timedelta(minutes=1)) or None
    except (ValueError, OverflowError):
        return None


class Clock:
    """The times of a track, given point by point as texts. A text is read where a segment begins and ends: most never are."""

    def __init__(self) -> None:
        self.first_at: datetime | None = None
        self.last_at: datetime | None = None
        self.latest_at: datetime | None = None
        self.offset_min: int | None = None
        self.timer_s = 0.0
        self._since: datetime | None = None
        self._last_text = self._latest_text = ""

    def pass_at(self, text: str) -> None:
        """Take the next moment; what is none where a segment begins is passed over."""
        if self._since is None:
            self._begin(text)
        else:
            self._last_text = text
            if text > self._latest_text:
                self._latest_text = text

    def break_off(self) -> None:
        """End the segment: what follows is after a pause. Jumps back and forth within it cancel out in the timer."""
        if self._since is None:
            return
        last = self._moment(self._last_text) or self._since
        self.timer_s += (last - self._since).total_seconds()
        latest = self._moment(self._latest_text) or last
        self.last_at = last
        self.latest_at = max(latest, last, self.latest_at or last)
        self._since = None

    def _begin(self, text: str) -> None:
        read = moment_of(text)
        if read is None:
            return
        self._since, offset_min = read
        self._last_text = self._latest_text = text
        if self.first_at is None:
            self.first_at, self.offset_min = self._since, offset_min
        elif self.last_at is not None:
            gap = (self._since - self.last_at).total_seconds()
            self.timer_s += gap if -PAUSE_S < gap < PAUSE_S else 0

    @staticmethod
    def _moment(text: str) -> datetime | None:
        read = moment_of(text)
        return read[0] if read else None
