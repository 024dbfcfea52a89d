"""The appointment report: what a clinician asks beside what the log knows (content), and one page of it (rendering)."""
