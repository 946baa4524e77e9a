"""The way to sign in that the settings name, ready to be put before the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain import FindingsError
from people.accounts import Accounts
from people.sign_ins import SignIns
from signing_in.by_password import HOW as ACCOUNTS
from signing_in.by_password import PasswordSignIn
from signing_in.drawing import Drawing
from signing_in.routes import SignInRoutes
from signing_in.ways import ByCookie, ByProxy, Nobody

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup
    from starlette.routing import Route

    from people.records import Records
    from settings import Settings
    from signing_in.gate import WayIn
    from signing_in.organisation import OrganisationSignIn

_BACK = "sign-in/organisation/back"


class NoWayInError(FindingsError):
    """The settings name a way to sign in and lack what it needs."""


@dataclass(frozen=True, slots=True)
class SigningIn:
    """How people are recognised, and the routes by which they sign in."""

    way: WayIn
    routes: tuple[Route, ...] = ()


def open_sign_in(
    settings: Settings, records: Records, steps: Callable[[], Markup], *, site: str, is_local: bool
) -> SigningIn:
    """Give the way to sign in that the settings name; ``site`` is where people reach the app.

    Raises:
        NoWayInError: a proxy is to say who somebody is, and none is trusted.
        ProviderError: what the settings say of the provider does not do.
        NoSuchRoleError: the settings name a role that is none.
    """
    if settings.sign_in == "none":
        return SigningIn(Nobody(is_local=is_local))
    sign_ins = SignIns(
        records, idle_seconds=settings.signed_in_minutes * 60,
        most_seconds=settings.signed_in_hours * 3600,
    )  # fmt: skip
    how, drawing = settings.sign_in, Drawing(steps, settings.store)
    if how == "proxy":
        if not settings.trusted_proxies:
            msg = "sign_in proxy: name the proxy's address in the setting trusted_proxies"
            raise NoWayInError(msg)
        way: WayIn = ByProxy(Accounts(records), noted_after=settings.signed_in_hours * 3600)
        return SigningIn(way, tuple(SignInRoutes(drawing, sign_ins, how=how).routes()))
    passwords: PasswordSignIn | None = None
    organisation: OrganisationSignIn | None = None
    if how == ACCOUNTS:
        passwords = PasswordSignIn(records, sign_ins, needs_app=settings.second_step)
    else:
        organisation = _organisation(settings, records, sign_ins, site)
    routes = SignInRoutes(
        drawing, sign_ins, how=how, passwords=passwords, organisation=organisation
    )
    return SigningIn(ByCookie(sign_ins, how), tuple(routes.routes()))


def _organisation(
    settings: Settings, records: Records, sign_ins: SignIns, site: str
) -> OrganisationSignIn:
    # what asks another machine is imported only where a setting names one
    from signing_in.organisation import OrganisationSignIn  # noqa: PLC0415
    from signing_in.provider import Provider, RoleWords  # noqa: PLC0415

    provider = Provider(
        settings.provider, settings.provider_client, settings.provider_secret.get_secret_value(),
        claim=settings.provider_claim, words=RoleWords(settings.provider_roles),
    )  # fmt: skip
    accounts = Accounts(records)
    return OrganisationSignIn(provider, records, accounts, sign_ins, back=site + _BACK)
