"""The command `reset_second_factor`: lets somebody in again who has lost their phone and their recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from runlog.people.models import User
from runlog.people.security_actions import take_second_factor_away


class Command(BaseCommand):
    """Takes the second step away, once whoever runs the machine knows who asks."""

    help = "Take away the second step at log-in (app, passkeys, recovery codes) of the person with this e-mail address, and log them out."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address."""
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        """Take it away."""
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError(f"Nobody here has the e-mail address {email}.")
        if not take_second_factor_away(user, now=timezone.now()):
            raise CommandError(f"{user.email} has no second step.")
        self.stdout.write(f"{user.email} logs in with the password alone from now on, and is logged out everywhere.")
