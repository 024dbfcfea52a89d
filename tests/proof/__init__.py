"""Imports whose processes are killed: `make test` does it a few times, `make proof` many."""
