"""The chat model that the settings name: where it is, what it may be sent, and how it is opened."""

from __future__ import annotations

import ipaddress
import os
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.quoting.plain import never
from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.language_models import BaseChatModel

    from settings import Settings

# Providers that run on this machine where no address says otherwise. Their own variables, which
# could name another machine, do not win.
_HERE = {"ollama": "http://127.0.0.1:11434"}
# What has no machine of its own: it runs within this process.
_WITHIN = frozenset({"huggingface", "llamacpp"})
# A server that asks for no key is given one that says so: some clients refuse to have none.
_NO_KEY = "none"
_LARGEST_KEY = 4096
# Whose protocol says why an answer ends: one that does not say so was cut.
_TELL_THEIR_END = frozenset({"openai", "azure_openai"})
_BREAKS_OFF = "its answer breaks off: see its own log, and what stands between"
# From this status on it is the server that is at fault.
_BROKEN = 500
_TRIAL = "Reply with the word: ready"
_REMEDIES = {
    401: "its key is wrong or missing: set chat_key_file, or FINDINGS_CHAT_KEY",
    403: "its key may not use this model: ask whoever runs it",
    404: "it knows no such model there: see chat_model and chat_address",
    400: "it refuses what it was asked: see chat_model, chat_form and chat_context",
    429: "it is asked too much, or its allowance is used up: wait, or ask whoever runs it",
}


class ChatModelError(FindingsError):
    """The chat model cannot be used as it is set; the message says why and what to do."""


def open_chat_model(settings: Settings) -> BaseChatModel:
    """Give the chat model that the settings name; it is not asked anything yet.

    Raises:
        ChatModelError: its package is not installed, LangChain knows no such provider, its key
            cannot be read, or it is on another network and may not be sent anything.
    """
    provider = settings.chat_model.partition(":")[0]
    address = settings.chat_address or _HERE.get(provider, "")
    if not settings.chat_may_leave:
        _refuse_elsewhere(settings, provider, address)
    from langchain.chat_models import init_chat_model  # noqa: PLC0415  a second of imports

    try:
        model: BaseChatModel = init_chat_model(
            settings.chat_model, **_options(settings, provider, address)
        )
    except ImportError as error:
        raise ChatModelError(_not_opened(settings, error)) from error
    except ValueError as error:
        # what a package says of a value may hold the value, and so the key
        raise ChatModelError(_not_opened(settings, error)) from None
    return model


def _not_opened(settings: Settings, error: Exception) -> str:
    reason = str(error).splitlines()[0].rstrip(".")
    for key in filter(None, (settings.chat_key.get_secret_value(), _read_key(settings))):
        reason = reason.replace(key, "(key)")
    return f"chat_model {settings.chat_model}: {reason}; or unset it"


def _options(settings: Settings, provider: str, address: str) -> dict[str, Any]:
    options: dict[str, Any] = {"temperature": settings.chat_temperature}
    if address:
        options["base_url"] = address
    if provider == "ollama":
        wait = {"timeout": settings.chat_timeout}
        return options | {"client_kwargs": wait, "num_ctx": settings.chat_context}
    if provider in _WITHIN:
        return options
    key = settings.chat_key.get_secret_value() or _read_key(settings)
    if key or settings.chat_address:
        options["api_key"] = key or _own_key(provider) or _NO_KEY
    # one that fails is done without; it is not waited for twice
    return options | {"timeout": settings.chat_timeout, "max_retries": 0}


def _own_key(provider: str) -> str:
    return os.environ.get(f"{provider.upper()}_API_KEY", "")


def _read_key(settings: Settings) -> str:
    path = settings.chat_key_file
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST_KEY).decode("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text of plain letters"
        msg = f"chat_key_file {path}: cannot be read ({reason}): name the file that holds the key"
        raise ChatModelError(msg) from None


def _refuse_elsewhere(settings: Settings, provider: str, address: str) -> None:
    """Refuse a model that is neither on this machine nor on a private network."""
    if not address and provider in _WITHIN:
        return
    host = urlsplit(address).hostname or ""
    if address and not host:
        msg = f"chat_address {address}: no web address: write it as in http://127.0.0.1:11434"
        raise ChatModelError(msg)
    if host and _is_near(host):
        return
    where = host or f"the servers of {provider}"
    msg = (
        f"chat_model {settings.chat_model}: {where} is not on this machine or network, and would be"
        " sent questions: name one that is (chat_address), or set chat_may_leave"
    )
    raise ChatModelError(msg)


def _is_near(host: str) -> bool:
    """Say whether every address of a host is this machine's or a private network's."""
    try:
        found = {one[4][0] for one in socket.getaddrinfo(host, None)}
        addresses = [ipaddress.ip_address(str(one).partition("%")[0]) for one in found]
    except (OSError, ValueError, UnicodeError):
        return False
    return bool(addresses) and all(one.is_private or one.is_loopback for one in addresses)


@dataclass(frozen=True, slots=True)
class OpenedChatModel:
    """A chat model that answered; ``name`` says which it is, and where."""

    name: str


def try_chat_model(settings: Settings) -> OpenedChatModel:
    """Open the chat model and have it say something.

    Raises:
        ChatModelError: it cannot be opened, or does not answer, with what to look at.
    """
    from writing.replies import SlowModelError, pieces_of  # noqa: PLC0415

    model = open_chat_model(settings)
    place = describe(settings)

    ending: dict[str, Any] = {}

    def asked() -> Iterator[str]:
        for chunk in model.stream([("human", _TRIAL)]):
            ending.update(chunk.response_metadata)
            yield str(chunk.text)

    said = ""
    try:
        for piece in pieces_of(asked, settings.chat_timeout, never):
            said += piece
    except SlowModelError:
        how = "its answer was not whole" if said else "no answer"
        msg = (
            f"{place}: {how} in {settings.chat_timeout:g} seconds: see that it runs, or give it"
            " longer (chat_timeout)"
        )
        raise ChatModelError(msg) from None
    except Exception as error:  # noqa: BLE001  a provider may raise anything
        msg = f"{place}: {_failed(error, is_begun=bool(said))}"
        raise ChatModelError(msg) from None
    is_told = settings.chat_model.partition(":")[0] in _TELL_THEIR_END
    if is_told and not ending.get("finish_reason"):
        msg = f"{place}: {_BREAKS_OFF}"
        raise ChatModelError(msg)
    if not said.strip():
        msg = f"{place}: answers with nothing: name another model"
        raise ChatModelError(msg)
    return OpenedChatModel(place)


def _failed(error: Exception, *, is_begun: bool) -> str:
    """Give in one line how a model failed that was asked, and what to look at."""
    status = int(getattr(error, "status_code", None) or 0)
    name = type(error).__name__
    kind = f"{name} {status}" if status else name
    if is_begun:
        return f"{_BREAKS_OFF} ({kind})"
    if not status and "connect" in name.lower():
        return f"cannot be reached ({kind}): see that it runs, and that chat_address is right"
    remedy = "see that it runs, and that chat_address is right"
    if status >= _BROKEN:
        remedy = "it is broken there: see its own log"
    return f"does not answer ({kind}): {_REMEDIES.get(status, remedy)}"


def describe(settings: Settings) -> str:
    """Give where the model is, for whoever looks after it; never its key."""
    provider = settings.chat_model.partition(":")[0]
    address = settings.chat_address or _HERE.get(provider, "its provider's own address")
    parts = urlsplit(address)
    shown = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return f"{settings.chat_model} at {shown}"
