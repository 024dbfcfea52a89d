"""Runs with their warm-up, walks, strength sessions and shoes."""
