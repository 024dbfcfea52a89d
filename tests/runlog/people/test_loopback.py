"""Requests made on this machine, and those that only seem so."""

import pytest
from django.conf import LazySettings
from django.test import RequestFactory

from runlog.people.loopback import is_made_here

PASSED_ON = [
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "Forwarded",
    "Via",
    "X-Real-IP",
    "X-Client-IP",
    "CF-Connecting-IP",
    "CF-Ray",
    "True-Client-IP",
    "Fly-Client-IP",
    "Fastly-Client-IP",
    "X-Original-Host",
    "X-Envoy-External-Address",
    "Tailscale-User-Login",
    "X-Amzn-Trace-Id",
]


def is_local(host: str = "127.0.0.1:8000", address: str = "127.0.0.1", **headers: str) -> bool:
    return is_made_here(RequestFactory().get("/", headers={"host": host, **headers}, REMOTE_ADDR=address))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "localhost:8123", "LOCALHOST", "[::1]:8000"])
def test_hosts_of_this_machine(host: str) -> None:
    assert is_local(host)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])
def test_senders_on_this_machine(address: str) -> None:
    assert is_local(address=address)


@pytest.mark.parametrize("host", ["runlog.example.org", "127.0.0.1.example.org", "localhost.example.org", "10.0.0.7", "[::2]"])
def test_other_hosts(host: str, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert not is_local(host)


@pytest.mark.parametrize("address", ["10.0.0.7", "203.0.113.5", "::2", "::ffff:10.0.0.7", "", "unix:"])
def test_other_senders(address: str) -> None:
    assert not is_local(address=address)


@pytest.mark.parametrize("header", PASSED_ON)
@pytest.mark.parametrize("value", ["203.0.113.5", ""])
def test_whatever_was_passed_on(header: str, value: str) -> None:
    assert not is_local(**{header: value})
