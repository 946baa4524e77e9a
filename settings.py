"""Every path and number a person may change: ``FINDINGS_*`` variables, or ``findings.toml``."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from domain import FindingsError

PREFIX = "FINDINGS_"
FILE_NAME = "findings.toml"
_SECRET = "chat_key"  # noqa: S105  its name
_PROGRAM = Path(__file__).parent


class SettingsError(FindingsError):
    """A setting has an unknown name or a value out of its range."""


class Settings(BaseSettings):
    """The settings in force; a command line option wins over a variable, that over the file.

    Relative paths count from the working folder. Defaults do so where ``findings.toml`` lies there;
    else they lie in the program's own folder, or, of an installed one, in this user's own, so that
    the same command means the same everywhere.
    The models are the program's, whoever's documents are read with them.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, toml_file=FILE_NAME, extra="forbid", frozen=True
    )

    store: Annotated[Path, Field(description="the folder of the knowledge base")] = Path(
        "data/store"
    )
    knowledge: Annotated[Path, Field(description="the documents that 'findings ingest' reads")] = (
        Path("knowledge")
    )
    model: Annotated[
        Path | None,
        Field(description="a sentence-transformers model folder; unset: the packaged one"),
    ] = None
    tuning: Annotated[
        Path | None,
        Field(description="layers that replace the model's; unset: ours, if no model is named"),
    ] = None
    model_export: Annotated[
        Path,
        Field(description="where 'findings prepare' exports the models, other networks beside it"),
    ] = Path("data/model")
    precision: Annotated[
        Literal["fp32", "int8"], Field(description="numbers of the exported model's weights")
    ] = "fp32"
    engine: Annotated[
        Literal["onnx", "torch"],
        Field(description="what runs the model: its export, or sentence-transformers itself"),
    ] = "onnx"
    chat_model: Annotated[
        str, Field(description="LangChain chat model, as 'provider:name'; unset: none")
    ] = ""
    chat_mode: Annotated[
        Literal["picks", "writes", "reads"],
        Field(description="it picks quotes, writes plain words beside them, or reads each plainly"),
    ] = "picks"
    chat_restates: Annotated[bool, Field(description="it puts follow-ups into full")] = False
    chat_drafts: Annotated[bool, Field(description="it writes between a draft's quotes")] = False
    chat_address: Annotated[str, Field(description="its web address; unset: the provider's")] = ""
    chat_key: Annotated[
        SecretStr, Field(description="key of the chat model; in the environment only")
    ] = SecretStr("")
    chat_key_file: Annotated[
        Path | None, Field(description="file that holds the key of the chat model; unset: none")
    ] = None
    chat_timeout: Annotated[
        float, Field(ge=1, le=600, description="seconds that a reply of the chat model may take")
    ] = 30
    chat_temperature: Annotated[
        float, Field(ge=0, le=2, description="temperature of the chat model; unset: 0")
    ] = 0
    chat_context: Annotated[
        int, Field(ge=2000, le=1_000_000, description="tokens that the chat model reads at once")
    ] = 8000
    chat_may_leave: Annotated[
        bool, Field(description="questions may be sent to a chat model outside this network")
    ] = False
    chat_form: Annotated[
        Literal["auto", "lines", "schema"],
        Field(description="what a writing model is held to: as it can, one JSON a line, a schema"),
    ] = "auto"
    support_model: Annotated[
        Path | None, Field(description="folder of a model that may refuse what was written")
    ] = None
    support_least: Annotated[float, Field(ge=0, le=1, description="how sure it has to be")] = 0.5
    threads: Annotated[int, Field(ge=1, le=64, description="threads of the model")] = 2
    max_words: Annotated[int, Field(ge=20, le=1000, description="most words of a passage")] = 110
    keep_generations: Annotated[
        int, Field(ge=2, le=100, description="generations kept: the live one and earlier ones")
    ] = 2
    chroma_server: Annotated[
        str, Field(description="address of the Chroma server that holds the index; unset: none")
    ] = ""
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"], Field(description="least level logged")
    ] = "WARNING"
    log_format: Annotated[
        Literal["text", "json"], Field(description="lines of the log: as text, or JSON objects")
    ] = "text"
    otlp_endpoint: Annotated[
        str, Field(description="collector that requests' spans are sent to; unset: none are made")
    ] = ""
    host: Annotated[str, Field(description="address that 'findings serve' listens on")] = (
        "127.0.0.1"
    )
    port: Annotated[int, Field(ge=1, le=65535, description="port that it listens on")] = 7860
    public_host: Annotated[
        str, Field(description="name people reach it by, through a proxy that signs them in")
    ] = ""
    root_path: Annotated[
        str,
        Field(
            pattern=r"^(?:(?:/[A-Za-z0-9._~-]+)+)?$",
            description="path that it is reached below, as in /findings; unset: none",
        ),
    ] = ""
    trusted_proxies: Annotated[
        str, Field(description="addresses of proxies that say whose request it is; unset: none")
    ] = ""
    api: Annotated[
        bool, Field(description="answer other programs too, under /v1 (docs/api.md)")
    ] = False
    sign_in: Annotated[
        Literal["none", "accounts", "organisation", "proxy"],
        Field(description="who says who somebody is: nobody, this server, a provider, a proxy"),
    ] = "none"
    second_step: Annotated[
        bool, Field(description="own accounts need the code of an authenticator app too")
    ] = False
    signed_in_minutes: Annotated[
        int, Field(ge=5, le=1440, description="minutes unused after which a sign-in ends")
    ] = 60
    signed_in_hours: Annotated[
        int, Field(ge=1, le=168, description="hours after which a sign-in ends in any case")
    ] = 12
    provider: Annotated[
        str, Field(description="address of the organisation's OpenID Connect provider; unset: none")
    ] = ""
    provider_client: Annotated[str, Field(description="what that provider calls this server")] = ""
    provider_secret: Annotated[
        SecretStr, Field(description="the secret that it gave this server; better a variable")
    ] = SecretStr("")
    provider_claim: Annotated[
        str, Field(description="what the provider says somebody's roles or groups in")
    ] = "roles"
    provider_roles: Annotated[
        str, Field(description="which of its words gives which role: 'editor=Team A, reader=*'")
    ] = "reader=*, trainer=trainer, editor=editor, administrator=administrator"
    proxy_header: Annotated[
        str,
        Field(pattern=r"^[A-Za-z0-9-]+$", description="header a proxy says who somebody is in"),
    ] = "X-Forwarded-User"
    backups: Annotated[Path, Field(description="the folder that the page writes backups into")] = (
        Path("data/backups")
    )
    records: Annotated[
        Path, Field(description="the SQLite file of accounts, sign-ins, tokens and audit")
    ] = Path("data/records.sqlite3")
    records_address: Annotated[
        SecretStr, Field(description="postgresql:// address of these instead; unset: the file")
    ] = SecretStr("")
    audit_days: Annotated[
        int, Field(ge=30, le=3650, description="days for which the audit is kept")
    ] = 730
    feedback: Annotated[
        Path,
        Field(description="the SQLite file of ratings, declined themes; not with records_address"),
    ] = Path("data/feedback.sqlite3")
    keep_declined_questions: Annotated[
        bool, Field(description="keep the text of declined questions, details masked")
    ] = False
    questions_per_minute: Annotated[
        int,
        Field(ge=1, le=1000, description="questions, drafts, files of one address in a minute"),
    ] = 20
    draft_word: Annotated[
        Path | None, Field(description="a Word file whose styles drafts take; unset: ours")
    ] = None
    draft_slides: Annotated[
        Path | None, Field(description="a PowerPoint file whose look slides take; unset: ours")
    ] = None
    session_minutes: Annotated[
        int, Field(ge=1, le=1440, description="minutes unused after which a page is forgotten")
    ] = 60
    check_days: Annotated[
        int, Field(ge=1, le=3650, description="days for which a check of a contact counts")
    ] = 365

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read options, then variables, then ``findings.toml``; nothing else."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**options: Any) -> Settings:  # noqa: ANN401  each field checks its own
    """Give the settings in force; an option that is None counts as not given.

    Raises:
        SettingsError: an unknown name, or a value out of range, in one line with the remedy.
    """
    known = Settings.model_fields
    for variable in sorted(os.environ):
        name = variable.upper().removeprefix(PREFIX).lower()
        if variable.upper().startswith(PREFIX) and name not in known:
            msg = f"{variable}: no such setting: unset it, or use one of {_names()}"
            raise SettingsError(msg)
    try:
        _refuse_written_down()
        given = {name: value for name, value in options.items() if value is not None}
        return _with_places(Settings(**given))
    except ValidationError as error:
        raise SettingsError(_explain(error, options)) from error
    except tomllib.TOMLDecodeError as error:
        msg = f"{FILE_NAME}: not valid TOML ({error}): correct it"
        raise SettingsError(msg) from error
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{FILE_NAME}: cannot be read ({error}): correct it"
        raise SettingsError(msg) from error


