"""What goes wrong as somebody signs in."""

from __future__ import annotations

from domain import FindingsError


class SignInError(FindingsError):
    """A name, a password or a code is not right; it does not say which."""


class ProviderError(FindingsError):
    """The provider cannot be asked, or what it said is not to be believed."""
