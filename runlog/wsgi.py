"""The door for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "runlog.settings")
application = get_wsgi_application()
# Nobody puts another database in the place of this one while this process answers.
import_string("runlog.core.presence.stay")()
