"""The log: who runs, and what they did.

Rooms, lowest first; a module imports from its own room or from lower ones, never from `injuries`:

    imports     activity files -> runs; formats/ is pure: bytes in, activities out
    training    runs with their warm-up, walks, strength sessions, shoes
    people      users, coaching links with consent, invitations, the access log; access.py, the one door to people's data
    core        units, dates, document shapes (pure); events.change(); the registry of record kinds; the trash; jobs; form fields

Beside the rooms stands the switchboard (settings, environment, urls), which names rooms by string only, and start/, the two
commands of the Makefile, which nothing imports.
Inside a room the same decks, lowest first:
plain modules < models < queries < actions < forms < views, admin, receivers, commands < urls, apps.
"""
