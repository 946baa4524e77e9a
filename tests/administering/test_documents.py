"""Documents come in, are looked at, corrected, published and taken back, from the page."""

from __future__ import annotations

import hashlib
import io
import re
import tomllib
import zipfile
from typing import TYPE_CHECKING

from store.publishing.live import published, read_current_manifest

if TYPE_CHECKING:
    from tests.administering.conftest import Site

LETTER = b"""# Missing children policy 2024

Dale Safeguarding Partnership. Published 3 May 2024.

A missing child is reported to the police within one hour. NHS number 943 476 5919.
"""
HOSTILE = "../../<img src=x onerror=alert(1)>{{7*7}}.md"


def upload(site: Site, *files: tuple[str, bytes]) -> list[str]:
    site.get("/documents")
    answer = site.post("/documents/upload", files=[("files", one) for one in files])
    assert answer.status_code == 303, answer.text
    site.ended()
    return re.findall(r"/documents/waiting/([0-9a-f]{16})", site.get("/documents"))


def test_a_file_waits_is_looked_at_corrected_published_and_taken_back(site: Site) -> None:
    before = published(site.settings.store)
    (waiting,) = upload(site, (HOSTILE, LETTER))
    text = site.get(f"/documents/waiting/{waiting}")
    # it is held nowhere yet, and all that is hostile in its name is shown as words
    assert published(site.settings.store) == before
    assert "<img" not in text
    assert "&lt;img" in text
    assert "49" not in re.sub(r"[0-9a-f]{16,}", "", text).split("<main")[1].split("<h1>")[1][:80]
    assert "its own words</span> “Missing children policy 2024”" in text
    assert "NHS number" in text.split("seems to hold details of a person")[1]
    told = {"title": "Missing <b>children</b>", "kind": "local procedure", "owner": "Ann",
            "published": "2024-05-03", "area": "Dale", "publisher": "Dale Partnership"}  # fmt: skip
    assert site.post(f"/documents/waiting/{waiting}/facts", told).status_code == 303
    site.ended()
    assert "you said so" in site.get(f"/documents/waiting/{waiting}")
    assert site.post("/documents/publish", {"id": waiting}).status_code == 303
    job = site.ended()
    assert (job.state, job.kind) == ("done", "publish"), job
    assert published(site.settings.store)[1:] == before
    held = {
        one.source.id: one.source for one in read_current_manifest(site.settings.store).documents
    }
    (name,) = [one for one in held if one.startswith("uploaded/")]
    assert re.fullmatch(r"uploaded/[\w-]+\.md", name)
    assert (held[name].title, held[name].owner) == (told["title"], "Ann")
    assert (site.settings.knowledge / name).read_bytes() == LETTER
    catalogue = tomllib.loads((site.settings.knowledge / "sources.toml").read_text())
    assert catalogue["document"][0]["kind"] == "local procedure"
    text = site.get("/documents")
    assert "Missing &lt;b&gt;children" in text
    assert "Nothing waits" in text
    # the command that reads the folder anew finds just what is held
    assert site.post("/documents/roll-back", {"sure": "yes"}).status_code == 303
    assert site.ended().state == "done"
    assert published(site.settings.store) == before
    acts = site.acts
    assert acts[:2] == ["upload", "correct what waits"]
    assert "publish: done" in acts
    assert "roll back: done" in acts


def test_what_cannot_be_done_says_why_before_anything_runs(site: Site) -> None:
    name = "missing.md"
    assert "Missing children" in site.get(f"/documents/held?id={name}")
    answer = site.post("/documents/correct", {"id": name, "published": "2023-13-45"})
    assert answer.status_code == 400
    assert "will not do: give a day, as in 2026-05-31" in answer.text
    for path in ("withdraw", "roll-back"):
        answer = site.post(f"/documents/{path}", {"id": name})
        assert answer.status_code == 400
        assert "Tick that you are sure" in answer.text
    assert site.post("/documents/publish", {"id": "0" * 16}).status_code == 400
    assert site.post("/documents/fetch", {"address": "file:///etc/passwd -x"}).status_code == 400
    site.get("/documents/held?id=none", status=404)
    assert site.jobs.last() is None


def test_letters_are_collected_by_a_button_and_what_could_not_be_had_is_named(site: Site) -> None:
    folder = site.settings.knowledge / "collections"
    folder.mkdir()
    (folder / "jtai.toml").write_text(
        '[[letter]]\narea = "Kelshaw"\npublished = 2019-05-12\naddress = "https://127.0.0.1/a"\n'
    )
    assert "Collect letters" in site.get("/documents")
    assert site.post("/documents/collect").status_code == 303
    job = site.ended()
    assert "no letter could be fetched" in job.fault
    assert any("an address of this machine" in line for line in job.lines)
    assert site.acts[0] == "collect"


