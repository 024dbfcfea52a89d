"""What this room adds to Django's commands."""
