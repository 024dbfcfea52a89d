"""Every page, file and answer about an athlete that a coach can ask for, as bytes that are the same for the same content."""

import re

from django.test import Client

from runlog.people.models import User
from runlog.training.models import Run

ABOUT = ("", "back/", "shoes/", "diary/", "diary/?q=planted", "diary/?kind=pain", "diary/?kind=run", "print/")
LISTS = ("/athletes/", "/athletes/?sort=entry", "/athletes/?sort=distance", "/athletes/?show=word", "/athletes/csv/", "/athletes/state/")
# Other ones each time: the token of forms, their ids.
CHANGING = re.compile(rb'(name="(?:csrfmiddlewaretoken|id)" value=")[^"]*|("state": ")[^"]*|(data-shared=")[^"]*')


def all_pages(client: Client, athlete: User) -> dict[str, bytes]:
    """Return by address the status and what is answered; also of a page of each run."""
    runs = [f"runs/{pk}/" for pk in Run.objects.filter(athlete=athlete).order_by("pk").values_list("pk", flat=True)]
    addresses = [*(f"/athletes/{athlete.pk}/{page}" for page in (*ABOUT, *runs)), *LISTS]
    return {address: _asked(client, address) for address in addresses}


def _asked(client: Client, address: str) -> bytes:
    answer = client.get(address)
    return b"%d " % answer.status_code + CHANGING.sub(rb"\1\2\3", answer.content)
