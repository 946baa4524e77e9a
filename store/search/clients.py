"""Where a collection lies: in a folder of its own, or with a Chroma server that several ask.

The folder of one that a server holds has one small file, which names the server and the
collection. Chroma's server signs nobody in: it may be reached by this machine or a private network
only, which ``settings`` holds it to. It is sent vectors and gives row numbers, never a word.
"""

from __future__ import annotations

import ipaddress
import json
import os
import shutil
import sys
from dataclasses import asdict, dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from chromadb.api.client import Client

COLLECTION = "entries"
_PLACE_NAME = "server.json"
# Chroma's client itself would wait for ever.
_SECONDS = 5.0
_SENDER = "opentelemetry.exporter.otlp.proto.grpc.trace_exporter"


class IndexFaultError(FindingsError):
    """The collection is missing, damaged, or not set up as it must be."""


class ServerAwayError(IndexFaultError):
    """The Chroma server does not answer, or does not hold the collection."""


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """A collection of a server: the server's web address and the collection's name."""

    server: str
    collection: str


def place_in(folder: Path) -> ServerPlace | None:
    """Give the place that an index's folder names; None where the index lies in it itself.

    Raises:
        IndexFaultError: the file that names it is damaged.
    """
    try:
        return ServerPlace(**json.loads((folder / _PLACE_NAME).read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        msg = f"{folder}: cannot be read ({error}): run 'findings rollback' or 'findings ingest'"
        raise IndexFaultError(msg) from error


def write_place(folder: Path, server: str) -> None:
    """Say in a new index's folder that ``server`` holds it, under the generation's name."""
    folder.mkdir(parents=True, exist_ok=True)
    place = ServerPlace(server.rstrip("/"), f"findings-{folder.parent.name}")
    (folder / _PLACE_NAME).write_text(json.dumps(asdict(place)), "utf-8")


def open_client(folder: Path) -> tuple[Client, str]:
    """Give a client of the index whose folder is given, and the collection's name.

    Raises:
        ServerAwayError: the server that holds it does not answer.
    """
    chromadb = _imported()
    from chromadb.config import Settings  # noqa: PLC0415

    settings = Settings(anonymized_telemetry=False, chroma_otel_granularity="none")
    place = place_in(folder)
    if place is None:
        client = chromadb.PersistentClient(str(folder), settings=settings)
        return cast("Client", client), COLLECTION
    address = urlsplit(place.server)
    host, port = address.hostname or "", address.port or 8000
    _never_through_a_proxy(host)
    _check_answers(place.server)
    try:
        served = cast("Any", chromadb.HttpClient(host, port, settings=settings))
    except chroma_errors() as error:
        raise away(place, error) from error
    served._server._session.timeout = _SECONDS  # noqa: SLF001  it takes none from outside
    return cast("Client", served), place.collection


def drop(folder: Path, kept: Iterable[Path]) -> None:
    """Remove an index with its folder, and from its server, unless one of ``kept`` shares it.

    Where its server does not answer the folder stays, to be removed another time.
    """
    try:
        place = place_in(folder)
        shared = {place_in(one) for one in kept}
    except IndexFaultError:
        place, shared = None, set()
    if place is not None and place not in shared:
        try:
            client, name = open_client(folder)
        except IndexFaultError:
            return
        try:
            client.delete_collection(name)
        except _not_found():
            pass  # it was never made, or is gone already
        except chroma_errors():
            return
        finally:
            client.close()
    shutil.rmtree(folder, ignore_errors=True)


def is_within_reach_of_few(address: str) -> bool:
    """Say whether a web address is of this machine or of a private network.

    A name without a dot, as Compose and Kubernetes give them, is of such a network.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme != "http" or not host or parts.path.strip("/") or parts.query or parts.username:
        return False
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".internal", ".local", ".svc"))
    return number.is_private and not (number.is_unspecified or number.is_link_local)


def refuse_public(server: str) -> None:
    """Refuse a server that others could reach; none at all is fine.

    Raises:
        IndexFaultError: it is such a one.
    """
    if server and not is_within_reach_of_few(server):
        msg = (
            f"chroma_server: {server}: Chroma signs nobody in: name one on this machine or a"
            " private network, as in http://127.0.0.1:8000"
        )
        raise IndexFaultError(msg)


def away(place: ServerPlace, error: Exception) -> ServerAwayError:
    """Give the fault of a server that does not give what it should hold."""
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    msg = (
        f"{place.server}: the Chroma server does not give {place.collection} ({reason}): start it, "
        "or run 'findings ingest'"
    )
    return ServerAwayError(msg)


def chroma_errors() -> tuple[type[Exception], ...]:
    """Give the kinds of error that Chroma raises for a folder or server that it cannot use."""
    import httpx  # noqa: PLC0415  as below

    _imported()
    from chromadb.errors import ChromaError  # noqa: PLC0415

    # AttributeError: Chroma's clean-up after a file that is no database trips over itself
    return ChromaError, ValueError, RuntimeError, AttributeError, httpx.HTTPError


def _imported() -> Any:  # noqa: ANN401  the library's own
    """Give Chroma, imported without what would send its traces somewhere.

    It takes 12 MB and a tenth of a second of CPU, and nothing of ours is to be sent anywhere.
    """
    sender = ModuleType(_SENDER)
    vars(sender).update(OTLPSpanExporter=None)
    try:
        sys.modules.setdefault(_SENDER, sender)
        import chromadb  # noqa: PLC0415  a second of imports
    finally:
        # who wants it besides gets the library itself
        if sys.modules.get(_SENDER) is sender:
            del sys.modules[_SENDER]
    return chromadb


def _not_found() -> type[Exception]:
    from chromadb.errors import NotFoundError  # noqa: PLC0415  as above

    return NotFoundError


def _check_answers(server: str) -> None:
    """Ask whether it is there, within seconds, before Chroma's client asks without an end."""
    import httpx  # noqa: PLC0415  as above

    try:
        heartbeat = f"{server}/api/v2/heartbeat"
        httpx.get(heartbeat, timeout=_SECONDS, trust_env=False).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise away(ServerPlace(server, "anything"), error) from error


def _never_through_a_proxy(host: str) -> None:
    """Have no proxy that this process was told of carry what is for the server."""
    for name in ("NO_PROXY", "no_proxy"):
        others = [one for one in os.environ.get(name, "").split(",") if one]
        if host not in others:
            os.environ[name] = ",".join([*others, host])
