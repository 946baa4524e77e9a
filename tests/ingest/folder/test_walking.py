"""Each file that is not read is named with its reason; nothing outside the folder is read."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from ingest.folder.collecting import Collected, collect
from ingest.folder.walking import LeftOut, NothingToReadError, Refused, find_files, lines_of
from tests.store.texts import write_files


def ids(folder: Path, kind: type[Refused | LeftOut | Collected]) -> list[str]:
    found = [one for one in collect(folder) if isinstance(one, kind)]
    return [one.document.source.id if isinstance(one, Collected) else one.id for one in found]


def test_every_file_is_read_or_named(tmp_path: Path) -> None:
    names = [
        "README.md",
        "a.txt",
        "b.doc",
        "c.PAGES",
        "sub/d.msg",
        "sub/e",
        "sub/f.md",
        ".hidden.md",
    ]
    write_files(tmp_path, dict.fromkeys([*names, ".git/g.md"], "Words."))
    write_files(tmp_path, {"pointers.toml": "", "z.questions.jsonl": ""})
    found = find_files(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in found.files] == [
        "README.md", "a.txt", "sub/f.md",
    ]  # fmt: skip
    assert found.refused == ()
    left_out = {one.id: one for one in found.left_out}
    named = {name for name, one in left_out.items() if not one.by_design}
    assert named == {"b.doc", "c.PAGES", "sub/d.msg", "sub/e", "z.questions.jsonl"}
    assert left_out.keys() - named == {".hidden.md", ".git", "pointers.toml"}
    assert "format .pages is not read: save it as" in left_out["c.PAGES"].reason


def test_many_files_are_counted_by_format_after_the_first(tmp_path: Path) -> None:
    write_files(tmp_path, {f"{number:03}.png": "x" for number in range(25)} | {"z.zip": "x"})
    write_files(tmp_path, {"a.txt": "Words."})
    lines = lines_of(find_files(tmp_path).left_out, 20)
    assert len(lines) == 21
    assert lines[-1] == "and 6 more that were not read: 5 .png, 1 .zip"


def test_the_catalogue_says_what_is_no_document(tmp_path: Path) -> None:
    write_files(tmp_path, {"README.md": "Words.", "old/a.md": "Words.", "b.md": "Words."})
    write_files(tmp_path, {"sources.toml": 'not_documents = ["README.md", "old/*"]\n'})
    assert ids(tmp_path, Collected) == ["b.md"]
    assert all(one.by_design for one in collect(tmp_path) if isinstance(one, LeftOut))


def test_links_that_lead_outside_or_nowhere_are_refused_by_name(tmp_path: Path) -> None:
    outside = write_files(tmp_path / "outside", {"secret.txt": "Secret.", "q.questions.jsonl": ""})
    folder = write_files(tmp_path / "docs", {"a.txt": "Words.", "sub/b.txt": "Others."})
    links = {
        "absolute.txt": outside / "secret.txt",
        "sub/dots.txt": Path("../../outside/secret.txt"),
        "folder": outside,
        "nowhere.txt": Path("missing.txt"),
        "loop.txt": Path("loop.txt"),
        "a.questions.jsonl": outside / "q.questions.jsonl",
        "by-two.txt": Path("absolute.txt"),
        "up": Path(".."),
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    (folder / "inside.txt").symlink_to("sub/b.txt")
    assert sorted(ids(folder, Refused)) == sorted(links)
    assert ids(folder, Collected) == ["a.txt", "inside.txt", "sub/b.txt"]
    assert not any(one.keeps for one in collect(folder) if isinstance(one, Refused))


def test_a_folder_that_links_to_itself_is_walked_once(tmp_path: Path) -> None:
    write_files(tmp_path, {"sub/a.txt": "Words."})
    (tmp_path / "sub" / "again").symlink_to(tmp_path)
    assert ids(tmp_path, Collected) == ["sub/a.txt"]


def test_a_pipe_or_a_socket_is_refused_unopened(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": "Words."})
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "socket.txt"))
        assert ids(tmp_path, Refused) == ["pipe.txt", "socket.txt"]


def test_a_folder_that_holds_only_other_formats_says_which(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.doc": "x", "b.doc": "x"})
    with pytest.raises(NothingToReadError, match=r"2 of other formats: 2 \.doc"):
        list(collect(tmp_path))
