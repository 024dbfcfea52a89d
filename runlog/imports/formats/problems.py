"""Every sentence that a reader says to a person: constant, so that the caller can translate it."""


def _(sentence: str) -> str:
    """Mark a sentence for translation; the caller translates it when it is shown."""
    return sentence


# The file as a whole.
EMPTY = _("This file is empty. Export it again and choose the new file.")
TOO_BIG = _("This file is larger than 50 MB, far more than one activity needs. Choose the file of a single activity.")
UNPACKS_TOO_BIG = _("This file unpacks to more than 50 MB, far more than one activity needs. Choose the file of a single activity.")
PACKING_DAMAGED = _("This packed file is damaged and nothing could be read from it. Export it again and choose the new file.")
WEB_PAGE = _("This is a web page, not an activity. Log in to the service again, export the activity and choose that file.")
PICTURE = _("This is a picture, not an activity. Choose the FIT, GPX or TCX file of the activity.")
ARCHIVE = _("This is a zip archive, and archives cannot be imported yet. Unpack it and choose the activity files inside.")
TABLE = _("This is a table (CSV), and tables cannot be imported yet. Export the activity as a FIT, GPX or TCX file.")
NOT_KNOWN = _("This is not a file that we can read. Choose a FIT, GPX or TCX file.")
OUR_FAULT = _("Reading this file failed, and the fault is ours. Export it in another format (FIT, GPX or TCX) and try that file.")

# Read, but with care.
DAMAGED = _("This file is damaged. We read what we could: check the numbers before you keep them.")
CUT_SHORT = _("The end of this file is missing. We read what is there: check the numbers before you keep them.")
NEVER_FINISHED = _("This recording was never finished, so its totals are missing. We worked them out from its points: check the numbers.")
REST_UNREADABLE = _("More follows the first recording in this file, and it could not be read. The first recording is complete.")

# Nothing to take.
NO_ACTIVITY = _("There is no activity in this file. Open the activity in the app or service and export it from there.")
DAMAGED_WHOLE = _("This file is damaged and no activity could be read from it. Export it again and choose the new file.")
UNSAFE_MARKUP = _("This file holds instructions that no activity file needs, so it was not opened. Export the activity again.")
NO_TRACK = _("There is no recorded track in this file. Export the activity itself, not a route or a place.")
NO_TIMES = _("This file has places but no times, so it looks like a planned route. Choose the file of the activity itself.")
COURSE = _("This file is a planned course, not an activity. Choose the file of the activity itself.")
WORKOUT = _("This file is a planned workout, not an activity. Choose the file of the activity itself.")
SETTINGS = _("This file holds settings of a watch, not an activity. Choose a file from the activities folder.")
DAILY = _("This file holds daily measurements of a watch, not an activity. Choose a file from the activities folder.")
NOT_AN_ACTIVITY = _("This file comes from a watch but is not an activity. Choose a file from the activities folder.")

# One activity.
NO_START = _("The clock of the watch was not set, so the file does not say when this took place. Log it by hand with its date and time.")
WRONG_YEAR = _("The date in this file cannot be right. Log the activity by hand with its date and time.")
MADE_UP_TIMES = _("The times in this file look made up by another program. Log the activity by hand with its date and time.")
ONE_POINT = _("This track is a single point, so there is nothing to measure. Choose another file or log the activity by hand.")
TOO_LONG = _("This activity lasts for more than 7 days: the recording was probably left on. Log it by hand with its real duration.")
TOO_FAR = _("This activity covers more than 1,000 km, so its distance cannot be right. Log it by hand with its real distance.")
TOO_FAST = _("This run is faster than anybody runs, so its distance or time cannot be right. Log it by hand with the real numbers.")
