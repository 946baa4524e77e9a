"""What the commands on accounts, tokens and the audit do and print."""

from __future__ import annotations

import getpass
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import wiring
from commands.terminal import print_json
from guarding.origins import site_of
from people.accounts import CODE_HOURS, Accounts
from people.audit import Audit
from people.roles import Permission, UserRole
from people.tokens import TokenError, Tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from settings import Settings


def by() -> str:
    """Give who runs the command, for the audit."""
    try:
        return f"command of {getpass.getuser()}"
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "command"


def accounts_of(settings: Settings) -> Accounts:
    """Give the accounts of the settings."""
    return Accounts(wiring.make_records(settings))


def add_user(settings: Settings, login: str, role: str, name: str) -> None:
    """Make an account and print its code.

    Raises:
        NoSuchRoleError: the role is none.
        AccountError: there is such an account already.
        RecordsError: it cannot be kept.
    """
    given = UserRole.named(role)
    code = accounts_of(settings).invite(login, given, by=by(), name=name)
    _print_code(settings, login, code)


def reset_user(settings: Settings, login: str) -> None:
    """Begin an account anew and print its code.

    Raises:
        AccountError: there is no such account.
        RecordsError: it cannot be kept.
    """
    _print_code(settings, login, accounts_of(settings).reset(login, by=by()))


def _print_code(settings: Settings, login: str, code: str) -> None:
    print(f"tell {login} to open {site_of(settings)}sign-in/join within {CODE_HOURS} hours")
    print(f"and to give this code there: {code}")


def list_users(settings: Settings, *, as_json: bool) -> None:
    """Print the accounts.

    Raises:
        RecordsError: they cannot be read.
    """
    held = accounts_of(settings).all()
    if as_json:
        rows = [asdict(one) | {"role": one.role.word, "seen": _day(one.seen)} for one in held]
        print_json({"users": rows})
        return
    for one in held:
        marks = [
            *(["locked"] if one.is_locked else []),
            *(["authenticator"] if one.has_authenticator else []),
            f"last seen {_day(one.seen)}" if one.seen else "never seen",
        ]
        print(f"{one.login}  {one.role.word}  {', '.join(marks)}")
    if not held:
        print("no accounts: 'findings users add NAME' makes one")


def make_token(settings: Settings, login: str, name: str, scopes: Iterable[str], days: int) -> None:
    """Make a token and print it.

    Raises:
        TokenError: a scope is none, or beyond its owner.
        AccountError: there is no such account.
        RecordsError: it cannot be kept.
    """
    try:
        wanted = [Permission(one) for one in scopes]
    except ValueError as error:
        msg = f"scope: {error}: give one of {', '.join(Permission)}"
        raise TokenError(msg) from error
    records = wiring.make_records(settings)
    owner = Accounts(records).get(login)
    print(Tokens(records).make(owner, name, wanted, days=days, by=by()))


def list_tokens(settings: Settings, *, as_json: bool) -> None:
    """Print the tokens, without their secrets.

    Raises:
        RecordsError: they cannot be read.
    """
    held = Tokens(wiring.make_records(settings)).all()
    if as_json:
        print_json({"tokens": [asdict(one) | {"scopes": sorted(one.scopes)} for one in held]})
        return
    for one in held:
        scopes = " ".join(sorted(one.scopes))
        print(f"{one.id}  {one.owner}  {one.name}  {scopes}  until {_day(one.expires)}")


def revoke_token(settings: Settings, token: str) -> None:
    """Take a token back.

    Raises:
        TokenError: there is none of this id.
        RecordsError: it cannot be kept.
    """
    Tokens(wiring.make_records(settings)).revoke(token, by=by())
    print(f"{token} is revoked")


def show_audit(settings: Settings, *, as_json: bool) -> int:
    """Print the audit and whether it is whole; give the exit code.

    Raises:
        RecordsError: it cannot be read.
    """
    audit = Audit(wiring.make_records(settings))
    rows, verified = audit.rows(), audit.verify()
    if as_json:
        print_json({"rows": [asdict(one) for one in rows], "verified": asdict(verified)})
    else:
        for one in rows:
            print(f"{one.number}  {one.at}  {one.person or '-'}  {one.act}  {one.thing}".rstrip())
        print(verified)
    return 0 if verified.broken is None else 2


def _day(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d}" if seconds else ""
