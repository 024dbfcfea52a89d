"""Flags, advice and thresholds: rows become a Log, which is assessed, and the flags are kept true."""
