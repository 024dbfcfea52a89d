"""The process that goes one way out or in with a long log: nothing that was done before may hide what it takes."""

import json
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    what, key = sys.argv[1], int(sys.argv[2])
    athlete = import_module("runlog.people.models").User.objects.get(pk=key)
    print(json.dumps(import_module("bench.exports").measure(what, athlete)))
