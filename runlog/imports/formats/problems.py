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
ARCHIVE = _("This archive lies too deep in other ones. Unpack them and choose the activity files inside.")
TABLE_UNREADABLE = _("This table cannot be read. Export it again from the service, and choose it as it comes, not saved by a spreadsheet.")
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
STILL_TO_COME = _("This file says that the activity is still to come. Check the clock of your watch, or log the activity by hand.")
MADE_UP_TIMES = _("The times in this file look made up by another program. Log the activity by hand with its date and time.")
ONE_POINT = _("This track is a single point, so there is nothing to measure. Choose another file or log the activity by hand.")
TOO_LONG = _("This activity lasts for more than 7 days: the recording was probably left on. Log it by hand with its real duration.")
TOO_FAR = _("This activity covers more than 1,000 km, so its distance cannot be right. Log it by hand with its real distance.")
TOO_FAST = _("This run is faster than anybody runs, so its distance or time cannot be right. Log it by hand with the real numbers.")
NO_DURATION = _("This does not say how long it took, which a walk or a strength session needs. Log it by hand with its minutes.")

# Archives and what lies in them.
TOO_MANY_MEMBERS = _("This archive holds more than 60,000 files. Make a smaller archive of the activities alone and choose that one.")
TOO_MANY_ACTIVITIES = _("This archive holds more than 20,000 activities. Split it into smaller archives and choose them one by one.")
ARCHIVE_DAMAGED = _("This archive is damaged, so nothing could be taken from it. Download it again and choose the new file.")
ARCHIVE_CUT_SHORT = _("The end of this archive is missing: the download was probably cut off. Download it again and choose the new file.")
ARCHIVE_OVERLAPS = _("The files in this archive lie on top of each other, as in no real archive, so it was not opened. Download it again.")
TOO_MANY_ENTRIES = _("One import takes 20,000 activities, so the rest of this file was left out. Bring it in smaller archives.")
NO_SPACE = _("There is no room here to unpack this archive. Unpack it yourself and choose the activity files inside.")
NOTHING_INSIDE = _("There is no activity in this archive. Choose an archive with FIT, GPX or TCX files, or a service's own export.")
MEMBER_LOCKED = _("This file in the archive is locked with a password. Unpack the archive yourself and choose the files inside.")
MEMBER_PACKING = _("This file in the archive is packed in a rare way. Unpack the archive yourself and choose the files inside.")
MEMBER_TOO_BIG = _("This file in the archive unpacks to more than any activity needs, so it was not opened. Export that activity again.")
MEMBER_DAMAGED = _("This file in the archive is damaged and could not be unpacked. Download the archive again and choose the new one.")
FILE_MISSING = _("The file of this activity is not in the archive. We took its numbers from the table: check them before you keep them.")
FILE_UNREADABLE = _("The file of this activity cannot be read. We took its numbers from the table: check them before you keep them.")
NO_WORKOUTS = _("There is no workout in this health export. Record a workout on the watch or phone, and export the health data again.")
HEALTH_TOO_BIG = _("This health export is larger than 4 GB. We read its first part only: check that your workouts are there.")
TOO_MUCH_MEMORY = _("Reading this file takes more memory than we allow. Export the activity again, or in another format.")
TOO_SLOW = _("Reading this file takes longer than we allow. Export the activity again, or in another format.")
READER_ENDED = _("Reading this file broke off, and the fault is ours. Export the activity again, or in another format.")
NO_FILE = _("This file cannot be opened. Check that it is there, that it is a file and that you may read it.")

# Tables.
NO_LOG = _("This table has no columns for a date and a distance or time that we know. Name them in its first line and try again.")
TABLE_EMPTY = _("This table has a header but no activity below it. Export it again with your activities.")
TABLE_DAMAGED = _("This table is damaged and could not be read. Export it again and choose the new file.")
TOO_MANY_ROWS = _("This table holds more than 50,000 lines. Split it into smaller tables and choose them one by one.")
DATE_UNREADABLE = _("The date of this line cannot be read. Correct it in the table, or log the activity by hand.")
