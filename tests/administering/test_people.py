"""People are invited, given roles, locked out and removed from the page; secrets are shown once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from people.accounts import Accounts
from people.roles import Permission, UserRole
from people.sign_ins import SignIns
from people.tokens import Tokens

if TYPE_CHECKING:
    from tests.administering.conftest import Site

CODE = re.compile(r"<code>([^<]{8,})</code>")
SURE = {"sure": "yes"}


def test_somebody_is_invited_given_a_role_locked_out_and_removed(site: Site) -> None:
    accounts, tokens = Accounts(site.records), Tokens(site.records)
    accounts.join(accounts.first_code(), "boss", "a horse that nobody staples")
    site.get("/people")
    invited = site.post("/people/invite", {"login": "Ann@x.org", "name": "<b>", "role": "editor"})
    code = CODE.findall(invited.text)[0]
    assert "&lt;b&gt;" in invited.text
    assert code not in site.get("/people")
    ann = accounts.join(code, "ann@x.org", "another horse to staple")
    assert ann.role is UserRole.EDITOR
    sign_ins = SignIns(site.records, idle_seconds=900, most_seconds=9000)
    sign_ins.begin(ann, "accounts")
    (sign_in,) = sign_ins.of(ann.id)
    who = {"login": ann.login}
    assert sign_in.id in site.get(f"/people/one?login={ann.login}")
    assert site.post("/people/end", who | {"id": sign_in.id}).status_code == 200
    assert sign_ins.of(ann.id) == ()
    assert site.post("/people/end", who | {"id": sign_in.id}).status_code == 404
    beyond = {"name": "x", "scope": "people", "days": "9"}
    assert site.post("/people/token", who | beyond).status_code == 400
    made = site.post("/people/token", who | beyond | {"scope": "read"})
    secret = CODE.findall(made.text)[0]
    person = tokens.check(secret)
    assert person
    assert person.scopes == frozenset({Permission.READ})
    assert secret not in site.get(f"/people/one?login={ann.login}")
    (token,) = tokens.all(ann.id)
    assert site.post("/people/revoke", who | {"id": token.id}).status_code == 200
    assert tokens.check(secret) is None
    site.post("/people/role", who | {"role": "reader"})
    site.post("/people/lock", who | {"lock": "yes"})
    now = accounts.get(ann.login)
    assert (now.role, now.is_locked) == (UserRole.READER, True)
    assert site.post("/people/reset", who).status_code == 400
    assert CODE.findall(site.post("/people/reset", who | SURE).text)
    assert not accounts.get(ann.login).has_password
    # somebody has to be left who may do this
    assert site.post("/people/remove", {"login": "boss"} | SURE).status_code == 400
    assert site.post("/people/remove", who | SURE).status_code == 303
    assert [one.login for one in accounts.all()] == ["boss"]
    assert {"person invited", "role given", "person locked", "person removed"} <= set(site.acts)
