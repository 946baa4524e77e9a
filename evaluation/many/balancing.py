"""The balancer as it is shipped, before servers of this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from evaluation.many.server import HERE, ROOT, Server, ServerError, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from settings import Settings

# Of the servers that deploy/haproxy.cfg knows.
NAMES = ("one", "two")
_SECONDS = 20.0
HAPROXY = shutil.which("haproxy")
_CONFIGURATION = ROOT / "deploy" / "haproxy.cfg"


def certificate(folder: Path) -> Path:
    """Make a certificate with its key, signed by itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "findings.example")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1)
    ).sign(key, hashes.SHA256())
    file = folder / "findings.pem"
    file.write_bytes(
        made.public_bytes(Encoding.PEM)
        + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    return file


def _wait_for(port: int) -> None:
    """Wait until something listens on a port of this machine.

    Raises:
        ServerError: nothing does.
    """
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        try:
            socket.create_connection((HERE, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    msg = f"the balancer does not listen on port {port}"
    raise ServerError(msg)


@contextmanager
def balancing(
    folder: Path, ports: Mapping[str, int], worker: int, *, front: int = 0, checked: str = "2s"
) -> Iterator[str]:
    """Run the balancer as it is configured and give its address, which is https.

    ``ports`` are the replicas' by their names, ``worker`` is another's; ``checked`` is how often it
    asks whether they can answer.
    it asks whether they can answer.
    """
    text = _CONFIGURATION.read_text("utf-8")
    for here, there in {
        "/etc/haproxy/findings.pem": str(certificate(folder)), "inter 2s": f"inter {checked}"
    }.items():  # fmt: skip
        assert here in text  # noqa: S101  the shipped file is another
        text = text.replace(here, there)
    (folder / "haproxy.cfg").write_text(text, "utf-8")
    front = front or free_port()
    places = {"BIND": front, "WORKER": worker} | {k.upper(): v for k, v in ports.items()}
    environment = os.environ | {one: f"127.0.0.1:{port}" for one, port in places.items()}
    command = [str(HAPROXY), "-db", "-f", str(folder / "haproxy.cfg")]
    with subprocess.Popen(command, env=environment) as balancer:  # noqa: S603  a known program
        try:
            _wait_for(front)
            yield f"https://127.0.0.1:{front}"
        finally:
            balancer.terminate()


@contextmanager
def replicas(settings: Settings, folder: Path, count: int) -> Iterator[tuple[str, list[Server]]]:
    """Start one server of the settings' store, or two behind the balancer; give their address.

    Raises:
        ServerError: one did not start.
    """
    front = free_port()
    with ExitStack() as held:
        servers = []
        for name in NAMES[:count]:
            own = folder / name
            own.mkdir()
            server = Server(own, _settings_of(settings, own, front if count > 1 else 0))
            held.callback(server.stop)
            server.begin()
            servers.append(server)
        for server in servers:
            server.wait()
        ports = {name: one.port for name, one in zip(NAMES, servers, strict=False)}
        if count > 1:
            address = held.enter_context(balancing(folder, ports, servers[0].port, front=front))
        yield (address if count > 1 else servers[0].url), servers


def _settings_of(settings: Settings, own: Path, front: int) -> dict[str, str]:
    """Give the settings of a server; of one behind the balancer where ``front`` is its port."""
    given = {
        "store": str(settings.store.resolve()), "threads": str(settings.threads),
        "model_export": str(settings.model_export.resolve()),
        "feedback": str(own / "feedback.sqlite3"), "records": str(own / "records.sqlite3"),
        "trusted_proxies": HERE,
    }  # fmt: skip
    if not front:
        return given
    # the balancer takes away what people send of X-Forwarded; who asks is said apart, and all
    # come from its address
    return given | {
        "public_host": f"{HERE}:{front}", "sign_in": "proxy", "proxy_header": "X-Somebody",
        "questions_per_minute": "1000",
    }  # fmt: skip
