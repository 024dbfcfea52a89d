"""When and where the runs of the tests begin."""

from datetime import UTC, datetime

START = datetime(2024, 5, 3, 6, 30, 0, tzinfo=UTC)
PLACE = (52.5, 13.4)
METRES_A_DEGREE = 111_194.926644
