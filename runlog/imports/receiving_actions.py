"""Taking files in, piece by piece: sent again, a piece is there once, and after a lost connection the rest follows."""

from django.utils.translation import gettext as _

from runlog.imports.models import Batch, SourceFile
from runlog.imports.uploads import MOST_BYTES, Readable, drop_bytes, has_room, write_at

MOST_FILES = 2000


class CannotReceive(Exception):
    """The file is not taken; the message is a plain sentence."""


def receive(*, batch: Batch, key: str, name: str, size: int, offset: int, chunk: Readable) -> int:
    """Take the piece of a file that begins at `offset` and return how many bytes of it are there, from its first one on.

    A piece that does not join what is there is left alone: the answer says where to go on. Raises CannotReceive.
    """
    file = SourceFile.objects.filter(batch=batch, key=key).first() or _begin(batch, key, name, size)
    if offset != file.received:
        return file.received
    try:
        end = write_at(file, offset, chunk, file.size - offset)
    except OSError as error:
        raise CannotReceive(_("There is no room for this file here at the moment. Send it again later, or a smaller one.")) from error
    # Two tabs that send the same piece write the same bytes; the count goes up once.
    SourceFile.objects.filter(pk=file.pk, received=offset).update(received=end)
    return end


def _begin(batch: Batch, key: str, name: str, size: int) -> SourceFile:
    if size > MOST_BYTES:
        raise CannotReceive(_("%(name)s is larger than 4 GB. Choose the archive of fewer years, or single files.") % {"name": name})
    if not has_room(size):
        raise CannotReceive(_("There is no room for this file here at the moment. Send it again later, or a smaller one."))
    if batch.files.count() >= MOST_FILES:
        raise CannotReceive(_("One import takes 2,000 files. Add these first, then send the rest in another import, or in one archive."))
    file, is_new = SourceFile.objects.get_or_create(batch=batch, key=key, defaults={"name": name, "size": size})
    if is_new:
        drop_bytes(file)
    return file
