"""Administer, Records: the audit, who did what and when, and whether it is whole."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from starlette.responses import Response

from administering.around.frame import page
from escapes import neutralised

if TYPE_CHECKING:
    from administering.around.asking import Visit
    from people.audit import Audit
    from settings import Settings

_SHOWN, _MOST_IN_A_FILE = 200, 1_000_000
_COLUMNS = ("number", "at", "person", "act", "thing", "before", "hash")


class RecordPages:
    """The pages of the audit."""

    def __init__(self, settings: Settings, audit: Audit) -> None:
        """Show one server's audit."""
        self._settings = settings
        self._audit = audit

    def overview(self, asked: Visit) -> Response:
        """Give the newest rows, of one person and one act where these are asked for."""
        person, act = asked.text("person"), asked.text("act")
        every = self._audit.rows(newest=_MOST_IN_A_FILE)
        rows = self._audit.rows(newest=_SHOWN, act=act, person=person)
        values = {
            "rows": rows, "of_person": person, "of_act": act,
            "people": sorted({one.person for one in every}),
            "acts": sorted({one.act for one in every}), "count": len(every),
            "verified": self._audit.verify(), "days": self._settings.audit_days,
        }  # fmt: skip
        return page(asked, "records.html", "Records", values)

    def as_csv(self, asked: Visit) -> Response:
        """Give the rows as CSV, the oldest first; nothing in it is taken for a formula."""
        rows = self._audit.rows(
            newest=_MOST_IN_A_FILE, act=asked.text("act"), person=asked.text("person")
        )
        self._audit.note(asked.person.name, "export the audit", f"{len(rows)} rows")
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(_COLUMNS)
        for one in reversed(rows):
            told = (one.at, one.person, one.act, one.thing, one.before, one.hash)
            writer.writerow([one.number, *map(neutralised, told)])
        named = {"content-disposition": 'attachment; filename="findings-audit.csv"'}
        return Response(out.getvalue(), media_type="text/csv", headers=named)
