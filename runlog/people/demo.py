"""Who the demo people are: they exist where the demo was loaded, and log in by a button on the log-in page, never by a password."""

# A name under .invalid can belong to nobody, so no mail to them ever leaves.
DEMO_PEOPLE = ("runner", "coach", "curator")


def demo_email(who: str) -> str:
    """Return the e-mail address of one of the demo people."""
    return f"{who}@demo.invalid"
