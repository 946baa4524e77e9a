"""One document from a web address: fetched once, each step of the way checked."""

from __future__ import annotations

import datetime as dt
import re
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpcore
import httpx

from ingest.readers.registry import FORMATS, READERS
from ingest.web.naming import SUFFIXES, name_of
from ingest.web.network import CheckedBackend, Connections, FetchError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_OK = 200
_MOST_PORT = 65535
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_BY_HAND = "save it with a browser and add the file"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document that lies at ``file``; ``address`` is the one given, ``name`` one to keep it by.

    ``day`` is that of this machine's clock.
    """

    address: str
    file: Path
    name: str
    day: dt.date


def is_address(words: str) -> bool:
    """Say whether the words are a web address rather than a path."""
    return bool(_ADDRESS.match(words))


def fetch(
    address: str, folder: Path, *, allow_http: bool = False, network: Connections | None = None
) -> Fetched:
    """Fetch the document at the address into the folder, under a name of its own.

    It is asked for once, without cookies or a word about who asks; redirects are followed up to
    ``MOST_REDIRECTS``, each checked like the address itself. ``allow_http`` admits connections that
    anybody on the way can read and change. ``network`` is another one only in tests.

    Raises:
        FetchError: it is no address to fetch from, or gives no document that can be read; the
            message names the address and the remedy.
    """
    network = network or Connections()
    given = _parse(address, address)
    shown = str(given.copy_with(fragment=None))
    try:
        with httpcore.ConnectionPool(
            ssl_context=network.trust(), network_backend=CheckedBackend(network)
        ) as pool:
            return _follow(pool, given, shown, folder, allow_http=allow_http)
    except (httpcore.TimeoutException, TimeoutError) as error:
        most = f"{network.silence_seconds:g} s without a byte or {network.whole_seconds:g} s in all"
        msg = f"{shown}: takes too long, more than {most}: try again later, or {_BY_HAND}"
        raise FetchError(msg) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
        msg = f"{shown}: {_explain(error)}"
        raise FetchError(msg) from error
    except OSError as error:
        msg = f"{folder}: cannot be written ({error.strerror}): free some space"
        raise FetchError(msg) from error


def _follow(
    pool: httpcore.ConnectionPool, given: httpx.URL, shown: str, folder: Path, *, allow_http: bool
) -> Fetched:
    """Ask for the document where it is, and where that leads."""
    url = given
    for _ in range(MOST_REDIRECTS + 1):
        try:
            _check(url, allow_http=allow_http)
            with pool.stream("GET", _plain(url), headers=_headers(url)) as response:
                headers = _said(response)
                if response.status not in _REDIRECTS:
                    return _receive(response, headers, url, shown, folder)
        except FetchError as error:
            where = f" (which leads to {url})" if url is not given else ""
            msg = f"{shown}{where}: {error}"
            raise FetchError(msg) from error
        url = _next(url, headers.get("location", ""), shown)
    msg = f"{shown}: leads on more than {MOST_REDIRECTS} times: {_BY_HAND}"
    raise FetchError(msg)


def _next(url: httpx.URL, place: str, shown: str) -> httpx.URL:
    try:
        return url.join(place)
    except httpx.InvalidURL as error:
        msg = f"{shown}: leads to something that is no web address: {_BY_HAND}"
        raise FetchError(msg) from error


def _parse(address: str, shown: str) -> httpx.URL:
    try:
        return httpx.URL(address.strip())
    except httpx.InvalidURL as error:
        msg = f"{shown!r}: is no web address: copy it from the browser again"
        raise FetchError(msg) from error


def _check(url: httpx.URL, *, allow_http: bool) -> None:
    if url.scheme == "http" and not allow_http:
        msg = (
            "is not encrypted, so anybody on the way could change the document: give the https "
            "address, or --allow-http if there is none"
        )
        raise FetchError(msg)
    if url.scheme not in {"http", "https"} or not url.raw_host or (url.port or 0) > _MOST_PORT:
        msg = "is no web address: give one that begins with https://"
        raise FetchError(msg)
    if url.userinfo:
        msg = f"holds a name or password, which would be kept: {_BY_HAND}"
        raise FetchError(msg)


def _plain(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )


def _headers(url: httpx.URL) -> list[tuple[bytes, bytes]]:
    return [
        (b"Host", url.netloc),
        (b"User-Agent", b"findings"),
        (b"Accept", ", ".join((*SUFFIXES, "*/*;q=0.1")).encode()),
        (b"Accept-Encoding", b"identity"),
    ]


def _said(response: httpcore.Response) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers
    }


def _receive(
    response: httpcore.Response, headers: Mapping[str, str], url: httpx.URL, shown: str,
    folder: Path,
) -> Fetched:  # fmt: skip
    """Write what is sent into the folder, within the limit of its format."""
    if response.status in _GONE:
        msg = f"has no document ({response.status}): check the address in a browser"
        raise FetchError(msg)
    if response.status != _OK:
        msg = f"does not give it out (it answers {response.status}): {_BY_HAND}"
        raise FetchError(msg)
    if headers.get("content-encoding", "identity").lower() != "identity":
        msg = f"is sent packed though that was not asked for: {_BY_HAND}"
        raise FetchError(msg)
    stem, suffix = name_of(headers, url.path, url.host)
    if not suffix:
        said = headers.get("content-type") or "nothing of its type"
        msg = f"is of a type that is not read ({said}): give the address of {', '.join(FORMATS)}"
        raise FetchError(msg)
    most = READERS[suffix].max_megabytes
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most * 2**20:
        raise FetchError(_too_large(most))
    file = folder / f"{len(list(folder.iterdir()))}{suffix}"
    size = 0
    with file.open("xb") as sink:
        for piece in response.iter_stream():
            size += len(piece)
            if size > most * 2**20:
                raise FetchError(_too_large(most))
            sink.write(piece)
    return Fetched(shown, file, stem + suffix, dt.datetime.now().astimezone().date())


def _too_large(most: int) -> str:
    return f"is larger than {most} MB: save it with a browser, split it and add the parts"


def _explain(error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = cause.verify_message
            return f"nobody vouches for who answers there ({why}): check the address; {_BY_HAND}"
        if isinstance(cause, ssl.SSLError):
            return f"the encrypted connection fails ({cause.reason}): {_BY_HAND}"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore.ConnectError):
        return f"nobody answers there ({error}): check the address and the connection"
    return f"the connection broke off ({type(error).__name__}): try again, or {_BY_HAND}"
