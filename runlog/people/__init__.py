"""Users and what they told us of themselves; the one door to other people's data."""
