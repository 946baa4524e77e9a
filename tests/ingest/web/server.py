"""A web server on this machine, with all that a document's address may lead to."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ingest.web.network import Connections, is_public

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ingest.web.network import Address

HOST = "papers.example.org"
INSIDE = "intranet.example.org"
PAGE = (
    b"<!doctype html><html lang='en'><head><title>Fetched guidance</title></head><body><main>"
    b"<h1>Fetched guidance</h1><p>Lanterns are counted every Thursday by the duty officer.</p>"
    b"</main></body></html>"
)
_HTML = {"Content-Type": "text/html; charset=utf-8"}
_PDF = {"Content-Type": "application/pdf"}
# path: status, headers, body
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/guidance": (200, _HTML, PAGE),
    "/named": (200, {**_PDF, "Content-Disposition": "attachment; filename*=UTF-8''a%20letter.pdf"},
               b"%PDF-1.7 whole"),
    "/climbing": (200, {**_PDF, "Content-Disposition": 'attachment; filename="../../.x/CON.pdf"'},
                  b"%PDF-1.7 whole"),
    "/unsaid.pdf": (200, {"Content-Type": "application/octet-stream"}, b"%PDF-1.7 whole"),
    "/moved": (302, {"Location": "/guidance#part"}, b""),
    "/inside": (302, {"Location": f"http://{INSIDE}/secret"}, b""),
    "/metadata": (301, {"Location": "http://169.254.169.254/latest/"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/file": (302, {"Location": "file:///etc/hostname"}, b""),
    "/nowhere": (302, {"Location": "http://[bad/"}, b""),
    "/empty": (302, {}, b""),
    "/gone": (404, _HTML, PAGE),
    "/closed": (403, _HTML, PAGE),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/packed": (200, {**_HTML, "Content-Encoding": "gzip"}, b"\x1f\x8b"),
    "/declared": (200, {**_HTML, "Content-Length": str(10**12)}, b""),
}  # fmt: skip


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/slow":
            self._drip()
            return
        if self.path == "/endless":
            self._send(200, _HTML, [b"x" * 2**20] * 64)
            return
        status, headers, body = ANSWERS[self.path]
        self._send(status, {"Content-Length": str(len(body)), **headers}, [body])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its own name for it
        """Say nothing."""

    def _send(self, status: int, headers: dict[str, str], pieces: Sequence[bytes]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for piece in pieces:
                self.wfile.write(piece)
        except OSError:
            return  # who asked has had enough

    def _drip(self) -> None:
        try:
            while True:
                self.wfile.write(b"H")
                time.sleep(0.05)
        except OSError:
            return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a certificate was refused."""


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Serve on a free port of this machine until the end; give the port."""
    server = _Server(("127.0.0.1", 0), _Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def certified(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Give a server's side of encryption, and the file of its own certificate for ``HOST``."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / "certificate.pem"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret = folder / "key.pem"
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, secret)
    return context, file


def near(trusted: Path | None = None, *, whole_seconds: float = 60) -> Connections:
    """Give a network in which ``HOST`` is this machine, which nothing but a test allows."""

    def look_up(host: str, port: int) -> tuple[str, ...]:
        del port
        known = {HOST: "127.0.0.1", "other.example.org": "127.0.0.1", INSIDE: "10.0.0.1"}
        try:
            return (known.get(host) or str(ipaddress.ip_address(host)),)
        except ValueError as error:
            raise OSError(host) from error

    def is_allowed(address: Address) -> bool:
        return address.is_loopback or is_public(address)

    def trust() -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if trusted:
            context.load_verify_locations(trusted)
        return context

    return Connections(is_allowed, look_up, trust, whole_seconds=whole_seconds)
