"""Writes GPX and TCX files, piece by piece or one whole run, right or wrong in any place."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.samples.places import METRES_A_DEGREE, PLACE, START


def iso(moment: datetime, offset_min: int | None = None) -> str:
    """A moment as XML writes it, with "Z" or in an offset."""
    if offset_min is None:
        return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    sign, ahead = "-" if offset_min < 0 else "+", abs(offset_min)
    return f"{moment + timedelta(minutes=offset_min):%Y-%m-%dT%H:%M:%S}{sign}{ahead // 60:02}:{ahead % 60:02}"


def gpx_point(latitude: object, longitude: object, *, at: str | None, altitude: float | None = None, extra: str = "") -> str:
    """One <trkpt>."""
    time = f"<time>{at}</time>" if at else ""
    height = "" if altitude is None else f"<ele>{altitude}</ele>"
    return f'<trkpt lat="{latitude}" lon="{longitude}">{height}{time}{extra}</trkpt>'


def gpx_file(*tracks: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>\n', about: str = "") -> bytes:
    """A GPX 1.1 file around whole <trk> elements."""
    names = 'xmlns="http://www.topografix.com/GPX/1/1" xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"'
    return f'{head}<gpx version="1.1" creator="tests" {names}>{about}{"".join(tracks)}</gpx>'.encode()


def gpx_track(
    *,
    start: datetime = START,
    distance_m: float = 10_000,
    duration_s: int = 3600,
    heart_rate: int | None = 150,
    cadence: int | None = 85,
    sport: str | None = "running",
    name: str | None = "Morning Run",
    points: int = 61,
    place: tuple[float, float] = PLACE,
    offset_min: int | None = None,
) -> str:
    """A <trk> of one segment at even steps northwards, rising a metre a point."""
    beats = f"<gpxtpx:hr>{heart_rate}</gpxtpx:hr>" if heart_rate is not None else ""
    strides = f"<gpxtpx:cad>{cadence}</gpxtpx:cad>" if cadence is not None else ""
    extra = f"<extensions><gpxtpx:TrackPointExtension>{beats}{strides}</gpxtpx:TrackPointExtension></extensions>"
    steps = [point / (points - 1) for point in range(points)]
    body = "\n".join(
        gpx_point(
            f"{place[0] + share * distance_m / METRES_A_DEGREE:.8f}",
            place[1],
            at=iso(start + timedelta(seconds=round(share * duration_s)), offset_min),
            altitude=100 + point,
            extra=extra,
        )
        for point, share in enumerate(steps)
    )
    title, kind = f"<name>{name}</name>" if name else "", f"<type>{sport}</type>" if sport else ""
    return f"<trk>{title}{kind}<trkseg>{body}</trkseg></trk>"


def gpx_run(**chosen: Any) -> bytes:
    """A whole GPX file of one track; takes what `gpx_track` takes."""
    return gpx_file(gpx_track(**chosen))


def tcx_lap(
    *,
    start: datetime = START,
    distance_m: float | None = 10_000,
    duration_s: float = 3600,
    heart_rate: int | None = 150,
    cadence: int | None = 85,
    points: int = 61,
    place: tuple[float, float] | None = PLACE,
    counted_from_m: float = 0,
    offset_min: int | None = None,
) -> str:
    """A <Lap> with its <Track>; no points, no track."""
    metres = "" if distance_m is None else f"<DistanceMeters>{distance_m}</DistanceMeters>"
    beats = "" if heart_rate is None else f"<AverageHeartRateBpm><Value>{heart_rate}</Value></AverageHeartRateBpm>"
    strides = "" if cadence is None else f"<Extensions><LX><AvgRunCadence>{cadence}</AvgRunCadence></LX></Extensions>"
    steps = [point / max(points - 1, 1) for point in range(points)]
    body = "\n".join(
        _tcx_point(
            iso(start + timedelta(seconds=round(share * duration_s)), offset_min),
            None if place is None else (place[0] + share * (distance_m or 0) / METRES_A_DEGREE, place[1]),
            None if distance_m is None else counted_from_m + share * distance_m,
            heart_rate,
        )
        for share in steps
    )
    track = f"<Track>{body}</Track>" if points else ""
    head = f'<Lap StartTime="{iso(start, offset_min)}"><TotalTimeSeconds>{Decimal(str(duration_s))}</TotalTimeSeconds>'
    return f"{head}{metres}{beats}<MaximumHeartRateBpm><Value>199</Value></MaximumHeartRateBpm>{track}{strides}</Lap>"


def _tcx_point(at: str, place: tuple[float, float] | None, metres: float | None, heart_rate: int | None) -> str:
    north_east = "<Position><LatitudeDegrees>{:.8f}</LatitudeDegrees><LongitudeDegrees>{:.8f}</LongitudeDegrees></Position>"
    position = north_east.format(*place) if place else ""
    counted = "" if metres is None else f"<DistanceMeters>{metres:.2f}</DistanceMeters>"
    beats = "" if heart_rate is None else f"<HeartRateBpm><Value>{heart_rate}</Value></HeartRateBpm>"
    return f"<Trackpoint><Time>{at}</Time>{position}<AltitudeMeters>100</AltitudeMeters>{counted}{beats}</Trackpoint>"


def tcx_activity(*laps: str, sport: str | None = "Running", start: datetime = START, unit: int | None = 123_456, notes: str = "") -> str:
    """An <Activity> around whole laps."""
    kind = f' Sport="{sport}"' if sport else ""
    device = f"<Creator><Name>Tests</Name><UnitId>{unit}</UnitId></Creator>" if unit else ""
    words = f"<Notes>{notes}</Notes>" if notes else ""
    return f"<Activity{kind}><Id>{iso(start)}</Id>{''.join(laps)}{words}{device}</Activity>"


def tcx_file(*activities: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> bytes:
    """A TCX file around whole activities or sessions."""
    names = 'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"'
    return f"{head}<TrainingCenterDatabase {names}><Activities>{''.join(activities)}</Activities></TrainingCenterDatabase>".encode()


def tcx_run(*, sport: str = "Running", start: datetime = START, **chosen: Any) -> bytes:
    """A whole TCX file of one activity of one lap; takes what `tcx_lap` takes."""
    return tcx_file(tcx_activity(tcx_lap(start=start, **chosen), sport=sport, start=start))
