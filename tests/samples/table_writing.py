"""Tables of activities made by the tests: as services export them and as people keep them, with invented runs."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO


def _columns(names: str) -> list[str]:
    return names.split(",")


STRAVA_HEADER = _columns(
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,"
    "Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight,Elapsed Time,Moving Time,Distance,"
    "Max Speed,Average Speed,Elevation Gain,Average Cadence,Max Heart Rate,Average Heart Rate"
)
STRAVA_DUTCH = _columns(
    "Activiteits-ID,Datum van activiteit,Naam activiteit,Activiteitstype,Beschrijving van activiteit,Verstreken tijd,Afstand,"
    "Vergelijkbare poging,Forenzenrit,Uitrusting voor activiteit,Bestandsnaam,Gewicht sporter,Gewicht fiets,Verstreken tijd,Beweegtijd,"
    "Afstand,Max. snelheid,Gemiddelde snelheid,Hoogteverschil,Gemiddelde cadans,Max. hartslag,Gemiddelde hartslag"
)
STRAVA_FIRST = _columns("id,date,name,type,description,elapsed_time,distance,commute,gear,filename")
GARMIN_HEADER = _columns(
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Avg Run Cadence,Avg Pace,Total Ascent,Avg Stride Length,"
    "Moving Time,Elapsed Time"
)
GARMIN_ROW = _columns("Running,2024-05-03 18:04:05,false,Evening,10.00,600,00:50:00,150,170,170,5:00,60,1.18,00:49:30,00:52:00")


def table(header: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ",") -> bytes:
    """A table in UTF-8."""
    lines = StringIO()
    writer = csv.writer(lines, delimiter=separator)
    writer.writerows([header, *rows])
    return lines.getvalue().encode()


def strava_row(header: Sequence[str] = STRAVA_HEADER, **cells: str) -> list[str]:
    """A run of 10 km in 50 minutes as a row of Strava's; `cells` are by English name, "2" behind the second of a name."""
    values = {
        "id": "4711", "date": "Jun 4, 2024, 6:13:47 AM", "name": "Morning", "type": "Run", "elapsed": "3120", "distance": "10.00",
        "gear": "Red ones", "filename": "activities/99.fit.gz", "elapsed2": "3120.0", "moving": "3000.0", "distance2": "10003.5",
        "gain": "61.5", "cadence": "85.0", "max_rate": "171", "rate": "150.4",
    } | cells  # fmt: skip
    again = next(place for place in range(7, len(header)) if header[place] == header[5])
    places = {"id": 0, "date": 1, "name": 2, "type": 3, "elapsed": 5, "distance": 6, "gear": again - 4, "filename": again - 3}
    places |= {"elapsed2": again, "moving": again + 1, "distance2": again + 2, "gain": again + 5, "cadence": again + 6}
    places |= {"max_rate": again + 7, "rate": again + 8}
    row = [""] * len(header)
    for name, place in places.items():
        row[place] = values[name]
    return row


def garmin_row(header: Sequence[str] = GARMIN_HEADER, **cells: str) -> list[str]:
    """A run of 10 km in 50 minutes as a row of Garmin Connect's; `cells` are by the header's names, blanks as `_`."""
    row = dict(zip(header, GARMIN_ROW, strict=True)) | {name.replace("_", " "): value for name, value in cells.items()}
    return [row[name] for name in header]