def _refuse_written_down() -> None:
    """Refuse a key in a file that is copied, shared and backed up."""
    path = Path(FILE_NAME)
    if path.is_file() and _SECRET in tomllib.loads(path.read_text("utf-8")):
        msg = (
            f"{FILE_NAME}: {_SECRET}: a key is not kept here: put it into"
            f" {PREFIX}{_SECRET.upper()}, or into a file that chat_key_file names"
        )
        raise SettingsError(msg)


def _with_places(settings: Settings) -> Settings:
    """Put the folders that nobody named where the program or, installed, this user keeps them."""
    here = Path.cwd()
    if here == _PROGRAM:
        return settings
    left = Settings.model_fields.keys() - settings.model_fields_set
    if (here / FILE_NAME).is_file():
        left &= {"model_export"}
    is_installed = not (_PROGRAM / "pyproject.toml").is_file()
    places = {
        # the shipped documents come with the program, wherever that is
        name: (_user_folder() if is_installed and name != "knowledge" else _PROGRAM) / value
        for name in left
        if isinstance(value := getattr(settings, name), Path)
    }
    return settings.model_copy(update=places)


def _user_folder() -> Path:
    """Give where programs keep what is this user's and no setting."""
    named = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(named or Path.home() / ".local" / "share") / "findings"


def _explain(error: ValidationError, options: dict[str, Any]) -> str:
    """Give the first fault in one line: where the value came from, what is wrong, the remedy."""
    first = error.errors()[0]
    name = str(first["loc"][0])
    if first["type"] == "extra_forbidden":
        return f"{FILE_NAME}: {name}: no such setting: remove it, or use one of {_names('')}"
    if options.get(name) is not None:
        place = f"--{name.replace('_', '-')}"
    elif any(variable.upper() == PREFIX + name.upper() for variable in os.environ):
        place = PREFIX + name.upper()
    else:
        place = f"{FILE_NAME}: {name}"
    got = "" if name == _SECRET else f", got {first['input']!r}"
    return f"{place}: {first['msg']}{got}: change or remove it"


def _names(prefix: str = PREFIX) -> str:
    return ", ".join(prefix + (name.upper() if prefix else name) for name in Settings.model_fields)
