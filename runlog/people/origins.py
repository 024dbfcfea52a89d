"""Where a request came from, as far as the security log keeps it: the browser's own words, and the network without the device."""

from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

BROWSER_LENGTH = 200
# Of an address, what its provider gives to a neighbourhood rather than to a household.
KEPT_BITS = {4: 24, 6: 48}


@dataclass(frozen=True)
class Origin:
    """What a browser calls itself, and a network such as 203.0.113.0/24; empty where it is not known."""

    browser: str = ""
    network: str = ""


NOWHERE = Origin()


def origin_of(request: HttpRequest) -> Origin:
    """Return where the request came from: behind a proxy, what the proxy says."""
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:
        # No address stands where the proxy should have put it.
        address = ""
    printable = "".join(letter for letter in request.headers.get("User-Agent", "") if letter.isprintable())
    return Origin(printable[:BROWSER_LENGTH], network_of(address))


def network_of(address: str) -> str:
    """Return the network that an IP address lies in; a text that is no address gives none."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    plain = getattr(parsed, "ipv4_mapped", None) or parsed
    # The name of an interface, as in fe80::1%eth0, is no part of a network.
    return str(ip_network(f"{str(plain).partition('%')[0]}/{KEPT_BITS[plain.version]}", strict=False))
