"""What people made of the answers, in SQLite; no question's text unless a setting allows it.

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
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.privacy.masking import mask
from domain import FindingsError
from escapes import neutralised

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# How long a writer waits for another one.
_BUSY_SECONDS = 5.0
MAX_COMMENT = 1_000

_TABLES = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS ratings (
    receipt TEXT PRIMARY KEY, rated TEXT NOT NULL, question_hash TEXT NOT NULL,
    status TEXT NOT NULL, generation TEXT NOT NULL, settings TEXT NOT NULL,
    passages TEXT NOT NULL, helpful INTEGER NOT NULL, reasons TEXT NOT NULL,
    comment TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS declined (
    day TEXT NOT NULL, theme TEXT NOT NULL, generation TEXT NOT NULL, question TEXT NOT NULL
);
"""

COLUMNS = (
    "receipt", "rated", "question_hash", "status", "generation", "settings", "passages",
    "helpful", "reasons", "comment",
)  # fmt: skip


class FeedbackError(FindingsError):
    """The feedback file cannot be read or written."""


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
    """One SQLite file, made at its first use; any number of threads may write."""

    def __init__(self, path: Path) -> None:
        """Keep feedback at ``path``; nothing is opened yet."""
        self._path = path

    def hash_of(self, question: str) -> str:
        """Give a hash that is the same for the same question here, and tells nothing elsewhere.

        Raises:
            FeedbackError: the file cannot be written.
        """
        with self._open() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO facts VALUES ('key', ?)", (secrets.token_bytes(32),)
            )
            row = connection.execute("SELECT value FROM facts WHERE name = 'key'").fetchone()
        words = " ".join(question.lower().split())
        return hmac.new(row[0], words.encode(), hashlib.sha256).hexdigest()

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
            connection.execute(
                "INSERT OR REPLACE INTO ratings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values
            )

    def count_declined(self, theme: str, generation: str, question: str = "") -> None:
        """Count a question that could not be answered; ``question`` only where it may be kept.

        Raises:
            FeedbackError: the file cannot be written.
        """
        values = (f"{_now():%Y-%m-%d}", theme, generation, mask(question).text if question else "")
        with self._open() as connection:
            connection.execute("INSERT INTO declined VALUES (?, ?, ?, ?)", values)

    def declined_themes(self) -> tuple[DeclinedTheme, ...]:
        """Give the themes of declined questions, the most frequent first; none without a file.

        Raises:
            FeedbackError: the file cannot be read.
        """
        if not self._path.is_file():
            return ()
        with self._open() as connection:
            rows = connection.execute(
                "SELECT theme, count(*), max(day) FROM declined GROUP BY theme ORDER BY 2 DESC, 1"
            ).fetchall()
            kept = connection.execute(
                "SELECT DISTINCT theme, question FROM declined WHERE question != '' ORDER BY 2"
            ).fetchall()
        return tuple(
            DeclinedTheme(theme, count, day, tuple(words for of, words in kept if of == theme))
            for theme, count, day in rows
        )

    def unhelpful(self, most: int) -> tuple[Unhelpful, ...]:
        """Give the newest answers that did not help.

        Raises:
            FeedbackError: the file cannot be read.
        """
        if not self._path.is_file():
            return ()
        with self._open() as connection:
            rows = connection.execute(
                "SELECT rated, status, reasons, comment, passages, receipt, generation FROM ratings"
                " WHERE helpful = 0 ORDER BY rated DESC LIMIT ?", (most,),
            ).fetchall()  # fmt: skip
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
        if not self._path.is_file():
            return ()
        with self._open() as connection:
            rows = connection.execute(
                "SELECT substr(rated, 1, 7), sum(helpful), sum(1 - helpful) FROM ratings"
                " GROUP BY 1 ORDER BY 1 DESC"
            ).fetchall()
        return tuple((month, helpful, unhelpful) for month, helpful, unhelpful in rows)

    def to_csv(self) -> str:
        """Give the ratings as CSV with a header line, oldest first.

        Raises:
            FeedbackError: the file cannot be read.
        """
        rows: list[tuple[object, ...]] = []
        if self._path.is_file():
            with self._open() as connection:
                rows = connection.execute("SELECT * FROM ratings ORDER BY rated").fetchall()
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(
            [neutralised(value) if isinstance(value, str) else value for value in row]
            for row in rows
        )
        return out.getvalue()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS)
            with closing(connection), connection:
                connection.executescript(_TABLES)
                yield connection
        except (sqlite3.Error, OSError) as error:
            msg = f"{self._path}: feedback cannot be kept or read ({error}): check the file"
            raise FeedbackError(msg) from error


def _now() -> datetime:
    return datetime.now(UTC)
