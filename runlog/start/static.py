"""Collects the static files, when they or the packages they come from have changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from runlog.start.progress import step


def collect(stamp: Path) -> None:
    """Collect into STATIC_ROOT unless `stamp` says that these very files are there."""
    state = _state()
    if stamp.exists() and stamp.read_text() == state and Path(settings.STATIC_ROOT).is_dir():
        return
    with step("Collecting the static files"):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state)


def _state() -> str:
    """Return a digest of every file of our own and of the list of packages, which bring the others."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
    for folder in settings.STATICFILES_DIRS:
        for file in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            digest.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
