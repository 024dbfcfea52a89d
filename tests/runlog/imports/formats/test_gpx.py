"""GPX: sums over points within segments, real exports that break the rules, and files that are no activity."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from runlog.imports.formats import problems, read
from tests.samples.writers import PLACE, START, gpx_run
from tests.samples.xml_writing import gpx_file, gpx_point, gpx_track, iso


def one(data: bytes) -> Any:
    reading = read(data)
    assert (reading.format, reading.problem) == ("gpx", None)
    (activity,) = reading.activities
    return activity


def track(*points: str, head: str = "<type>running</type>") -> bytes:
    return gpx_file(f"<trk>{head}<trkseg>{''.join(points)}</trkseg></trk>")


def step(number: int, *, seconds: int | None = None, **more: Any) -> str:
    """A point 100 m further north and, if not told otherwise, 30 seconds later."""
    moment = iso(START + timedelta(seconds=30 * number if seconds is None else seconds))
    return gpx_point(f"{PLACE[0] + number * 0.0008993216:.9f}", PLACE[1], **{"at": moment, **more})


def test_a_run_as_a_service_writes_it():
    activity = one(gpx_run())
    assert (activity.kind, activity.started_at, activity.name) == ("run", START, "Morning Run")
    assert (activity.utc_offset_min, activity.local_on) == (None, None)
    assert float(activity.distance_m) == pytest.approx(10_000, abs=1)
    assert (activity.duration_s, activity.elapsed_s) == (3600, 3600)
    assert (activity.average_heart_rate, activity.cadence, activity.ascent_m) == (150, 170, 60)
    assert activity.place == pytest.approx(PLACE)


@pytest.mark.parametrize(
    ("one_place", "other", "metres"),
    [((0, 0.1), (0, 1.1), 111_195), ((60, 10), (60, 10.01), 556), ((0.5, 179.99), (0.5, -179.99), 2224), ((89.99, 0), (89.99, 180), 2224)],
)
def test_distances_on_the_globe(one_place, other, metres):
    points = [gpx_point(*place, at=iso(START + timedelta(hours=at))) for at, place in enumerate((one_place, other))]
    assert float(one(track(*points, head="")).distance_m) == pytest.approx(metres, rel=0.001)


def test_no_distance_and_no_timer_over_a_break():
    halves = [step(0) + step(1), step(20) + step(21)]
    activity = one(gpx_file("<trk>" + "".join(f"<trkseg>{half}</trkseg>" for half in halves) + "</trk>"))
    assert float(activity.distance_m) == pytest.approx(200, abs=0.2)
    assert (activity.duration_s, activity.elapsed_s) == (60, 630)


def test_a_segment_for_each_lap_is_no_pause():
    halves = [step(0) + step(1), step(2, seconds=31) + step(3, seconds=60)]
    activity = one(gpx_file("<trk>" + "".join(f"<trkseg>{half}</trkseg>" for half in halves) + "</trk>"))
    assert (activity.duration_s, activity.elapsed_s) == (60, 60)


@pytest.mark.parametrize(
    ("written", "kind", "surface"),
    [
        ("running", "run", None),
        ("Run", "run", None),
        ("RUNNING", "run", None),
        ("9", "run", None),
        ("trail_running", "run", "trail"),
        ("Treadmill-Running", "run", "treadmill"),
        ("track_running", "run", "track"),
        ("hiking", "walk", None),
        ("10", "walk", None),
        ("4", "walk", None),
        ("strength_training", "strength", None),
        ("cycling", "other", None),
        ("AlpineSki", "other", None),
        ("1", "other", None),
        ("16", "other", None),
        ("Other", "other", None),
        (None, "unknown", None),
        ("unknown", "unknown", None),
        ("Zorbing", "unknown", None),
        ("99", "unknown", None),
        ("x" * 5000, "unknown", None),
    ],
)
def test_the_type_is_asked_for_where_it_is_not_known(written, kind, surface):
    activity = one(gpx_run(sport=written))
    assert (activity.kind, activity.surface) == (kind, surface)


def test_a_type_of_a_point_or_a_link_is_not_the_tracks():
    head = '<link href="x"><type>running</type></link><extensions><type>running</type></extensions>'
    point = gpx_point(1, 1, at=iso(START), extra="<type>running</type><name>here</name>")
    activity = one(track(point, step(1), head=head))
    assert (activity.kind, activity.name) == ("unknown", None)


@pytest.mark.parametrize(
    "beats",
    [
        "<extensions><ns3:TrackPointExtension><ns3:hr>141</ns3:hr></ns3:TrackPointExtension></extensions>",
        "<extensions><hr>141</hr></extensions>",
        "<extensions><gpxdata:hr>141</gpxdata:hr></extensions>",
        '<extensions><own xmlns="urn:x"><heartrate> 141 </heartrate></own></extensions>',
        "<hr>141</hr>",
    ],
)
def test_heart_rates_under_any_prefix_declared_or_not(beats):
    assert one(track(step(0, extra=beats), step(1, extra=beats))).average_heart_rate == 141


def test_a_heart_rate_of_0_is_none():
    assert one(gpx_run(heart_rate=0)).average_heart_rate is None


def test_turns_of_pedals_are_no_steps():
    assert one(gpx_run(sport="cycling")).cadence is None


@pytest.mark.parametrize(
    ("attributes", "at"), [('lat="91" lon="1"', "t"), ('lon="1"', "t"), ("", "t"), ('lat="nan" lon="inf"', "t"), ('lat="0" lon="0.0"', "t")]
)
def test_a_point_without_a_place_is_passed_over_with_its_time(attributes, at):
    bad = f"<trkpt {attributes}><time>{iso(START - timedelta(hours=1))}</time></trkpt>"
    activity = one(track(bad, step(0), step(1)))
    assert activity.started_at == START
    assert float(activity.distance_m) == pytest.approx(100, abs=0.1)


def test_points_without_times_count_for_the_distance():
    activity = one(track(step(0), step(1, at=None), step(2, at="noon"), step(3)))
    assert float(activity.distance_m) == pytest.approx(300, abs=0.2)
    assert activity.duration_s == 90


def test_a_track_without_places_still_has_its_times():
    points = [f"<trkpt><time>{iso(START + timedelta(seconds=second))}</time></trkpt>" for second in (0, 600)]
    activity = one(track(*points))
    assert (activity.distance_m, activity.duration_s, activity.place) == (None, 600, None)


def test_times_with_fractions_are_cut_to_the_second_and_timed_exactly():
    activity = one(track(step(0, at="2024-05-03T06:30:00.900Z"), step(1, at="2024-05-03T06:30:10.150Z")))
    assert (activity.started_at, activity.elapsed_s) == (START, Decimal("9.25"))


def test_times_that_jump_back_do_not_spoil_the_timer():
    activity = one(track(step(0), step(1, seconds=40), step(2, seconds=39), step(3, seconds=90)))
    assert (activity.duration_s, activity.elapsed_s) == (90, 90)


def test_an_offset_in_the_times_is_the_files_own():
    late = datetime(2024, 5, 3, 20, 30, tzinfo=UTC)
    activity = one(gpx_run(start=late, offset_min=345))
    assert (activity.started_at, activity.utc_offset_min, activity.local_on) == (late, 345, date(2024, 5, 4))


@pytest.mark.parametrize("written", ["2024-05-03T06:30:00+00:00", "2024-05-03T06:30:00", "2024-05-03 06:30:00Z"])
def test_a_time_without_an_offset_is_in_utc_and_tells_no_place(written):
    activity = one(track(step(0, at=written), step(1)))
    assert (activity.started_at, activity.utc_offset_min) == (START, None)


def test_climbs_below_three_metres_are_noise():
    heights = [100, 99, 102, 100, 102, 104, 101, 103.5, 110, 90, 91, 92, 95]
    activity = one(track(*(step(number, altitude=height) for number, height in enumerate(heights))))
    assert activity.ascent_m == 4 + 9 + 5


def test_without_altitudes_there_is_no_ascent():
    assert one(track(step(0), step(1))).ascent_m is None


def test_tracks_in_a_row_are_one_outing_in_order_of_time():
    later = gpx_track(start=START + timedelta(hours=3), name="Second")
    activity = one(gpx_file(later, gpx_track(name="First")))
    assert (activity.started_at, activity.name, activity.duration_s, activity.elapsed_s) == (START, "First", 7200, 4 * 3600)
    assert float(activity.distance_m) == pytest.approx(20_000, abs=2)


def test_tracks_of_different_days_or_sports_are_activities_of_their_own():
    tracks = [gpx_track(), gpx_track(start=START + timedelta(days=1)), gpx_track(start=START + timedelta(hours=25), sport="cycling")]
    assert [one.kind for one in read(gpx_file(*tracks)).activities] == ["run", "run", "other"]


@pytest.mark.parametrize(
    ("link", "source_ids"),
    [
        ('<link href="https://www.strava.com/activities/123456"/>', ("strava-123456",)),
        ('<link href="https://connect.garmin.com/modern/activity/98765"><text>x</text></link>', ("garmin-98765",)),
        ("<url>http://connect.garmin.com/activity/98765</url>", ("garmin-98765",)),
        ('<link href="connect.garmin.com"/>', ()),
    ],
)
def test_the_source_is_the_services_own_number(link, source_ids):
    assert one(gpx_file(gpx_track().replace("<trkseg>", link + "<trkseg>"))).source_ids == source_ids
    if link.startswith("<link"):
        assert one(gpx_file(gpx_track(), about=f"<metadata>{link}</metadata>")).source_ids == source_ids


def test_the_files_name_stands_in_for_the_tracks():
    assert one(gpx_file(gpx_track(name=None), about="<metadata><name>Round\tthe\n lake</name></metadata>")).name == "Round the lake"
    assert len(one(gpx_run(name="x" * 1000)).name) == 200


def test_gpx_1_0_and_a_prefix_for_everything():
    data = gpx_run().decode().replace("/GPX/1/1", "/GPX/1/0").replace('version="1.1"', 'version="1.0"')
    assert one(data.encode()).kind == "run"
    prefixed = data.replace("<gpxtpx:", "<!").replace("</gpxtpx:", "<?")
    prefixed = prefixed.replace("</", "</g:").replace("<", "<g:").replace("<g:/g:", "</g:").replace("<g:?xml", "<?xml")
    prefixed = prefixed.replace("<g:!", "<gpxtpx:").replace("<g:?", "</gpxtpx:")
    assert one(prefixed.encode()).average_heart_rate == 150


HEADS = {
    name: f'<?xml version="1.0" encoding="{name}"?>\n' for name in ("UTF-8", "UTF-16", "ISO-8859-1", "windows-1252", "nonsense", "punycode")
}


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (HEADS["UTF-8"], "utf-8-sig"),
        (HEADS["UTF-8"], "utf-8"),
        (HEADS["UTF-16"], "utf-16"),
        (HEADS["UTF-16"], "utf-16-le"),
        (HEADS["UTF-16"], "utf-16-be"),
        (HEADS["UTF-16"], "utf-8"),
        (HEADS["ISO-8859-1"], "latin-1"),
        (HEADS["windows-1252"], "cp1252"),
        (HEADS["nonsense"], "latin-1"),
        (HEADS["punycode"], "latin-1"),
        (HEADS["UTF-8"], "latin-1"),
        ("", "utf-8"),
        ("", "latin-1"),
    ],
)
@pytest.mark.parametrize("before", ["", " \r\n\t"])
def test_encodings_whatever_is_declared(head, encoding, before):
    text = gpx_file(gpx_track(name="Übung für Zoë"), head=before + head).decode()
    assert one(text.encode(encoding)).name == "Übung für Zoë"


def test_comments_and_marked_sections_are_no_trouble():
    name = "<!-- a comment --><![CDATA[5 < 6 & more]]>"
    assert one(gpx_run(name=name)).name == "5 < 6 & more"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (gpx_file(), problems.NO_TRACK),
        (gpx_file("<trk><trkseg/></trk>"), problems.NO_TRACK),
        (gpx_file('<wpt lat="1" lon="1"><time>2024-05-03T06:30:00Z</time></wpt>'), problems.NO_TRACK),
        (gpx_file('<rte><rtept lat="1" lon="1"/></rte>'), problems.NO_TRACK),
        (track(step(0, at=None), step(1, at=None)), problems.NO_TIMES),
        (track(step(0, at="noon"), step(1, at="")), problems.NO_TIMES),
        (gpx_run()[:150], problems.DAMAGED_WHOLE),
    ],
)
def test_what_is_no_activity_is_refused(data, problem):
    reading = read(data)
    assert (reading.format, reading.activities, reading.problem) == ("gpx", (), problem)


def test_a_single_point_is_shown_with_its_problem():
    activity = one(track(step(0)))
    assert (activity.problem, activity.started_at, activity.distance_m) == (problems.ONE_POINT, START, None)


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[: len(data) // 2], lambda data: data.replace(b"</trkpt>", b"</oops>", 40).replace(b"</oops>", b"</trkpt>", 39)],
)
def test_a_file_that_breaks_off_is_read_to_there(damage):
    reading = read(damage(gpx_run()))
    activity: Any = reading.activities[0]
    assert (reading.problem, activity.kind) == (problems.DAMAGED, "run")
    assert 4000 < activity.distance_m < 8000
    assert float(activity.duration_s) == pytest.approx(float(activity.distance_m) * 0.36, abs=120)


def test_what_follows_the_end_is_no_damage():
    assert read(gpx_run() + b"\0\0\0\0").problem is None
    assert read(gpx_run() + b"<extra/>").problem is None


@pytest.mark.parametrize("sport", ["VirtualRun", "virtual_run", "indoor_running", "treadmill_running"])
def test_a_place_indoors_is_made_up(sport: str) -> None:
    activity = one(gpx_run(sport=sport))
    assert activity.place is None
    assert activity.by_steps == (activity.kind == "run")
