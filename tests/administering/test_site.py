"""Who may what in Administer is asked at each address; a form of another page does nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.testclient import TestClient

from administering.protecting import protection_routes
from people.roles import HERE, LEAST, UserRole
from settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.administering.conftest import Site


def test_each_address_refuses_each_role_that_may_not(site: Site) -> None:
    assert len(site.needs) > 10
    for role in UserRole:
        site.person = replace(HERE, role=role)
        for (method, path), permission in site.needs.items():
            address = path.replace("{id}", "0" * 16)
            answer = site.client.request(
                method, address, headers={"origin": "http://testserver"}, follow_redirects=False
            )
            if role < LEAST[permission]:
                assert answer.status_code == 403, (role, path)
                assert "Not allowed" in answer.text
            elif method == "POST":
                # it may, but for the token that it lacks
                assert answer.status_code == 403, (role, path)
                assert "This page was opened before" in answer.text
            else:
                assert answer.status_code in {200, 303, 400, 404}, (role, path)
        may = site.client.get("/administer/may").json()["may"]
        assert may == (role >= UserRole.EDITOR)


def test_a_form_of_another_page_or_another_person_does_nothing(site: Site) -> None:
    site.get("/documents")
    path, sure = "/documents/roll-back", {"sure": "yes"}
    for origin in ("http://evil.example", "null", "http://testserver:8080", ""):
        answer = site.post(path, sure, origin=origin)
        assert answer.status_code == 403
        assert "another page than ours" in answer.text
    site.person = replace(HERE, id="another")
    assert site.post(path, sure).status_code == 403
    site.person = HERE
    site.client.cookies.clear()
    assert site.post(path, sure).status_code == 403
    assert site.jobs.last() is None
    assert site.acts == []


def test_what_becomes_of_what_people_type_is_said_as_it_is_set(store: Path) -> None:
    def page(**settings: Any) -> str:  # noqa: ANN401
        app = Starlette(routes=protection_routes(Settings(store=store, **settings)))
        return str(TestClient(app).get("/data-protection").text)

    assert "No language model reads it" in page()
    assert "without its words" in " ".join(page().split())
    other = " ".join(page(
        chat_model="ollama:<b>", keep_declined_questions=True, session_minutes=7, audit_days=90
    ).split())  # fmt: skip
    for said in ("ollama:&lt;b&gt;", "its words are kept", "7 minutes", "90 days"):
        assert said in other
