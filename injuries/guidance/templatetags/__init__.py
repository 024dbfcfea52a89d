"""Page parts of this room that others use too."""
