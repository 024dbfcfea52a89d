"""`make run`: brings key, database, static files, advice and demo up to date, then hands over to the server."""

import gc
import os
import signal
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from runlog.environment import Environment, data_folder
from runlog.start import server
from runlog.start.database import bring_up_to_date
from runlog.start.key import keep_secret_key
from runlog.start.progress import Stop, ending_in_a_sentence
from runlog.start.static import collect
from runlog.start.turns import alone_in
from runlog.start.welcome import welcome


def main() -> int:
    """Prepare everything and become the server."""
    # Each step may be broken off at any moment and is taken up again by the next start; so Ctrl-C breaks off at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    environment = Environment()
    folder = data_folder()
    try:
        port = environment.number("PORT", default=8000, low=1, high=65535)
        demo = environment.flag("DEMO", default=True)
        # Read here too, so that a wrong one is told of now and not by gunicorn.
        environment.number("WEB_CONCURRENCY", default=1, low=1, high=64)
        listener = server.listen(port)
        # Nobody else may read it.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone_in(folder):
            keep_secret_key()
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "runlog.settings")
            # What is loaded stays: the collector would look through it again and again, a tenth of the time.
            gc.disable()
            django.setup()
            gc.enable()
            # Nothing is brought up to date that a restore has left half done.
            import_string("runlog.core.presence.stay")()
            bring_up_to_date(demo=demo)
            collect(folder / "static.sha256")
    except ImproperlyConfigured as error:
        raise Stop(str(error)) from error
    except OSError as error:
        raise Stop(f"{error.strerror or error}: {error.filename or folder}") from error
    server.become(listener, welcome=welcome(port))


if __name__ == "__main__":
    sys.exit(ending_in_a_sentence(main))
