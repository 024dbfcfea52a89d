"""What the templates of this room need beside the shared library."""
