"""What all activities of one FIT recording share: the device, its clock, the sport that was chosen, the points."""

from decimal import Decimal
from functools import cached_property

from runlog.imports.formats.activity import Place
from runlog.imports.formats.fit.clock import moment, offset_min
from runlog.imports.formats.fit.fields import ACTIVITY, FILE_ID, LAP, RECORD, SPORT, Message
from runlog.imports.formats.fit.points import Points
from runlog.imports.formats.fit.profile import Sport
from runlog.imports.formats.fit.skim import Skim
from runlog.imports.formats.names import device_ids
from runlog.imports.formats.numbers import scaled

_FILE_TYPE, _SERIAL, _CREATED = 0, 3, 4
_ACTIVITY_TIMER = 0
_SPORT, _SUB_SPORT = 0, 1
_LAP_SPORT, _LAP_SUB_SPORT = 25, 39


class Recording:
    """One recording of a FIT file behind the names of what is asked of it."""

    def __init__(self, skimmed: Skim) -> None:
        self.skim = skimmed
        self._file = self._first(FILE_ID)

    def _first(self, number: int) -> Message | None:
        return next(iter(self.skim.messages(number)), None)

    @cached_property
    def points(self) -> Points:
        """All points."""
        return Points(self.skim.data, self.skim.buckets.get(RECORD, []))

    @property
    def file_type(self) -> int | None:
        """What the device says that the file is: 4 for an activity."""
        return self._file[_FILE_TYPE] if self._file else None

    @property
    def created(self) -> int | None:
        """When the file was begun, by the device's clock."""
        return self._file[_CREATED] if self._file else None

    @cached_property
    def sport(self) -> Sport:
        """Sport and sub-sport as chosen before the start, else those of the first lap."""
        chosen, lap = self._first(SPORT), self._first(LAP)
        if chosen is not None:
            return chosen[_SPORT], chosen[_SUB_SPORT]
        return (lap[_LAP_SPORT], lap[_LAP_SUB_SPORT]) if lap is not None else (None, None)

    @cached_property
    def timer_s(self) -> Decimal | None:
        """The timer of the whole recording."""
        summary = self._first(ACTIVITY)
        return scaled(summary[_ACTIVITY_TIMER], 1000) if summary else None

    def offset_min(self, place: Place | None) -> int | None:
        """The offset to UTC. An offset of 0 is what devices write that do not know theirs: where there is a place, it knows better."""
        offset = offset_min(self.skim)
        return None if offset == 0 and place is not None else offset

    def source_ids(self, start: int) -> tuple[str, ...]:
        """What is the same for every copy of an activity of this recording."""
        serial = self._file[_SERIAL] if self._file else None
        return device_ids(str(serial) if serial else None, moment(start))