def test_what_cannot_be_read_is_named_and_nothing_is_published(site: Site) -> None:
    before = published(site.settings.store)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("folder/../../good.md", "# Good\n\nA good text of some words.\n")
        archive.writestr("folder/bad.pdf", "%PDF-1.7 nothing")
        archive.writestr("folder/virus.exe", "MZ")
        archive.writestr("__MACOSX/._good.md", "x")
    ids = upload(
        site, ("all.zip", packed.getvalue()), ("broken.zip", b"PK\x03\x04xx"), ("a.exe", b"M")
    )
    assert len(ids) == 2
    text = site.get("/documents")
    assert "cannot be read" in text
    # whoever sends it anyway publishes nothing at all
    site.post("/documents/publish", {"id": ids})
    assert site.ended().state == "failed"
    assert published(site.settings.store) == before
    assert "Nothing that readers see was changed" in site.get("/documents")
    assert site.post(f"/documents/waiting/{ids[0]}/discard").status_code == 303
    site.get(f"/documents/waiting/{ids[0]}", status=400)
    # after a restart it is still told, and so is one that the restart cut short
    assert "failed" in type(site)(site.settings).get("/documents")
    path = site.settings.store / "jobs" / "job.json"
    path.write_text(path.read_text().replace('"failed"', '"running"'))
    (path.parent / "err").write_text("")
    (path.parent / "out").write_text("")
    assert "the server stopped while it ran" in type(site)(site.settings).get("/documents")


def test_what_was_withdrawn_is_removed_from_disk_and_what_is_needed_never(site: Site) -> None:
    other = LETTER.replace(b"Missing children", b"Bruising").replace(b"missing", b"bruised")
    ids = upload(site, ("missing.v2.md", LETTER), ("kept.md", other))
    for one in ids:
        site.post(f"/documents/waiting/{one}/facts", {"owner": "Ann"})
        site.ended()
    site.post("/documents/publish", {"id": ids})
    assert site.ended().state == "done"
    folder = site.settings.knowledge / "uploaded"
    names = {one.name for one in folder.iterdir()}
    gone = next(one for one in names if one.startswith("missing"))
    (kept,) = names - {gone}
    stem = gone.removesuffix(".md")
    # of two documents that a file teaches, one is needed still
    for one in (f"{stem}.page.questions.jsonl", "kept.questions.jsonl"):
        (folder / one).write_text("")
    (folder / "link.md").symlink_to(site.settings.knowledge / "missing.md")
    digest = hashlib.sha256(LETTER).hexdigest()
    told = {"id": f"uploaded/{gone}", "digest": digest, "sure": "yes"}
    assert "quoted to nobody (" not in site.get("/documents")
    assert site.post("/documents/remove-file", told).status_code == 400
    site.get(f"/documents/held?id=uploaded/{gone}")
    site.post("/documents/withdraw", {"id": told["id"], "sure": "yes"})
    assert site.ended().state == "done"
    text = site.get("/documents")
    assert "quoted to nobody (1)" in text
    assert f"{stem}.page.questions.jsonl" in text
    assert digest in text
    assert "An edition that can be gone" in text
    for wrong in (
        {"sure": ""}, {"digest": "0" * 64}, {"id": f"uploaded/{kept}"}, {"id": "missing.md"},
        {"id": f"uploaded/../uploaded/{gone}"}, {"id": "uploaded/link.md"}, {"id": ""},
    ):  # fmt: skip
        assert site.post("/documents/remove-file", {**told, **wrong}).status_code == 400
    assert (folder / gone).is_file()
    assert site.post("/documents/remove-file", told).status_code == 303
    assert {one.name for one in folder.iterdir()} == {kept, "kept.questions.jsonl", "link.md"}
    assert "quoted to nobody (" not in site.get("/documents")
    assert (site.settings.knowledge / "missing.md").is_file()
    catalogue = tomllib.loads((site.settings.knowledge / "sources.toml").read_text())
    assert [one["path"] for one in catalogue["document"]] == [f"uploaded/{kept}"]
    done = next(one for one in site.audit.rows() if one.act == "remove from disk: done")
    assert (told["id"] in done.thing, digest in done.thing) == (True, True)
    assert site.post("/documents/remove-file", told).status_code == 400
