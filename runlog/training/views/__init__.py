"""The pages of this room: shoes, walks and strength sessions."""
