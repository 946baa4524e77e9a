"""``findings users`` and ``findings audit``: who may sign in, and what was done."""

from __future__ import annotations

from typing import Annotated

import typer

from commands.options import Json, read_settings

users = typer.Typer(no_args_is_help=True, help="Who may sign in, and as what.")
Login = Annotated[str, typer.Argument(help="The name that is signed in with.", show_default=False)]
ROLES = "reader, trainer, editor or administrator"


@users.command()
def add(
    login: Login,
    *,
    role: Annotated[str, typer.Option(help=f"One of {ROLES}.")] = "reader",
    name: Annotated[str, typer.Option(help="The name that is shown.", show_default=False)] = "",
) -> None:
    """Make an account, and print the code by which its owner chooses a password."""
    from commands.people.acting import add_user  # noqa: PLC0415

    add_user(read_settings(), login, role, name)


@users.command("list")
def list_(*, json: Json = False) -> None:
    """List the accounts: name, role, whether locked, whether an authenticator app is used."""
    from commands.people.acting import list_users  # noqa: PLC0415

    list_users(read_settings(), as_json=json)


@users.command()
def remove(login: Login) -> None:
    """Remove an account with its sign-ins and tokens; the audit keeps what was done."""
    from commands.people.acting import accounts_of, by  # noqa: PLC0415

    accounts_of(read_settings()).remove(login, by=by())
    print(f"{login} is removed")


@users.command()
def role(
    login: Login,
    role: Annotated[str, typer.Argument(help=f"One of {ROLES}.", show_default=False)],
) -> None:
    """Give somebody another role; it holds from their next click."""
    from commands.people.acting import accounts_of, by  # noqa: PLC0415
    from people.roles import UserRole  # noqa: PLC0415

    given = UserRole.named(role)
    accounts_of(read_settings()).give_role(login, given, by=by())
    print(f"{login} is now {given.word}")


@users.command()
def reset(login: Login) -> None:
    """End all sign-ins, forget password and app, and print a code to begin anew."""
    from commands.people.acting import reset_user  # noqa: PLC0415

    reset_user(read_settings(), login)


@users.command()
def lock(
    login: Login,
    *,
    off: Annotated[bool, typer.Option("--off", help="Let them in again.")] = False,
) -> None:
    """Lock somebody out and end all their sign-ins, or let them in again."""
    from commands.people.acting import accounts_of, by  # noqa: PLC0415

    accounts_of(read_settings()).lock(login, by=by(), is_locked=not off)
    print(f"{login} is {'let in again' if off else 'locked out'}")


@users.command()
def token(
    login: Login,
    name: Annotated[str, typer.Argument(help="What it is for.", show_default=False)],
    *,
    scope: Annotated[
        list[str] | None, typer.Option(help="A permission it has; again for more.")
    ] = None,
    days: Annotated[int, typer.Option(help="Days that it lasts.")] = 90,
) -> None:
    """Make a token for a program that acts for somebody; it is printed once and kept as a hash."""
    from commands.people.acting import make_token  # noqa: PLC0415

    make_token(read_settings(), login, name, scope or ["read"], days)


@users.command()
def tokens(*, json: Json = False) -> None:
    """List the tokens: id, owner, what for, permissions, until when."""
    from commands.people.acting import list_tokens  # noqa: PLC0415

    list_tokens(read_settings(), as_json=json)


@users.command()
def revoke(
    token: Annotated[str, typer.Argument(help="Its id in the list.", show_default=False)],
) -> None:
    """Take a token back."""
    from commands.people.acting import revoke_token  # noqa: PLC0415

    revoke_token(read_settings(), token)


def audit(*, json: Json = False) -> None:
    """List what was done by whom, the newest first, and say whether any row was changed.

    Exit code 2 where one was changed or taken away.
    """
    from commands.people.acting import show_audit  # noqa: PLC0415

    raise typer.Exit(show_audit(read_settings(), as_json=json))
