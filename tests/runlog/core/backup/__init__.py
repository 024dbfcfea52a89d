"""Backups, and what comes of them."""
