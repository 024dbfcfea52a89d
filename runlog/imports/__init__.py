"""Activity files become runs."""
