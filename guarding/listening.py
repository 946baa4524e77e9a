"""Where the server listens, by which names it is reached, and which proxies it believes."""

from __future__ import annotations

import errno
import ipaddress
import socket

from domain import FindingsError
from guarding.origins import LOOPBACK, Origin, local_origins, read_public


class ServingError(FindingsError):
    """The server may not listen where it was told to."""


def trusted_proxies(text: str) -> list[str]:
    """Give the addresses and networks of a setting, which has commas between them.

    Raises:
        ServingError: one of them is none.
    """
    named = [one.strip() for one in text.split(",") if one.strip()]
    for one in named:
        try:
            ipaddress.ip_network(one)
        except ValueError as error:
            msg = f"trusted_proxies {one}: give an address or a network such as 10.0.0.0/8"
            raise ServingError(msg) from error
    return named


def allowed_origins(host: str, port: int, public_host: str) -> tuple[Origin, ...]:
    """Give the origins that the server answers to.

    Raises:
        ServingError: ``host`` is beyond this machine and no ``public_host`` is named.
        OriginError: ``public_host`` is no name.
    """
    if host not in LOOPBACK and not public_host:
        msg = (
            f"host {host}: it is not this machine: serve on 127.0.0.1, or behind a proxy that"
            " speaks https, the name that people reach it by in FINDINGS_PUBLIC_HOST"
        )
        raise ServingError(msg)
    public = (read_public(public_host),) if public_host else ()
    return (*public, *local_origins(port))


def listen(host: str, port: int) -> socket.socket:
    """Take the port, before anything is loaded; callers wait in it until the app answers.

    Raises:
        ServingError: it cannot be had.
    """
    try:
        return socket.create_server((host, port), family=_family(host))
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: "in use: stop what uses it, or name another with --port",
            errno.EACCES: "not allowed to this user: name one above 1023 with --port",
            errno.EADDRNOTAVAIL: "not on this machine: name an address of its own with --host",
        }
        reason = reasons.get(error.errno or 0, f"not to be had ({error.strerror or error})")
        msg = f"port {port} of {host}: {reason}"
        raise ServingError(msg) from error


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
