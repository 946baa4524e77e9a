"""Other machines, reached at public addresses only, and for no longer than is allowed."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import certifi
import httpcore

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Addresses in which one of version 4 is written, which is where they lead (RFC 6052, RFC 3056).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# The same for a house's own translation (RFC 8215).
_OWN_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")


class FetchError(FindingsError):
    """A web address is not one to fetch from, or did not give a document."""


def is_public(address: Address) -> bool:
    """Say whether anybody's machine may be there: not this one, nor one of a house's own network.

    Loopback, private, link-local, multicast and reserved addresses are none, nor is one of version
    6 that leads to such a one of version 4.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner:
            return is_public(inner)
        if address.teredo or address.is_site_local or address in _OWN_NAT64:
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def look_up(host: str, port: int) -> Sequence[str]:
    """Give the addresses of a name, in the order in which they are to be tried.

    Raises:
        OSError: nobody knows the name.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


def trust_usual() -> ssl.SSLContext:
    """Give a check of certificates by this machine's authorities and Mozilla's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


@dataclass(frozen=True, slots=True)
class Connections:
    """How other machines are reached; only a test has another one than this.

    ``silence_seconds`` is the longest wait for a next byte, ``whole_seconds`` that for everything.
    """

    is_allowed: Callable[[Address], bool] = is_public
    look_up: Callable[[str, int], Sequence[str]] = look_up
    trust: Callable[[], ssl.SSLContext] = trust_usual
    silence_seconds: float = 20
    whole_seconds: float = 300


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to the very address that was checked: a name is looked up once, and not again."""

    def __init__(self, network: Connections) -> None:
        """Start the clock: all that is read by this backend shares its time."""
        self._network = network
        self._clock = _Clock(network)
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Give a connection to the host.

        Raises:
            FetchError: its name leads to an address that is not allowed, or nowhere.
            httpcore.ConnectError: nobody answers at any of its addresses.
        """
        del timeout
        try:
            addresses = self._network.look_up(host, port)
        except (OSError, UnicodeError) as error:
            msg = f"the name {host} is not known: check the address, and the connection"
            raise FetchError(msg) from error
        for one in addresses:
            # a zone, as in fe80::1%eth0, is this machine's own name for a network
            if not self._network.is_allowed(ipaddress.ip_address(one.partition("%")[0])):
                msg = (
                    f"{host} is {one}, an address of this machine or of a private network, from "
                    "which nothing is fetched: save the document and add the file"
                )
                raise FetchError(msg)
        fault: Exception = httpcore.ConnectError("no address")
        for one in addresses:
            try:
                stream = self._plain.connect_tcp(
                    one, port, self._clock.left(), local_address, socket_options
                )
                return _Timed(stream, self._clock)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
        raise fault


class _Clock:
    def __init__(self, network: Connections) -> None:
        self._silence = network.silence_seconds
        self._end = time.monotonic() + network.whole_seconds

    def left(self) -> float:
        """Give how long the next step may take."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return min(left, self._silence)


class _Timed(httpcore.NetworkStream):
    """A stream whose every step ends within the time that is left to all of them."""

    def __init__(self, stream: httpcore.NetworkStream, clock: _Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        return self._stream.read(max_bytes, self._clock.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self._stream.write(buffer, self._clock.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        del timeout
        inner = self._stream.start_tls(ssl_context, server_hostname, self._clock.left())
        return _Timed(inner, self._clock)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  the library's own signature
        return self._stream.get_extra_info(info)
