"""The process that measures on one database: sets Django up, which what it measures needs before it can be imported."""

import sys
from importlib import import_module
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()
    import_module("bench.stored").write_figures(Path(sys.argv[1]), int(sys.argv[2]))
