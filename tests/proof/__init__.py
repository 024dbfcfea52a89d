"""What takes long to prove, done by `make proof`; `make test` does a little of it.

kills       the processes of imports are killed at random moments
writers     eight processes write at once
outage      PostgreSQL is stopped and started while people save
scale       every page with 10,000 runs in the database, and with a million
inputs      a million invented inputs to every form and reader
pages       every page as axe sees it, in both sizes and themes
once        the tests that a usual run does on SQLite alone, on PostgreSQL
mutants     engine and rules changed line by line
lighthouse  the main pages
"""
