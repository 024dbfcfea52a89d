"""What a request may bring: refused before it is read where it is too large, and not believed where half of it is missing."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from runlog.people.models import User
from runlog.training.models import Walk

GIGABYTE = 1024**3
FORM = "application/x-www-form-urlencoded"


class Unread:
    """A body that fails the test when somebody reads from it."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("a body that is refused was read")

    readline = read


def send(client: Client, path: str, length: int, body: Any = None, **more: str) -> Any:
    """Send what says that it is so long, and is `body`."""
    said = {"CONTENT_LENGTH": str(length), "CONTENT_TYPE": FORM, "REQUEST_METHOD": "POST", "PATH_INFO": path}
    return client.request(**{"wsgi.input": body or Unread(), **said, **more})


@pytest.mark.parametrize("path", ["/runs/new/", "/checks/new/", "/settings/", "/import/read/", "/nowhere/"])
def test_gigabyte_is_refused_unread(ann_client: Client, path: str) -> None:
    answer = send(ann_client, path, GIGABYTE)
    assert answer.status_code == 413
    assert "That is too much at once" in answer.content.decode()
    assert 'href="/">Go to the first page' in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/account/login/", "/import/", "/import/upload/"])
def test_nobody_sends_files_before_a_log_in(client: Client, path: str) -> None:
    assert send(client, path, GIGABYTE, CONTENT_TYPE=f"{MULTIPART_CONTENT}").status_code == 413


@pytest.mark.parametrize(("path", "most"), [("/import/upload/", 16 * 1024**2), ("/import/", 4 * GIGABYTE + 256 * 1024**2)])
def test_files_have_a_limit_too(ann_client: Client, path: str, most: int) -> None:
    assert send(ann_client, path, most + 1).status_code == 413
    with pytest.raises(AssertionError, match="was read"):
        send(ann_client, path, most, CONTENT_TYPE=MULTIPART_CONTENT)


def test_ordinary_limit_is_exact(ann_client: Client) -> None:
    most = 2_621_440
    assert send(ann_client, "/settings/", most, BytesIO(b"a" * most)).status_code == 422
    assert send(ann_client, "/settings/", most + 1).status_code == 413


def test_half_a_form_is_not_believed(ann: User, ann_client: Client) -> None:
    """The connection broke off after an answer that looks whole."""
    page = ann_client.get("/walks/new/").content.decode()
    form_id = page.partition('name="id" value="')[2].partition('"')[0]
    whole = f"id={form_id}&local_on=2026-11-20&started_at=2026-11-20T10:00&duration_s=30".encode()
    answer = send(ann_client, "/walks/new/", len(whole) + 40, BytesIO(whole))
    assert answer.status_code == 400
    assert "did not arrive whole" in answer.content.decode()
    assert not Walk.objects.exists()


def test_connection_that_breaks_off_is_no_trouble_of_ours(ann_client: Client) -> None:
    class Broken:
        def read(self, size: int = -1) -> bytes:
            raise ConnectionResetError

        readline = read

    assert send(ann_client, "/settings/", 100, Broken()).status_code == 400


def test_length_has_to_be_said(ann_client: Client) -> None:
    assert send(ann_client, "/settings/", 0, HTTP_TRANSFER_ENCODING="Chunked").status_code == 411


def test_ten_thousand_fields(ann_client: Client) -> None:
    body = "&".join(f"f{number}=1" for number in range(10_000)).encode()
    answer = send(ann_client, "/settings/", len(body), BytesIO(body))
    assert answer.status_code == 400
    assert b"Traceback" not in answer.content
