"""The pure heart: a log goes in, findings come out; no Django, no clock, no files, no database."""
