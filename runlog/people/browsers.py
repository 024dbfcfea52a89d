"""Names a browser and its system from what it says of itself, so that people know their own devices in a list."""

from django.utils.translation import gettext as _

# The first word found counts: browsers name their ancestors too.
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"))
ANCESTORS = (("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("CrOS", "ChromeOS"))
OLDER_SYSTEMS = (("Macintosh", "Mac"), ("Linux", "Linux"))


def name_browser(user_agent: str) -> str:
    """Return words such as "Firefox on Android"."""
    browser = _found(user_agent, BROWSERS + ANCESTORS)
    system = _found(user_agent, SYSTEMS + OLDER_SYSTEMS)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser that does not say its name")


def _found(user_agent: str, words: tuple[tuple[str, str], ...]) -> str:
    return next((name for word, name in words if word in user_agent), "")
