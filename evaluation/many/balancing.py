"""The balancer as it is shipped, before servers of this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from evaluation.many.server import HERE, ROOT, ServerError, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

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
    folder: Path, replicas: Mapping[str, int], worker: int, *, front: int = 0, checked: str = "2s"
) -> Iterator[str]:
    """Run the balancer as it is configured and give its address, which is https.

    ``replicas`` and ``worker`` are ports; ``checked`` is how often it asks whether they can answer.
    """
    text = _CONFIGURATION.read_text("utf-8")
    for here, there in {
        "/etc/haproxy/findings.pem": str(certificate(folder)), "inter 2s": f"inter {checked}"
    }.items():  # fmt: skip
        assert here in text  # noqa: S101  the shipped file is another
        text = text.replace(here, there)
    (folder / "haproxy.cfg").write_text(text, "utf-8")
    front = front or free_port()
    places = {"BIND": front, "WORKER": worker} | {k.upper(): v for k, v in replicas.items()}
    environment = os.environ | {one: f"127.0.0.1:{port}" for one, port in places.items()}
    command = [str(HAPROXY), "-db", "-f", str(folder / "haproxy.cfg")]
    with subprocess.Popen(command, env=environment) as balancer:  # noqa: S603  a known program
        try:
            _wait_for(front)
            yield f"https://127.0.0.1:{front}"
        finally:
            balancer.terminate()
