"""Writes FIT files, message by message or one whole run, right or wrong in any place."""

import struct
from datetime import UTC, datetime

from tests.samples.places import METRES_A_DEGREE, PLACE, START

FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)

FILE_ID, SPORT, SESSION, LAP, RECORD, EVENT, ACTIVITY = 0, 12, 18, 19, 20, 21, 34
ENUM, S8, U8, S16, U16, S32, U32, STRING, U32Z = 0x00, 0x01, 0x02, 0x83, 0x84, 0x85, 0x86, 0x07, 0x8C
_PACKING = {ENUM: "B", S8: "b", U8: "B", S16: "h", U16: "H", S32: "i", U32: "I", U32Z: "I"}
_INVALID = {ENUM: 0xFF, S8: 0x7F, U8: 0xFF, S16: 0x7FFF, U16: 0xFFFF, S32: 0x7FFFFFFF, U32: 0xFFFFFFFF, U32Z: 0}

Field = tuple[int, int, int | bytes | None]


def fit_time(moment: datetime) -> int:
    """Seconds since the epoch of FIT."""
    return int((moment - FIT_EPOCH).total_seconds())


def semicircles(degrees: float) -> int:
    """Degrees as FIT writes them."""
    return round(degrees * (1 << 31) / 180)


def crc16(data: bytes) -> int:
    """CRC-16/ARC, bit by bit: slow, and beyond doubt."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    return crc


class FitFile:
    """Writes one FIT recording message by message."""

    def __init__(self, *, order: str = "<") -> None:
        self._order = order
        self._body = bytearray()
        self._defined: dict[int, bytes] = {}

    def add(self, message: int, *fields: Field, local: int = 0, brief: int | None = None, developer: bytes = b"") -> "FitFile":
        """A message, after its definition where that is new. `brief`: the five bits of time of a compressed header; None is "invalid"."""
        layout = b"".join(bytes([number, _size(base, value), base]) for number, base, value in fields)
        definition = bytes([0, self._order == ">"]) + struct.pack(self._order + "H", message) + bytes([len(fields)]) + layout
        if developer:
            definition += bytes([1, 0, len(developer), 0])
        if self._defined.get(local) != definition:
            self._body += bytes([0x40 | (0x20 if developer else 0) | local]) + definition
            self._defined[local] = definition
        self._body += bytes([local if brief is None else 0x80 | local << 5 | brief])
        self._body += b"".join(self._pack(base, value) for _, base, value in fields) + developer
        return self

    def raw(self, data: bytes) -> "FitFile":
        """Bytes as they are."""
        self._body += data
        return self

    def _pack(self, base: int, value: int | bytes | None) -> bytes:
        if isinstance(value, bytes):
            return value
        return struct.pack(self._order + _PACKING[base], _INVALID[base] if value is None else value)

    def data(self, *, size: int | None = None, header: int = 14, checksum: int | None = None) -> bytes:
        """The file: header, messages, checksum. `size`: what the header says of the messages; `checksum`: instead of the right one."""
        head = struct.pack("<BBHI4s", header, 0x10, 2140, len(self._body) if size is None else size, b".FIT")
        if header == 14:
            head += struct.pack("<H", crc16(head))
        whole = head + bytes(self._body)
        return whole + struct.pack("<H", crc16(whole) if checksum is None else checksum)


def _size(base: int, value: int | bytes | None) -> int:
    return len(value) if isinstance(value, bytes) else struct.calcsize("<" + _PACKING[base])


def fit_session(
    *,
    start: datetime | int | None = START,
    sport: int | None = 1,
    sub_sport: int | None = 0,
    distance_m: float | None = 10_000,
    duration_s: float | None = 3600,
    elapsed_s: float | None = None,
    heart_rate: int | None = 150,
    cadence: int | None = 85,
    ascent_m: int | None = 50,
    place: tuple[float, float] | None = None,
) -> tuple[Field, ...]:
    """The fields of a session message; None writes "invalid"."""
    elapsed_s = duration_s if elapsed_s is None else elapsed_s
    north, east = (semicircles(place[0]), semicircles(place[1])) if place else (None, None)
    return (
        (253, U32, None),
        (2, U32, fit_time(start) if isinstance(start, datetime) else start),
        (3, S32, north),
        (4, S32, east),
        (5, ENUM, sport),
        (6, ENUM, sub_sport),
        (7, U32, _scaled(elapsed_s, 1000)),
        (8, U32, _scaled(duration_s, 1000)),
        (9, U32, _scaled(distance_m, 100)),
        (16, U8, heart_rate),
        (18, U8, cadence),
        (22, U16, ascent_m),
    )


def _scaled(value: float | None, scale: int) -> int | None:
    return None if value is None else round(value * scale)


def fit_points(
    file: FitFile,
    *,
    start: datetime = START,
    duration_s: int = 3600,
    distance_m: float | None = 10_000,
    points: int = 61,
    place: tuple[float, float] | None = PLACE,
    heart_rate: int | None = 150,
    cadence: int | None = 85,
    local: int = 2,
) -> FitFile:
    """Record messages at even steps northwards."""
    for point in range(points):
        share = point / max(points - 1, 1)
        north = None if place is None else semicircles(place[0] + share * (distance_m or 0) / METRES_A_DEGREE)
        file.add(
            RECORD,
            (253, U32, fit_time(start) + round(share * duration_s)),
            (0, S32, north),
            (1, S32, None if place is None else semicircles(place[1])),
            (3, U8, heart_rate),
            (4, U8, cadence),
            (5, U32, None if distance_m is None else round(share * distance_m * 100)),
            local=local,
        )
    return file


def fit_file_id(file: FitFile, *, kind: int = 4, serial: int | None = 123_456, created: datetime | int = START) -> FitFile:
    """The message that says what the file is."""
    created = fit_time(created) if isinstance(created, datetime) else created
    return file.add(FILE_ID, (0, ENUM, kind), (1, U16, 1), (2, U16, 3113), (3, U32Z, serial), (4, U32, created))


def fit_run(
    *,
    start: datetime = START,
    distance_m: float = 10_000,
    duration_s: float = 3600,
    elapsed_s: float | None = None,
    heart_rate: int | None = 150,
    cadence: int | None = 85,
    ascent_m: int | None = 50,
    offset_min: int | None = 120,
    sport: int = 1,
    sub_sport: int = 0,
    points: int = 61,
    place: tuple[float, float] | None = PLACE,
    serial: int | None = 123_456,
) -> bytes:
    """A whole FIT file as a watch writes it. `cadence` is one leg's; `offset_min` None leaves the local clock out."""
    file = fit_file_id(FitFile(), serial=serial, created=start)
    fit_points(file, start=start, duration_s=round(duration_s), distance_m=distance_m, points=points, place=place, cadence=cadence)
    summary = fit_session(
        start=start,
        sport=sport,
        sub_sport=sub_sport,
        distance_m=distance_m,
        duration_s=duration_s,
        elapsed_s=elapsed_s,
        heart_rate=heart_rate,
        cadence=cadence,
        ascent_m=ascent_m,
        place=place,
    )
    file.add(SESSION, *summary, local=3)
    end = fit_time(start) + round(elapsed_s or duration_s)
    local_end = None if offset_min is None else end + 60 * offset_min
    return file.add(ACTIVITY, (253, U32, end), (0, U32, round(duration_s * 1000)), (5, U32, local_end), local=4).data()
