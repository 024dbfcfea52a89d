"""What takes long to prove, done by `make proof`; `make test` does a little of it.

kills       the processes of imports are killed at random moments
writers     eight processes write at once
outage      PostgreSQL is stopped and started while people save
scale       every page with 10,000 runs in the database, and with a million
"""
