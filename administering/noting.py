"""What is done in Administer is noted in the audit: who, what, to which thing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from people.records import RecordsError
from people.roles import Person

if TYPE_CHECKING:
    from people.audit import Audit

# Takes who did it, what was done, and to what: a name of ours, never words of a message.
Note = Callable[[Person, str, str], None]
_LOG = logging.getLogger(__name__)


def noting(audit: Audit) -> tuple[Note, Note]:
    """Give what notes an act before it is done, and what notes how it ended.

    The first raises a RecordsError where nothing can be noted, so that nothing is done unnoted;
    the second says so in the server's log.
    """

    def before(person: Person, act: str, thing: str) -> None:
        audit.note(person.name, act, thing)

    def after(person: Person, act: str, thing: str) -> None:
        try:
            audit.note(person.name, act, thing)
        except RecordsError as error:
            _LOG.warning("not noted that %s ended: %s", act, error)

    return before, after
