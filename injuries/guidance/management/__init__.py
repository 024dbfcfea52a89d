"""Commands run by hand or at a start."""
