"""Tells whether a request was made on this very machine, by somebody who sits at it."""

from ipaddress import ip_address

from django.http import HttpRequest
from django.http.request import split_domain_port

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
# What proxies and tunnels add: a request that carries one of these has come from somewhere else.
PROXIES = ("x-forwarded", "forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "x-original-", "x-envoy-")
TUNNELS = ("cf-", "true-client-ip", "cdn-", "fastly-", "fly-", "tailscale-", "ngrok-", "x-tunnel-")
CLOUDS = ("x-arr-", "x-azure-", "x-amz", "x-appengine-", "x-vercel-")


def is_made_here(request: HttpRequest) -> bool:
    """Tell whether host and sender are loopback and no header says that the request was passed on."""
    host, _port = split_domain_port(request.get_host())
    return host in LOOPBACK_HOSTS and is_loopback(request.META.get("REMOTE_ADDR", "")) and not is_passed_on(request)


def is_loopback(address: str) -> bool:
    """Tell whether the IP address is this machine's own; a text that is no address is not."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return (getattr(parsed, "ipv4_mapped", None) or parsed).is_loopback


def is_passed_on(request: HttpRequest) -> bool:
    """Tell whether any header is one that proxies and tunnels add, whatever it holds."""
    return any(name.lower().startswith(PROXIES + TUNNELS + CLOUDS) for name in request.headers)
