"""The process that measures on one database: sets Django up, which what it measures needs before it can be imported."""

import json
import sys
from dataclasses import asdict
from importlib import import_module
from io import StringIO
from pathlib import Path

import django
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    for command in ("migrate", "createcachetable", "load_advice"):
        call_command(command, verbosity=0, stdout=StringIO())
    athletes, files = map(int, sys.argv[2:])
    found = [
        *import_module("bench.stored").figures(athletes),
        *import_module("bench.roster").figures(),
        *import_module("bench.imports").figures(files),
        *import_module("bench.exports").figures(),
    ]
    Path(sys.argv[1]).write_text(json.dumps([asdict(each) for each in found]))
