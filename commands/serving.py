"""``findings serve`` and ``findings feedback``: the web pages, and what people made of them."""

from __future__ import annotations

import ctypes
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import wiring
from bot.safety.places import contact_places
from commands.replacing import replacing
from feedback import FeedbackStore
from guarding.origins import LOOPBACK
from pages.shared.services import Services

if TYPE_CHECKING:
    from pathlib import Path

    from people.records import Records
    from settings import Settings

# Seconds that a question may still run after a stop was asked for.
_GRACE_SECONDS = 10
# glibc's mallopt(3), malloc.h: how many pools of memory a process may have.
_M_ARENA_MAX = -8


def serve_pages(settings: Settings) -> None:
    """Serve until stopped.

    A missing knowledge base does not stop it: the safety steps need none, /readyz says so.

    Raises:
        ServingError: it would listen beyond this machine with nobody signing people in, or its
            port is in use.
        ChatModelError: the settings name a chat model that cannot be had.
        NoWayInError: they name a way to sign in and lack what it needs.
        RecordsError: the accounts cannot be opened.
    """
    share_memory()
    from guarding.listening import allowed_origins, listen, trusted_proxies  # noqa: PLC0415
    from serving import make_app  # noqa: PLC0415

    allowed_origins(settings.host, settings.port, settings.public_host)
    trusted_proxies(settings.trusted_proxies)
    taken = listen(settings.host, settings.port)
    if settings.chat_model:
        from writing.chat import open_chat_model  # noqa: PLC0415  brings langchain

        open_chat_model(settings)
    print("starting; this takes a few seconds", file=sys.stderr)
    import uvicorn  # noqa: PLC0415

    editions = wiring.make_editions(settings)
    assistant = wiring.make_assistant(settings, editions.library)
    services = Services(assistant, editions, settings)
    records = wiring.make_records(settings)
    app = make_app(services, records)
    if settings.sign_in == "accounts":
        _offer_first(records, services.site)
    if not any(one.is_file() for one in contact_places(settings.store, settings.knowledge)):
        print(f"no number to ring is known yet: {services.site}administer/set-up", file=sys.stderr)
    print(f"Findings: {services.site}", file=sys.stderr)
    # its lines are ours, without a fault's words;
    # whose request it is, is read from a proxy only where the settings trust it: in make_app
    config = uvicorn.Config(
        app, access_log=False, server_header=False, proxy_headers=False, log_level="warning",
        log_config=None, timeout_graceful_shutdown=_GRACE_SECONDS,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[taken])


def share_memory() -> None:
    """Have all threads of this process take memory from one pool, where the C library can.

    With a pool for each thread what one frees is of no use to another: 58 MB of 604 after 360
    answers, for no less CPU.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if set_option is not None:
        set_option(_M_ARENA_MAX, 1)


def _offer_first(records: Records, site: str) -> None:
    """Show the code that makes the first administrator, where there is none yet."""
    from people.accounts import CODE_HOURS, Accounts  # noqa: PLC0415  only where people sign in

    if site.startswith("http://") and urlsplit(site).hostname not in LOOPBACK:
        print("people's passwords are sent unencrypted: let a proxy speak https", file=sys.stderr)
    if code := Accounts(records).first_code():
        print(
            f"nobody may administer yet: open {site}sign-in/join?next=/administer within"
            f" {CODE_HOURS} hours and give this code: {code}",
            file=sys.stderr,
        )


def export_feedback(settings: Settings, path: Path | None) -> None:
    """Write the ratings as CSV to a file, or to standard output.

    Raises:
        FeedbackError: they cannot be read.
        OutputError: the file cannot be written.
    """
    text = FeedbackStore(settings.feedback, settings.records_address).to_csv()
    if path is None:
        print(text, end="")
        return
    with replacing(path, kept=settings.feedback) as file:
        file.write(text)
