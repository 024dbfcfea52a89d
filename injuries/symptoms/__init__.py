"""Pain scores, leg reports, warning-sign checks, home care and appointments."""
