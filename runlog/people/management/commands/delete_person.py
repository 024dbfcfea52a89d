"""The command `delete_person`: deletes a person with all that was ever kept of them, at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from runlog.core.journal import empty_journal
from runlog.people.leaving_actions import delete_person
from runlog.people.models import User


class Command(BaseCommand):
    """Deletes after asking once."""

    help = "Delete the account with this e-mail address and everything in its log. It cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address."""
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="Do not ask.")

    def handle(self, *args: Any, email: str, yes: bool, **options: Any) -> None:
        """Ask, then delete."""
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError(f"Nobody here has the e-mail address {email}.")
        if not yes and input(f"Delete {user.email} and the whole log, for good? Type the address again: ").strip().lower() != user.email:
            raise CommandError("That is not the address; nothing was deleted.")
        delete_person(user)
        # Where it is put off, because somebody reads, the background worker does it.
        empty_journal()
        self.stdout.write(f"The account of {user.email} and its log are deleted.")
