"""Who may what in Administer is asked at each address; a form of another page does nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from people.roles import HERE, LEAST, UserRole

if TYPE_CHECKING:
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
