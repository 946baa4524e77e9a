"""What people made of the answers; no question's text unless a setting allows it.

It lies in a SQLite file, or with the records where these lie in PostgreSQL, so that several
replicas keep it together.

A rating is kept with the answer's receipt: what was asked only as a keyed hash, which
knowledge base and settings answered, and which passages were shown. Declined questions are
counted by theme, so that the coverage page can say what the knowledge base lacks.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import json
import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from bot.privacy.masking import mask
from domain import FindingsError
from escapes import neutralised
from people.records import Records, RecordsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic import SecretStr
    from sqlalchemy import Connection, TextClause

# How long a writer waits for another one.
_BUSY_SECONDS = 5.0
MAX_COMMENT = 1_000

COLUMNS = (
    "receipt", "rated", "question_hash", "status", "generation", "settings", "passages",
    "helpful", "reasons", "comment",
)  # fmt: skip


# Put together of our own names; what people say is bound.
_RATE = (
    f"INSERT INTO ratings VALUES (:{', :'.join(COLUMNS)}) ON CONFLICT (receipt)"  # noqa: S608
    f" DO UPDATE SET {', '.join(f'{one} = excluded.{one}' for one in COLUMNS[1:])}"
)
_EVERY = f"SELECT {', '.join(COLUMNS)} FROM ratings"  # noqa: S608  as above


class FeedbackError(FindingsError):
    """The feedback cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What led to an answer, without its words; ``id`` is random and known to one session."""

    id: str
    question_hash: str
    status: str
    generation: str
    settings: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """What one person made of one answer."""

    helpful: bool
    reasons: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Unhelpful:
    """An answer that did not help somebody: when, why, and the ids of the passages it quoted.

    ``receipt`` is the id of its receipt, ``generation`` the edition that answered.
    """

    day: str
    status: str
    reasons: tuple[str, ...]
    comment: str
    passages: tuple[str, ...]
    receipt: str
    generation: str


@dataclass(frozen=True, slots=True)
class DeclinedTheme:
    """How often questions near a theme could not be answered, and the last day of one.

    ``questions`` holds their text, details masked, where the setting keeps it.
    """

    theme: str
    count: int
    last_day: str
    questions: tuple[str, ...] = ()


class FeedbackStore:
    """One SQLite file, made at its first use, or a database; any number of threads may write."""

    def __init__(self, path: Path, records_address: SecretStr | None = None) -> None:
        """Keep feedback at ``path``, or with the records at their PostgreSQL address.

        Nothing is opened yet.
        """
        self._path = path
        self._address = records_address.get_secret_value() if records_address else ""

    def hash_of(self, question: str) -> str:
        """Give a hash that is the same for the same question here, and tells nothing elsewhere.

        Raises:
            FeedbackError: the file cannot be written.
        """
        with self._open() as connection:
            connection.execute(
                _sql("INSERT INTO facts VALUES ('key', :key) ON CONFLICT (name) DO NOTHING"),
                {"key": secrets.token_bytes(32)},
            )
            row = connection.execute(_sql("SELECT value FROM facts WHERE name = 'key'")).one()
        words = " ".join(question.lower().split())
        return hmac.new(bytes(row[0]), words.encode(), hashlib.sha256).hexdigest()

    def rate(self, receipt: Receipt, rating: Rating) -> None:
        """Keep a rating; a second one of the same answer replaces the first.

        Raises:
            FeedbackError: the file cannot be written.
        """
        comment = mask(rating.comment.strip()[:MAX_COMMENT]).text
        values = (
            receipt.id, _now().isoformat(timespec="minutes"), receipt.question_hash, receipt.status,
            receipt.generation, receipt.settings, json.dumps(receipt.passages),
            int(rating.helpful), json.dumps(rating.reasons), comment,
        )  # fmt: skip
        with self._open() as connection:
            connection.execute(_sql(_RATE), dict(zip(COLUMNS, values, strict=True)))

    def count_declined(self, theme: str, generation: str, question: str = "") -> None:
        """Count a question that could not be answered; ``question`` only where it may be kept.

        Raises:
            FeedbackError: the file cannot be written.
        """
        values = {
            "day": f"{_now():%Y-%m-%d}", "theme": theme, "generation": generation,
            "question": mask(question).text if question else "",
        }  # fmt: skip
        with self._open() as connection:
            connection.execute(
                _sql("INSERT INTO declined VALUES (:day, :theme, :generation, :question)"), values
            )

    def declined_themes(self) -> tuple[DeclinedTheme, ...]:
        """Give the themes of declined questions, the most frequent first; none without a file.

        Raises:
            FeedbackError: the file cannot be read.
        """
        if not self._is_kept:
            return ()
        with self._open() as connection:
            rows = connection.execute(_sql(
                "SELECT theme, count(*), max(day) FROM declined GROUP BY theme ORDER BY 2 DESC, 1"
            )).all()  # fmt: skip
            kept = connection.execute(_sql(
                "SELECT DISTINCT theme, question FROM declined WHERE question != '' ORDER BY 2"
            )).all()  # fmt: skip
        return tuple(
            DeclinedTheme(theme, count, day, tuple(words for of, words in kept if of == theme))
            for theme, count, day in rows
        )

    def unhelpful(self, most: int) -> tuple[Unhelpful, ...]:
        """Give the newest answers that did not help.

        Raises:
            FeedbackError: the file cannot be read.
        """
        if not self._is_kept:
            return ()
        with self._open() as connection:
            rows = connection.execute(_sql(
                "SELECT rated, status, reasons, comment, passages, receipt, generation FROM ratings"
                " WHERE helpful = 0 ORDER BY rated DESC LIMIT :most"
            ), {"most": most}).all()  # fmt: skip
        return tuple(
            Unhelpful(
                day[:10], status, tuple(json.loads(why)), comment, tuple(json.loads(ids)), *of
            )
            for day, status, why, comment, ids, *of in rows
        )

    def rated_by_month(self) -> tuple[tuple[str, int, int], ...]:
        """Give of each month, the newest first, how many answers were helpful and were not.

        Raises:
            FeedbackError: the file cannot be read.
        """
        if not self._is_kept:
            return ()
        with self._open() as connection:
            rows = connection.execute(_sql(
                "SELECT substr(rated, 1, 7), sum(helpful), sum(1 - helpful) FROM ratings"
                " GROUP BY 1 ORDER BY 1 DESC"
            )).all()  # fmt: skip
        return tuple((month, good, bad) for month, good, bad in rows)

    def to_csv(self) -> str:
        """Give the ratings as CSV with a header line, oldest first.

        Raises:
            FeedbackError: the file cannot be read.
        """
        rows: list[tuple[object, ...]] = []
        if self._is_kept:
            with self._open() as connection:
                asked = _sql(f"{_EVERY} ORDER BY rated, receipt")
                rows = [tuple(row) for row in connection.execute(asked)]
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(
            [neutralised(value) if isinstance(value, str) else value for value in row]
            for row in rows
        )
        return out.getvalue()

    @property
    def _is_kept(self) -> bool:
        return bool(self._address) or self._path.is_file()

    @contextmanager
    def _open(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together, or not at all where it raises."""
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415  only where it is used

        try:
            if self._address:
                with _records(self._path, self._address).writing() as connection:
                    yield connection
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with _file(self._path) as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            reason = getattr(error, "orig", None) or error
            msg = f"{self._path}: feedback cannot be kept or read ({reason}): check the file"
            raise FeedbackError(msg) from error
        except RecordsError as error:
            msg = f"feedback cannot be kept or read: {error}"
            raise FeedbackError(msg) from error


@cache
def _records(path: Path, address: str) -> Records:
    return Records(path, address)


@contextmanager
def _file(path: Path) -> Iterator[Connection]:
    """Give a connection to a file, which is opened anew: somebody may have removed it meanwhile."""
    from sqlalchemy import URL, NullPool, create_engine  # noqa: PLC0415  as above
    from sqlalchemy.schema import CreateTable  # noqa: PLC0415  as above

    from people.tables import DECLINED, FACTS, RATINGS  # noqa: PLC0415  as above

    engine = create_engine(
        URL.create("sqlite", database=str(path)), poolclass=NullPool,
        connect_args={"timeout": _BUSY_SECONDS},
    )  # fmt: skip
    with engine.begin() as connection:
        for table in (FACTS, RATINGS, DECLINED):
            connection.execute(CreateTable(table, if_not_exists=True))
        yield connection


def _sql(statement: str) -> TextClause:
    from sqlalchemy import text  # noqa: PLC0415  as above

    return text(statement)


def _now() -> datetime:
    return datetime.now(UTC)
