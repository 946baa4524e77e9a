"""A provider of OpenID Connect on loopback that is honest, or lies in one thing."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT = "findings"


class LyingProvider(BaseHTTPRequestHandler):
    """Answers as a provider does; ``lie`` says in what it does not."""

    lie: ClassVar[str] = ""
    # what the last departure sent, as somebody's browser would bring it
    departed: ClassVar[dict[str, str]] = {}
    key: ClassVar[RSAKey] = RSAKey.generate_key(2048, {"kid": "ours", "alg": "RS256"})
    other: ClassVar[RSAKey] = RSAKey.generate_key(2048, {"kid": "ours", "alg": "RS256"})

    @property
    def here(self) -> str:
        assert isinstance(self.server, ThreadingHTTPServer)
        return f"http://127.0.0.1:{self.server.server_port}"

    def do_GET(self) -> None:
        if self.path == "/keys":
            self._say({"keys": [self.key.as_dict(private=False)]})
            return
        away = "http://192.0.2.1/keys"
        self._say({
            "issuer": "https://evil.example" if self.lie == "issuer of itself" else self.here,
            "authorization_endpoint": f"{self.here}/authorize",
            "token_endpoint": f"{self.here}/token",
            "jwks_uri": away if self.lie == "keys in the clear" else f"{self.here}/keys",
        })  # fmt: skip

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["content-length"])).decode()
        form = {name: values[0] for name, values in parse_qs(sent).items()}
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if challenge != self.departed["code_challenge"] or self.lie == "no token":
            self._say({"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.here, "aud": CLIENT, "nonce": self.departed["nonce"], "iat": now,
            "exp": now + 600, "sub": "u-1", "preferred_username": "ada", "roles": ["editor"],
        }  # fmt: skip
        lies: dict[str, dict[str, Any]] = {
            "issuer": {"iss": "https://evil.example"}, "audience": {"aud": "another"},
            "nonce": {"nonce": "of another sign-in"}, "time": {"exp": now - 600},
            "several": {"aud": [CLIENT, "another"]}, "role": {"roles": ["owner"]},
        }  # fmt: skip
        claims |= lies.get(self.lie, {})
        key = self.other if self.lie == "key" else self.key
        token = jwt.encode({"alg": "RS256", "kid": "ours"}, claims, key)
        if self.lie == "no signature":
            head = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
            token = f"{head}.{token.split('.')[1]}."
        self._say({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  as above
        """Say nothing."""

    def _say(self, told: object, status: int = 200) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def providing() -> Iterator[str]:
    """Give the address of a provider that runs meanwhile."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), LyingProvider)
    running = threading.Thread(target=server.serve_forever, daemon=True)
    running.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        running.join()


def depart(address: str) -> str:
    """Give what a browser brings back that was sent to this address and signed in there."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    LyingProvider.departed = query
    return f"{urlsplit(query['redirect_uri']).path}?code=c&state={query['state']}"
