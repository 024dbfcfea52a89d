"""Runlog's addresses, and those of the floors."""

from django.urls import path

from bench import floors
from runlog.urls import urlpatterns as those_of_runlog

urlpatterns = [
    *those_of_runlog,
    path("bare/", floors.bare_page),
    path("bare-list/", floors.bare_list),
    path("frameless-list/", floors.frameless_list),
    path("bare-roster/", floors.bare_roster),
    path("bare-insert/", floors.bare_insert),
]
