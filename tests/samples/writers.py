"""Small activity files made by the tests: FIT, GPX and TCX of one easy run of 10 km in an hour, each number of which can be chosen."""

from tests.samples.fit_writing import fit_run
from tests.samples.places import PLACE, START
from tests.samples.xml_writing import gpx_run, tcx_run

__all__ = ["PLACE", "START", "fit_run", "gpx_run", "tcx_run"]
