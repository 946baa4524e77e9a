"""Runs ``findings`` with its arguments, writing down every address beyond this machine it tries.

The first argument is the file to write to.
"""

from __future__ import annotations

import sys
from ipaddress import ip_address
from pathlib import Path

import cli

_NAMES = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0", ""})  # noqa: S104  names, no bind


def watch(log: Path) -> None:
    """Write each connection and each look-up that leaves this machine to ``log``."""
    log.write_text("")

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        match event, arguments:
            case "socket.connect", (_, (str(host), *_)):
                pass
            case "socket.getaddrinfo", (str(host), *_):
                pass
            case _:
                return
        if not _is_here(host):
            with log.open("a") as lines:
                lines.write(f"{event} {host}\n")

    sys.addaudithook(hook)


def _is_here(host: str) -> bool:
    if host in _NAMES:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
    cli.main(sys.argv[2:])
