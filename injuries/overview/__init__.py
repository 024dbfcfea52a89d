"""Home, the run pages, check-in, diary, bin, and the demo."""
