"""The organisation's own sign-in: OpenID Connect, code flow with PKCE, state and nonce.

The named provider is the only thing outside this machine that is ever asked, and only to sign
somebody in: its description, its keys, and the exchange of a code for who they are.
"""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from people.roles import NoSuchRoleError, UserRole
from signing_in.faults import ProviderError

if TYPE_CHECKING:
    from collections.abc import Mapping

_DESCRIPTION = "/.well-known/openid-configuration"
_SCOPE = "openid profile email"
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
_SECONDS = 10.0
_LEEWAY = 60
_MOST_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Departure:
    """Somebody on the way to the provider: what has to come back with them, and where they wait."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class ProviderSays:
    """Who somebody is, as the provider says; ``role`` is None where no word of theirs gives one."""

    subject: str
    name: str
    role: UserRole | None


class RoleWords:
    """Which of a provider's words gives which role, as a setting has it."""

    def __init__(self, text: str) -> None:
        """Read "editor=Team A, reader=*"; of several that fit the highest counts.

        Raises:
            NoSuchRoleError: a role is none.
        """
        self._words: dict[str, UserRole] = {}
        for one in filter(None, map(str.strip, text.split(","))):
            word, _, said = one.partition("=")
            role = UserRole.named(word)
            if not said.strip():
                msg = f"provider_roles {one}: say which word gives it, as in '{role.word}=Team A'"
                raise NoSuchRoleError(msg)
            said = said.strip()
            self._words[said] = max(role, self._words.get(said, role))

    def role_of(self, said: object) -> UserRole | None:
        """Give the role of what the provider says: a word, or a list of them."""
        words = said if isinstance(said, list) else [said]
        given = [self._words[one] for one in words if isinstance(one, str) and one in self._words]
        if "*" in self._words:
            given.append(self._words["*"])
        return max(given, default=None)


class Provider:
    """One provider, known by the address that a setting names, and by no other."""

    def __init__(
        self, issuer: str, client: str, secret: str, *, claim: str, words: RoleWords
    ) -> None:
        """Sign in at ``issuer`` as the client that it knows; nothing is asked yet.

        Raises:
            ProviderError: the address is not https, or no client is named.
        """
        self._issuer = issuer.rstrip("/")
        _check_address(self._issuer, "provider")
        if not client:
            msg = "provider_client: say what the provider calls this server"
            raise ProviderError(msg)
        self._client = client
        self._secret = secret
        self._claim = claim
        self._words = words

    async def depart(self, back: str) -> Departure:
        """Give where to send somebody to sign in, who then comes ``back``.

        Raises:
            ProviderError: the provider cannot be asked.
        """
        async with self._session(back) as session:
            told = await self._description(session)
            state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
            address, _ = session.create_authorization_url(
                told["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        return Departure(address, state, nonce, verifier)

    async def identify(
        self, query: Mapping[str, str], back: str, nonce: str, verifier: str
    ) -> ProviderSays:
        """Give who came back; ``query`` is what they brought, its state already compared.

        Raises:
            ProviderError: they did not sign in, or what the provider says does not fit.
        """
        if query.get("iss", self._issuer) != self._issuer:
            msg = "the answer is of another provider"
            raise ProviderError(msg)
        if "code" not in query:
            msg = "nobody was signed in"
            raise ProviderError(msg)
        async with self._session(back) as session:
            told = await self._description(session)
            try:
                token = await session.fetch_token(
                    told["token_endpoint"], code=query["code"], code_verifier=verifier
                )
            except (OAuthError, httpx.HTTPError, ValueError) as error:
                msg = f"the provider did not take the code ({type(error).__name__})"
                raise ProviderError(msg) from error
            keys = await _fetched(session, told["jwks_uri"])
        return self._read(token.get("id_token", ""), keys, nonce)

    def _read(self, id_token: object, keys: dict[str, Any], nonce: str) -> ProviderSays:
        registry = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._client},
            nonce={"essential": True, "value": nonce},
            exp={"essential": True}, iat={"essential": True}, sub={"essential": True},
        )  # fmt: skip
        try:
            read = jwt.decode(
                str(id_token), KeySet.import_key_set(keys),  # type: ignore[arg-type]
                algorithms=list(_ALGORITHMS),
            )  # fmt: skip
            registry.validate(read.claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            msg = f"what the provider said is not to be believed ({type(error).__name__})"
            raise ProviderError(msg) from error
        said = read.claims
        audience = said["aud"]
        if isinstance(audience, list) and len(audience) > 1 and said.get("azp") != self._client:
            msg = "what the provider said is for several servers"
            raise ProviderError(msg)
        names = (said.get(one) for one in ("preferred_username", "email", "name"))
        subject = str(said["sub"])
        name = next((one for one in names if isinstance(one, str) and one.strip()), subject)
        return ProviderSays(subject, name, self._words.role_of(said.get(self._claim)))

    def _session(self, back: str) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            self._client, self._secret or None, scope=_SCOPE, redirect_uri=back,
            code_challenge_method="S256", timeout=_SECONDS, follow_redirects=False,
            # a proxy that variables name would see who signs in
            trust_env=False,
            token_endpoint_auth_method="client_secret_basic" if self._secret else "none",
        )  # fmt: skip

    async def _description(self, session: AsyncOAuth2Client) -> dict[str, Any]:
        told = await _fetched(session, self._issuer + _DESCRIPTION)
        if str(told.get("issuer", "")).rstrip("/") != self._issuer:
            msg = f"{self._issuer}: it calls itself {told.get('issuer')}: name that as provider"
            raise ProviderError(msg)
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            _check_address(str(told.get(name, "")), name)
        return told


async def _fetched(session: AsyncOAuth2Client, address: str) -> dict[str, Any]:
    try:
        answer = await session.request("GET", address, withhold_token=True)
        answer.raise_for_status()
        told = answer.json() if len(answer.content) <= _MOST_BYTES else None
    except (httpx.HTTPError, ValueError) as error:
        msg = f"{address}: cannot be read ({type(error).__name__})"
        raise ProviderError(msg) from error
    if not isinstance(told, dict):
        msg = f"{address}: not what a provider says of itself"
        raise ProviderError(msg)
    return told


def _check_address(address: str, what: str) -> None:
    """Refuse what would send a secret in the clear.

    Raises:
        ProviderError: it is not https, and not on this machine.
    """
    parts = urlsplit(address)
    try:
        is_here = (
            parts.hostname == "localhost" or ipaddress.ip_address(parts.hostname or "").is_loopback
        )
    except ValueError:
        is_here = False
    if not parts.hostname or parts.scheme not in (("http", "https") if is_here else ("https",)):
        msg = f"{what} {address}: give an address that begins with https://"
        raise ProviderError(msg)
