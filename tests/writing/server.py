"""A server as OpenAI's is, on loopback, which behaves as the model that is asked for is named."""

from __future__ import annotations

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

REPLY = Path(sys.argv[1])
ASKED = Path(sys.argv[2])
# A reply that ends with this waits before it.
STALL = "!stall"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with ASKED.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asked) + "\n")
        model = asked["model"]
        form = asked.get("response_format")
        if model.isdigit() or (form and model == "gpt-4o-mini"):
            body = b'{"error": {"message": "no", "type": "t", "code": "c"}}'
            self.send_response(int(model) if model.isdigit() else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        reply = REPLY.read_text("utf-8")
        if form:
            reply = json.dumps({"statements": list(map(json.loads, reply.splitlines()))})
        pieces = [reply[at : at + 60] for at in range(0, len(reply), 60)]
        for number, piece in enumerate(pieces):
            if number == len(pieces) - 1:
                if model == "stalls" or reply.endswith(STALL):
                    time.sleep(20)
                if model == "drops":
                    self.connection.close()
                    return
            self._send(model, {"role": "assistant", "content": piece}, None)
        self._send(model, {}, "stop")
        self.wfile.write(b"data: [DONE]\n\n")

    def _send(self, model: str, delta: dict[str, str], reason: str | None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": model,
                 "choices": [choice]}  # fmt: skip
        self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()
