"""The page Set up makes and corrects the partnership's file, and readers are given what it says."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.testclient import TestClient

import wiring
from bot.safety.steps import NATIONAL
from ingest.beside.partnership import Role, read_partnership
from pages.frame.own_look import logo_of_store, own_look_routes
from pages.shared.services import Services
from store.publishing.live import current_folder
from tests.browser.payloads import PAYLOADS
from tests.ingest.beside.test_own_look import picture
from using.own.setting_up import mark_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.administering.conftest import Site
    from tests.conftest import Ended

DOOR = {
    "role-0": "front_door", "name-0": "Fenmarsh First Response", "number-0": "01632 960301",
    "source-0": "Fenmarsh Council, report a concern page", "reviewed-0": "2026-02-03",
    "hours-0": "Monday to Friday, 8.30am to 5pm",
}  # fmt: skip
WHO = {
    "name": "Fenmarsh Partnership", "areas": "Fenmarsh\r\nPan-Wash\r\n", "said": "the fens, Fen",
    "words": "daisy meeting = strategy meeting", "agency police": "Wash Police, the Wash",
    "contacts": "2",
}  # fmt: skip
FIELD = re.compile(r'<(?:input|select|textarea)[^>]*? name="([^"]+)"')


def sent(site: Site, text: str, told: dict[str, str]) -> dict[str, str]:
    """Fill the form as it stands in ``text``: what is told, and nothing else but its mark."""
    page = site.get("/set-up")
    assert f'name="mark" value="{mark_of(text)}"' in page
    blank = {unescape(one): "" for one in FIELD.findall(page)}
    assert told.keys() <= blank.keys()
    return {**blank, "mark": mark_of(text), "csrf": site.token, "role-1": "other", **told}


def test_what_is_told_on_the_page_is_what_readers_are_given(site: Site) -> None:
    path = site.settings.knowledge / "partnership.toml"
    first = site.get("/set-up")
    # those of all England are there to be checked, and say how old they are
    for one in NATIONAL.contact:
        assert unescape(first).count(f'value="{one.number}"') == 1
    assert "checked long ago" in first
    told = sent(site, "", WHO | DOOR)
    assert site.post("/set-up/save", told).status_code == 303
    job = site.ended()
    assert (job.kind, job.state) == ("set up", "done"), job
    held = read_partnership(path)
    assert (held.name, held.areas) == ("Fenmarsh Partnership", ("Fenmarsh", "Pan-Wash"))
    assert held.agencies == {"police": ("Wash Police", "the Wash")}
    assert held.words == {"daisy meeting": "strategy meeting"}
    assert [(one.role, one.number) for one in held.contact] == [(Role.FRONT_DOOR, "01632 960301")]
    assert held.shown.quotes == "the documents of the Fenmarsh Partnership"
    assistant = wiring.make_assistant(site.settings)
    assert assistant.partnership() == held
    assert "**01632 960301**" in assistant.steps().steps
    assert site.acts == ["set up", "set up: done"]
    assert "given another text" not in site.get("/set-up")
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert "given another text" in site.get("/set-up")
    (site.settings.store / "CURRENT").unlink()  # nothing is published by what follows
    # a person's own words in the file outlive a correction of it
    text = path.read_text("utf-8").replace("\n[[contact]]\n", "\n[[contact]]\n# rung weekly\n")
    text += "# the end\n"
    path.write_text(text, "utf-8")
    again = sent(site, text, WHO | DOOR | {"number-0": "01632 960302", "words": ""})
    assert site.post("/set-up/save", again).status_code == 303
    corrected = path.read_text("utf-8")
    assert (corrected.count("# rung weekly"), corrected.count("# the end")) == (1, 1)
    assert "# name      the partnership's name" in corrected
    held = read_partnership(path)
    assert [one.number for one in held.contact] == ["01632 960302"]
    assert held.words == {}
    # somebody who loaded the page before that
    assert site.post("/set-up/save", again).status_code == 422
    assert path.read_text("utf-8") == corrected


def test_what_cannot_stand_is_told_with_what_was_typed_and_nothing_is_kept(site: Site) -> None:
    before = sorted(site.settings.knowledge.iterdir())
    wrong = {
        "name: it is missing": {"name": " "},
        "Area: none is given": {"areas": "\n"},
        "front_door: reviewed: is missing": {"reviewed-0": ""},
        "lies ahead": {"reviewed-0": "2999-01-01"},
        "number: 'call us' will not do": {"number-0": "call us"},
        "role: 'friend' will not do": {"role-0": "friend"},
        "this = that": {"words": "daisy"},
        "front_door is there twice": {
            name.replace("-0", "-1"): value for name, value in DOOR.items()
        },
        "address: 'javascript:x' will not do": {"address-0": "javascript:x"},
        "rights_address: 'javascript:x'": {"rights_address": "javascript:x"},
    }
    for said, change in wrong.items():
        answer = site.post("/set-up/save", sent(site, "", WHO | DOOR | change))
        page = unescape(answer.text)
        assert answer.status_code == 422, said
        assert said.casefold() in page.casefold()
        assert 'value="Fenmarsh First Response"' in page
    assert sorted(site.settings.knowledge.iterdir()) == before
    assert site.jobs.last() is None


def test_hostile_words_are_kept_and_shown_as_words(site: Site) -> None:
    told = {
        "name": PAYLOADS[0], "areas": "\n".join(PAYLOADS), "said": PAYLOADS[1],
        "name-0": PAYLOADS[25],
        "hours-0": PAYLOADS[30], "source-0": "\x00" + PAYLOADS[2], "examples": "\n".join(PAYLOADS),
    }  # fmt: skip
    (site.settings.store / "CURRENT").unlink()
    assert site.client.get("/administer", follow_redirects=False).headers["location"] == (
        "/administer/set-up"
    )
    assert site.post("/set-up/save", sent(site, "", WHO | DOOR | told)).status_code == 303
    assert site.client.get("/administer", follow_redirects=False).headers["location"] == (
        "/administer/documents"
    )
    page = site.get("/set-up?saved=1")
    assert "add your documents" in page
    assert page.count("<script") == 1  # our own
    assert not re.search(r"<(?:img|svg|iframe|object|embed|base|meta http)", page)
    held = read_partnership(site.settings.knowledge / "partnership.toml")
    assert held.areas[0] == PAYLOADS[0]


def test_logo_and_colours_are_those_of_the_page_once_they_are_published(site: Site) -> None:
    settings = site.settings
    first = {"colour": "#e30613", "colour_dark": "", **WHO, **DOOR}
    refused = site.post("/set-up/save", sent(site, "", first))
    assert refused.status_code == 422
    (nearest,) = re.findall(r"take (#\w+), the nearest", refused.text)
    told = sent(site, "", first | {"colour": nearest})
    for wrong, said in ((b"<svg/>", "no picture"), (picture((5000, 9)), "5000 by 9 pixels")):
        answer = site.post("/set-up/save", told, files=[("logo", ("a.png", wrong))])
        assert (answer.status_code, said in answer.text) == (422, True)
    assert not [one for one in settings.knowledge.iterdir() if one.suffix == ".toml"]
    logo = [("logo", ("../../a.png", picture()))]
    # somebody who loaded the page before another saved: nothing of theirs is kept
    assert site.post("/set-up/save", told | {"mark": "x"}, files=logo).status_code == 422
    assert not (settings.knowledge / "logo.toml").exists()
    services = Services(wiring.make_assistant(settings), wiring.make_editions(settings), settings)
    pages = TestClient(Starlette(routes=own_look_routes(services)))
    assert (pages.get("/findings/own.css").text, pages.get("/findings/own-logo.png").status_code) \
        == ("", 404)  # fmt: skip
    assert site.post("/set-up/save", told, files=logo).status_code == 303
    assert site.ended().state == "done", site.jobs.last()
    rules = pages.get("/findings/own.css")
    assert rules.headers["content-type"].startswith("text/css")
    assert f"--findings-accent: {nearest};" in rules.text
    shown = pages.get("/findings/own-logo.png")
    assert shown.headers["content-type"] == "image/png"
    assert shown.content.startswith(b"\x89PNG")
    markup = logo_of_store(settings.store)
    assert 'alt="Fenmarsh Partnership"' in markup
    assert 'src="data:image/png;base64,' in site.get("/set-up")
    # it stays when the form is sent without one, and goes when that is said
    text = (settings.knowledge / "partnership.toml").read_text("utf-8")
    again = sent(site, text, first | {"colour": nearest, "said": "Fen"})
    assert site.post("/set-up/save", {**again, "no-logo": ""}).status_code == 303
    assert site.ended().state == "done"
    assert pages.get("/findings/own-logo.png").status_code == 200
    text = (settings.knowledge / "partnership.toml").read_text("utf-8")
    gone = sent(site, text, first | {"colour": "", "no-logo": "1"})
    assert site.post("/set-up/save", gone).status_code == 303
    assert site.ended().state == "done"
    assert pages.get("/findings/own-logo.png").status_code == 404
    assert pages.get("/findings/own.css").text == ""


def test_the_command_gives_and_takes_a_logo(
    site: Site, tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    settings = site.settings
    where = ("--store", settings.store, "--knowledge", settings.knowledge)
    (settings.knowledge / "partnership.toml").write_text('name = "Fen"\nareas = ["Fen"]\n')
    for name, data in (("a.png", picture()), ("b.png", b"no")):
        (tmp_path / name).write_bytes(data)
    ended = findings("partnership", "--logo", tmp_path / "b.png", *where)
    assert (ended.code, "no picture" in ended.err) == (2, True)
    side = settings.knowledge / "logo.toml"
    assert not side.exists()
    assert findings("partnership", "--logo", tmp_path / "a.png", *where).code == 0
    assert side.read_bytes() == (
        current_folder(settings.store) / "side" / "logo.toml"
    ).read_bytes()  # fmt: skip
    assert findings("ingest", settings.knowledge, "--store", settings.store).code == 0
    assert (current_folder(settings.store) / "side" / "logo.toml").is_file()
    assert findings("partnership", "--no-logo", *where).code == 0
    assert not side.exists()
    assert not (current_folder(settings.store) / "side" / "logo.toml").exists()
