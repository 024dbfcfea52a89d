"""Form fields for a thumb: each checks what was typed, converts it to the log's own terms and knows its template."""

from runlog.core.fields.choices import ChecksField, Option, PickField, QuickSelect, ScoreField, SegmentedField, SelectField, YesNoField
from runlog.core.fields.measures import DistanceField, DurationField, MinutesField, NumberField
from runlog.core.fields.moments import DayField, MomentField
from runlog.core.fields.texts import RecordIdField, TextField
from runlog.core.fields.typed import Writer

__all__ = [
    "ChecksField",
    "DayField",
    "DistanceField",
    "DurationField",
    "MinutesField",
    "MomentField",
    "NumberField",
    "Option",
    "PickField",
    "QuickSelect",
    "RecordIdField",
    "ScoreField",
    "SegmentedField",
    "SelectField",
    "TextField",
    "Writer",
    "YesNoField",
]
