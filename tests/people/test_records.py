"""What is kept of people, on both databases: whole, in order, and for as long as it should be."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pyotp
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from people.accounts import CODE_HOURS, Accounts, CodeError
from people.attempts import FROM_ONE, WINDOW_SECONDS, Attempts, TooManyAttemptsError
from people.audit import Audit, forget_old
from people.authenticators import Authenticators, new_key
from people.passwords import WeakPasswordError, check_new, hashed, is_right
from people.records import Records, RecordsError
from people.roles import LEAST, NoSuchRoleError, Permission, UserRole
from people.rows import AccountError
from people.sign_ins import SignIns
from people.tables import METADATA, PEOPLE
from people.tokens import TokenError, Tokens

if TYPE_CHECKING:
    from pathlib import Path

    from people.rows import Account
    from tests.people.conftest import Clock

PASSWORD = "three plain words"  # noqa: S105  of nobody
DAY = 86_400


def joined(records: Records, login: str = "ada", role: UserRole = UserRole.EDITOR) -> Account:
    accounts = Accounts(records)
    return accounts.join(accounts.invite(login, role, by="test"), login, PASSWORD)


def test_the_steps_make_the_tables_that_the_code_names(records: Records) -> None:
    with records.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_records_of_a_newer_version_are_refused_and_named(records: Records) -> None:
    with records.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    records.close()
    with pytest.raises(RecordsError, match=r"newer Findings \(step 9999\): update") as fault:
        Accounts(records).all()
    assert "\n" not in str(fault.value)


def test_a_file_of_records_is_this_users_alone(tmp_path: Path) -> None:
    records = Records(tmp_path / "new" / "records.sqlite3")
    joined(records)
    with records.reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        modes = {one.name: oct(one.stat().st_mode & 0o777) for one in (tmp_path / "new").iterdir()}
    records.close()
    assert set(modes.values()) == {"0o600"}
    assert PASSWORD.encode() not in (tmp_path / "new" / "records.sqlite3").read_bytes()


@pytest.mark.parametrize("address", ["mysql://a:secret@b/c", "://", "postgresql://a:secret@b:1/c"])
def test_an_address_that_leads_nowhere_is_one_line_without_its_password(
    tmp_path: Path, address: str
) -> None:
    with pytest.raises(RecordsError, match="records_address") as fault:
        Accounts(Records(tmp_path / "none", address)).all()
    assert "\n" not in str(fault.value)
    assert "secret" not in str(fault.value)


def test_a_code_makes_one_first_administrator_and_no_second(records: Records) -> None:
    accounts = Accounts(records)
    old, code = accounts.first_code(), accounts.first_code()
    with pytest.raises(CodeError):
        accounts.join(old, "eve", PASSWORD)
    ada = accounts.join(code.replace("-", " ").lower(), " Ada ", PASSWORD)
    assert (ada.login, ada.role, ada.has_password) == ("ada", UserRole.ADMINISTRATOR, True)
    with pytest.raises(CodeError):
        accounts.join(code, "eve", PASSWORD)
    assert accounts.first_code() == ""
    for act in (accounts.remove, accounts.lock):
        with pytest.raises(AccountError, match="last administrator"):
            act("ada", by="test")


def test_a_code_is_for_its_name_for_once_and_for_some_days(records: Records, clock: Clock) -> None:
    accounts = Accounts(records)
    code = accounts.invite("ben", UserRole.READER, by="test")
    with pytest.raises(CodeError):
        accounts.join(code, "eve", PASSWORD)
    clock.seconds += CODE_HOURS * 3600 + 1
    with pytest.raises(CodeError):
        accounts.join(code, "ben", PASSWORD)
    ben = accounts.join(accounts.reset("ben", by="test"), "ben", PASSWORD)
    with records.reading() as connection:
        kept = connection.execute(PEOPLE.select().where(PEOPLE.c.id == ben.id)).one().password
    assert is_right(PASSWORD, kept)
    assert not is_right(PASSWORD + "!", kept)
    assert not is_right("nobody has this password", "")


def test_a_password_is_kept_as_rfc_9106_has_it_for_little_memory() -> None:
    assert hashed(PASSWORD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert hashed(PASSWORD) != hashed(PASSWORD)


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "ada.lovelace1", "x1y2" * 60])
def test_a_password_that_is_easily_guessed_is_not_taken(password: str) -> None:
    with pytest.raises(WeakPasswordError):
        check_new(password, "ada.lovelace")


def test_a_sign_in_ends_by_time_by_hand_and_with_its_account(
    records: Records, clock: Clock
) -> None:
    ada, sign_ins = joined(records), SignIns(records, idle_seconds=3600, most_seconds=3 * 3600)
    first = sign_ins.begin(ada, "accounts")
    second = sign_ins.begin(ada, "accounts", old=first)
    assert sign_ins.find(first) is None
    found = sign_ins.find(second)
    assert found
    assert (found.person.name, found.person.role) == ("ada", UserRole.EDITOR)
    for _ in range(3):  # it is used, and yet ends after its longest
        assert sign_ins.find(second)
        clock.seconds += 3599
    clock.seconds += 3
    assert sign_ins.find(second) is None

    idle = sign_ins.begin(ada, "accounts")
    clock.seconds += 3600
    assert sign_ins.find(idle) is None

    here, there = (sign_ins.begin(ada, "accounts") for _ in range(2))
    assert len(sign_ins.of(ada.id)) == 2
    sign_ins.end(found.person, everywhere=True)
    assert (sign_ins.find(here), sign_ins.find(there)) == (None, None)

    locked = sign_ins.begin(ada, "accounts")
    Accounts(records).lock("ada", by="test")
    assert sign_ins.find(locked) is None


def test_tries_are_counted_by_name_and_address_whether_there_is_such_a_name(
    records: Records, clock: Clock
) -> None:
    attempts = Attempts(records)
    for login in ("ada", "nobody"):
        for _ in range(FROM_ONE):
            attempts.begin(login, "192.0.2.1")
        with pytest.raises(TooManyAttemptsError):
            attempts.begin(login, "192.0.2.1")
        attempts.begin(login, "192.0.2.2")
    clock.seconds += WINDOW_SECONDS
    attempts.begin("ada", "192.0.2.1")


def test_a_code_of_the_app_counts_once(records: Records, clock: Clock) -> None:
    ada, apps, key = joined(records), Authenticators(records), new_key()
    code = pyotp.TOTP(key).at(int(clock()))
    assert not apps.accepts(ada.id, code)
    assert not apps.keep(ada.id, key, "000000" if code != "000000" else "000001")
    assert apps.keep(ada.id, key, code)
    assert not apps.accepts(ada.id, code)
    clock.seconds += 30
    assert apps.accepts(ada.id, pyotp.TOTP(key).at(int(clock())))
    assert not apps.keep(ada.id, new_key(), code)


def test_a_token_is_for_some_permissions_for_some_days_and_never_beyond_its_owner(
    records: Records, clock: Clock
) -> None:
    ada, tokens = joined(records), Tokens(records)
    for scopes, days in (((Permission.PEOPLE,), 9), ((), 9), ((Permission.READ,), 1000)):
        with pytest.raises(TokenError):
            tokens.make(ada, "too much", scopes, days=days, by="ada")
    secret = tokens.make(ada, "case system", [Permission.READ, Permission.TEACH], days=9, by="ada")
    found = tokens.check(secret)
    assert found
    assert [found.may(one) for one in (Permission.READ, Permission.TEACH, Permission.PUBLISH)] == [
        True, True, False,
    ]  # fmt: skip
    assert tokens.check(secret + "x") is None
    Accounts(records).give_role("ada", UserRole.READER, by="test")
    weaker = tokens.check(secret)
    assert weaker
    assert not weaker.may(Permission.TEACH)
    clock.seconds += 9 * DAY
    assert tokens.check(secret) is None
    other = tokens.make(ada, "again", [Permission.READ], days=9, by="ada")
    tokens.revoke(tokens.all()[0].id, by="ada")
    assert tokens.check(other) is None
    third = tokens.make(ada, "third", [Permission.READ], days=9, by="ada")
    joined(records, "boss", UserRole.ADMINISTRATOR)
    Accounts(records).remove("ada", by="boss")
    assert tokens.check(third) is None


def test_a_row_of_the_audit_that_was_changed_taken_or_put_in_is_named(records: Records) -> None:
    audit = Audit(records)
    with ThreadPoolExecutor(4) as several:
        list(several.map(lambda number: audit.note("ada", "tried", str(number)), range(8)))
    assert audit.verify().broken is None
    assert audit.verify().rows == 8
    with pytest.raises(RecordsError, match="only added to"), records.writing() as connection:
        connection.execute(text("UPDATE audit SET person = 'eve' WHERE number = 3"))
    with records.writing() as connection:
        connection.execute(text("DELETE FROM audit WHERE number = 6"))
    assert str(audit.verify()) == "audit: row 6 is missing"
    with records.writing() as connection:
        connection.execute(
            text("INSERT INTO audit SELECT 6, at, 'eve', act, thing, before, hash"
                 " FROM audit WHERE number = 7")
        )  # fmt: skip
    assert audit.verify().broken == 6
    with records.writing() as connection:
        connection.execute(text("DELETE FROM audit WHERE number < 3"))
    assert audit.verify().broken == 3


def test_what_is_old_is_forgotten_and_the_rest_of_the_audit_still_fits(
    records: Records, clock: Clock
) -> None:
    ada = joined(records)
    SignIns(records, idle_seconds=60, most_seconds=60).begin(ada, "accounts")
    clock.seconds += 10 * DAY
    audit = Audit(records)
    audit.note("ada", "published", "g-2")
    before = len(audit.rows())
    assert forget_old(records, audit_days=5) == before - 1
    acts = [one.act for one in audit.rows()]
    assert acts == ["audit shortened", "published"]
    assert audit.verify().broken is None
    assert forget_old(records, audit_days=5) == 0
    with records.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM sign_ins")).scalar() == 0


def test_each_role_may_what_the_one_before_it_may() -> None:
    assert set(LEAST) == set(Permission)
    assert [UserRole.named(one.word) for one in UserRole] == sorted(UserRole)
    with pytest.raises(NoSuchRoleError, match="reader, trainer, editor, administrator"):
        UserRole.named("owner")
