"""The process that does the rounds: makes the database, sets Django up, and says how each round ended, one JSON object a line."""

import json
import sys
from importlib import import_module

import django
from django.core.management import call_command
from django.db import connections

if __name__ == "__main__":
    what, count, seed = sys.argv[1], *map(int, sys.argv[2:])
    django.setup()
    for connection in connections.all():
        # A pool cannot be shared with the processes that are forked.
        connection.settings_dict["OPTIONS"].pop("pool", None)
    for command in ("migrate", "createcachetable", "load_advice"):
        call_command(command, verbosity=0, stdout=sys.stderr)
    for found in import_module(f"tests.proof.{what}").rounds(count, seed):
        print(json.dumps(found), flush=True)
