"""The curator's desk: drafts, previews and versions of the advice, thresholds with their simulation, and the sign-off."""
