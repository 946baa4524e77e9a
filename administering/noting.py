"""What is done in Administer is noted for the audit: who, what, to which thing."""

from __future__ import annotations

from collections.abc import Callable

from people.roles import Person

# Takes who did it, what was done, and to what.
Note = Callable[[Person, str, str], None]
