"""What coaches work with: the roster, the pages of an athlete as far as the grants go, private notes."""
