"""``findings remove --files``: what is withdrawn is taken from disk too, once a person says so."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from commands.publishing.adding import RemovalError, remove_documents
from commands.publishing.outcome import warn
from store.publishing.live import read_current_manifest
from using.documents.left_behind import left_behind, remove_from_disk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from commands.publishing.outcome import HowToPublish
    from settings import Settings
    from using.documents.left_behind import LeftBehind

_DONE, _KEPT = 0, 2


def remove_with_files(settings: Settings, ids: Sequence[str], wanted: HowToPublish) -> int:
    """Withdraw those of the ids that are held, then remove the files of all of them from disk.

    Only what came in through the program is removed: what a person put among the documents is
    named and stays. Unless ``wanted.yes`` it is asked first, and without a terminal nothing is
    removed. Gives the exit code: 2 where a file stays.

    Raises:
        RemovalError: an id is neither held nor that of a file which nothing needs any more.
        FindingsError: nothing could be published, or a file cannot be removed.
    """
    held = [one for one in ids if one in _held(settings.store)]
    gone = {one.id for one in left_behind(settings.store, settings.knowledge)}
    if unknown := [one for one in ids if one not in held and one not in gone]:
        msg = (
            f"{', '.join(unknown)}: neither held nor a file that is no longer needed: 'findings"
            " sources' lists what is held"
        )
        raise RemovalError(msg)
    code = remove_documents(settings, held, wanted) if held else _DONE
    if wanted.dry_run or code:
        return code
    return _remove(settings.store, settings.knowledge, ids, is_meant=wanted.yes)


def _held(store: Path) -> set[str]:
    sources = [one.source for one in read_current_manifest(store).documents]
    return {name for one in sources for name in (one.id, *one.places)}


def _remove(store: Path, knowledge: Path, ids: Sequence[str], *, is_meant: bool) -> int:
    left = {one.id: one for one in left_behind(store, knowledge)}
    found = [left[one] for one in ids if one in left]
    for one in found:
        warn(_line(one, knowledge))
    stay = [one for one in ids if one not in left and (knowledge / one).is_file()]
    for name in stay:
        warn(f"{knowledge / name}: stays: it did not come in through Findings; remove it by hand")
    if found and not (is_meant or _says_yes(len(found))):
        warn("no file was removed")
        return _KEPT
    for one in found:
        done = remove_from_disk(store, knowledge, one.id, one.digest)
        beside = f", with {', '.join(done.beside)}" if done.beside else ""
        warn(f"{one.id}: removed from disk{beside} (SHA-256 {one.digest})")
    return _KEPT if stay else _DONE


def _line(one: LeftBehind, knowledge: Path) -> str:
    editions = "1 earlier edition" if one.editions == 1 else f"{one.editions} earlier editions"
    more = f"; {editions} of the knowledge base still holding its words" if one.editions else ""
    return f"{knowledge / one.id}: {one.size:,} bytes{more}"


def _says_yes(count: int) -> bool:
    """Ask whether the files are to go; without a terminal nobody can say so."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        warn("give --yes where the files are to be removed too")
        return False
    import typer  # noqa: PLC0415  only where somebody is asked

    files = "this file" if count == 1 else f"these {count} files"
    return typer.confirm(f"Remove {files} from disk? There is no way back.", err=True)
