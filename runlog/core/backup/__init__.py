"""The operator's safety net: an installation as one file, and the file as an installation.

    refusal        what cannot be done, as one sentence; how far a long piece of work has come
    archive        the file: a zip with a manifest, sealed with a digest of every byte
    sqlite         the database as a copy of its file, and such a copy put in its place
    postgresql     the database as pg_dump writes it, and such a dump put in its place
    stores         which of the two this installation has
    taking         database and kept files into an archive
    restoring      out of an archive, in the place of what was there

A file holds every table but the sessions, and not the secret key: whoever finds one can read the logs in it, but not log in.
"""
