"""Tests of the coaches room."""
