"""The two commands of the Makefile, step by step.

    python.sh    finds a Python that is new enough
    enter        makes .venv, installs the pinned packages, goes on with `run` or `test` in it
    run          key, database, static files, advice, demo; then server
    server       gunicorn, from its first request to Ctrl-C
    test         Debian's packages where they are missing, then pytest on PostgreSQL and on SQLite

`enter` and what it imports run before any package is installed: the standard library only.
Nothing in `runlog` or `injuries` imports from here.
"""
