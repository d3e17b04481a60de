"""A password is looked at seldom, and holds nothing meanwhile."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from quiz.accounts import queries
from quiz.accounts.actions import invitations, members, sign_ins
from quiz.accounts.models import Miss, Staff
from quiz.accounts.passwords import HASHER, hash_password, is_dated, is_password
from quiz.accounts.rules import ACCOUNT_MISSES, MISS_WINDOW, NETWORK_MISSES, hash_of
from quiz.audit.models import AuditEntry
from quiz.cli.staff import staff_group
from quiz.database import writing
from quiz.errors import Unavailable
from quiz.extensions import db
from quiz.web import signing
from tests.clients import sign_in
from tests.clocks import SettableClock

PASSWORD = "deux tortues violettes"
EMAIL = "lea@museum.example"
BEFORE = PasswordHasher(memory_cost=65_536, time_cost=3, parallelism=4)
AT_ONCE = 60
LOOKED_AT = 5


@pytest.fixture
def lea(app: Flask) -> Staff:
    staff = members.make_staff("Léa", EMAIL, hash_password(PASSWORD), "host", "fr")
    db.session.commit()
    return staff


def check(
    app: Flask, password: str, email: str = EMAIL, address: str = "192.0.2.7"
) -> signing.Checked:
    """What comes of a password that a browser sends."""
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        return signing.check_password(email, password)


def misses() -> int:
    """How many are counted."""
    db.session.rollback()
    return db.session.query(Miss).count()


@pytest.mark.both_databases
def test_a_right_password_is_no_miss(app: Flask, lea: Staff) -> None:
    assert check(app, PASSWORD, f" {EMAIL.upper()}") == (0, True, lea.id)
    assert misses() == 0


@pytest.mark.both_databases
def test_a_miss_of_an_unknown_account_is_on_record_without_what_was_typed(app: Flask) -> None:
    typed = "My-Secret-Passphrase"
    for email in (typed, f" {typed.lower()}", "other"):
        check(app, "wrong", email)
    db.session.rollback()

    entries = db.session.query(AuditEntry).order_by(AuditEntry.id).all()
    marks = [entry.details["mark"] for entry in entries]
    assert [(entry.actor, entry.act) for entry in entries] == [("stranger", "miss account")] * 3
    assert marks[0] == marks[1] != marks[2]
    assert hash_of(typed.lower())[:16] not in marks


def test_a_keyboard_may_compose_accents_its_own_way(app: Flask, lea: Staff) -> None:
    members.change_password(lea, lea, hash_password("he\u0301rons et ge\u0301ants"))
    db.session.commit()
    assert check(app, "hérons et géants").is_right


def test_a_deactivated_person_has_no_password(app: Flask, lea: Staff) -> None:
    members.set_active("console", lea, False)
    db.session.commit()
    assert check(app, PASSWORD) == signing.Checked(0)


@pytest.mark.both_databases
def test_a_hash_of_before_is_replaced_when_its_owner_signs_in(app: Flask, lea: Staff) -> None:
    app.config["PASSWORD_HASHER"] = HASHER
    lea.password = BEFORE.hash(PASSWORD)
    db.session.commit()
    assert not check(app, "wrong").is_right
    assert is_dated(str(lea.password))
    assert check(app, PASSWORD).is_right
    db.session.rollback()
    assert not is_dated(str(lea.password))
    assert is_password(PASSWORD, lea.password)


def try_once(app: Flask, email: str = EMAIL, address: str = "192.0.2.7") -> signing.Checked:
    """Send a wrong password again until it was looked at, or has to wait."""
    while True:
        try:
            return check(app, "wrong", email, address)
        except Unavailable:
            continue


@pytest.mark.both_databases
@pytest.mark.usefixtures("lea")
def test_of_many_at_once_five_are_looked_at(app: Flask) -> None:
    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(lambda _: try_once(app), range(AT_ONCE)))
    assert sum(outcome.wait == 0 for outcome in outcomes) == LOOKED_AT
    assert sum(outcome.wait > 0 for outcome in outcomes) == AT_ONCE - LOOKED_AT


@pytest.mark.both_databases
def test_of_many_from_one_network_twenty_are_looked_at(app: Flask) -> None:
    with ThreadPoolExecutor(8) as threads:
        tries = [
            threads.submit(try_once, app, f"a{n}@museum.example", f"2001:db8::{n:x}:1")
            for n in range(AT_ONCE)
        ]
        outcomes = [one.result() for one in tries]
    assert sum(outcome.wait == 0 for outcome in outcomes) == NETWORK_MISSES


@pytest.mark.both_databases
@pytest.mark.usefixtures("lea")
def test_one_network_keeps_no_other_waiting_but_all_together_do(
    app: Flask, clock: SettableClock
) -> None:
    guesses = [check(app, "wrong", address="192.0.2.7").wait for _ in range(6)]
    owner = check(app, PASSWORD, address="198.51.100.1")
    many = [check(app, "wrong", address=f"203.0.113.{n}").wait for n in range(ACCOUNT_MISSES - 5)]

    assert guesses == [0] * 5 + [MISS_WINDOW]
    assert owner.is_right
    assert many == [0] * (ACCOUNT_MISSES - 5)
    assert check(app, PASSWORD, address="198.51.100.1").wait == MISS_WINDOW


def test_who_is_asked_to_come_again_has_not_missed(
    app: Flask, lea: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Busy(PasswordHasher):
        def hash(self, *_password: object, **_salt: object) -> str:
            raise Unavailable("Later.")

    lea.password = HASHER.hash(PASSWORD)
    db.session.commit()
    monkeypatch.setitem(app.config, "PASSWORD_HASHER", Busy(1, 8, 1))
    with pytest.raises(Unavailable):
        check(app, PASSWORD)
    assert misses() == 0


class Watching(PasswordHasher):
    """Notes of each hash that it makes or checks whether a transaction was held meanwhile."""

    def __init__(self) -> None:
        super().__init__(1, 8, 1)
        self.held: list[bool] = []

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.held.append(db.session().in_transaction())
        return super().hash(password, salt=salt)

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002 (argon2's name)
        self.held.append(db.session().in_transaction())
        return super().verify(hash, password)


@pytest.fixture
def watching(app: Flask) -> Watching:
    app.config["PASSWORD_HASHER"] = watching = Watching()
    return watching


def test_nothing_is_held_while_a_password_is_looked_at(
    app: Flask, lea: Staff, watching: Watching
) -> None:
    assert check(app, PASSWORD).staff_id == lea.id
    assert watching.held == [False]


def test_nothing_is_held_while_an_enrolment_is_hashed(
    client: FlaskClient, watching: Watching
) -> None:
    token = invitations.invite("console", "host")
    db.session.commit()
    form = {"name": "Bo", "email": "bo@museum.example", "password": PASSWORD}

    assert client.post(f"/fr/account/enrol/{token}", data=form).status_code == 303
    assert watching.held == [False]


def test_nothing_is_held_while_a_new_password_is_hashed(
    app: Flask, client: FlaskClient, lea: Staff, watching: Watching
) -> None:
    form = {"current": PASSWORD, "new": "deux tortues bleues"}

    assert sign_in(client, lea).post("/fr/account/password", data=form).status_code == 303
    assert watching.held == [False, False]


def test_nothing_is_held_while_the_console_hashes(
    runner: FlaskCliRunner, lea: Staff, watching: Watching
) -> None:
    typed = "deux tortues bleues\n" * 2

    assert (
        runner.invoke(
            staff_group, ["password", EMAIL], input=typed, catch_exceptions=False
        ).exit_code
        == 0
    )
    assert watching.held == [False]


def test_who_is_signed_out_meanwhile_changes_no_password(
    app: Flask, client: FlaskClient, lea: Staff
) -> None:
    class Ending(PasswordHasher):
        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            with writing():
                sign_ins.end_sign_ins("console", queries.get_staff(number))
                db.session.commit()
            return super().hash(password, salt=salt)

    number, before = lea.id, lea.password
    sign_in(client, lea)
    app.config["PASSWORD_HASHER"] = Ending(1, 8, 1)
    form = {"current": PASSWORD, "new": "deux tortues bleues"}

    assert client.post("/fr/account/password", data=form).status_code == 401
    db.session.rollback()
    assert lea.password == before


@pytest.mark.parametrize("change", ["deactivated", "another password"])
def test_what_changes_while_a_password_is_looked_at_holds(
    app: Flask, lea: Staff, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    number, other = lea.id, HASHER.hash("deux tortues bleues")

    class Changing(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002 (argon2's name)
            with app.app_context(), writing():
                staff = db.session.get_one(Staff, number)
                if change == "deactivated":
                    staff.active = False
                else:
                    staff.password = other
                db.session.commit()
            return super().verify(hash, password)

    monkeypatch.setitem(app.config, "PASSWORD_HASHER", Changing(2, 8, 1))
    assert check(app, PASSWORD) == signing.Checked(0)
    db.session.rollback()
    kept = db.session.get_one(Staff, number)
    assert (kept.active, kept.password == other) == (
        change != "deactivated",
        change == "another password",
    )
