"""Invitations and sign-ins, on both databases."""

import pytest
from flask import Flask

from quiz.accounts import actions, queries
from quiz.accounts.models import Invitation, SignInLink
from quiz.accounts.rules import INVITED_FOR, LINK_LASTS, hash_of
from quiz.audit.models import AuditEntry
from quiz.errors import Conflict, Invalid, NotFound
from quiz.extensions import db
from tests.clocks import SettableClock
from tests.factories import make_staff

HASH = "$argon2id$as it was made"
pytestmark = pytest.mark.both_databases


def enrol(token: str, email: str = "lea@museum.example") -> object:
    return actions.enrol(token, "Léa", email, HASH, "fr")


def test_an_invitation_makes_one_member_of_staff(app: Flask, clock: SettableClock) -> None:
    token = actions.invite("console", "host")
    staff = actions.enrol(token, " Léa ", "Lea@Museum.example", HASH, "zh")

    assert (staff.name, staff.email, staff.language) == ("Léa", "lea@museum.example", "zh")
    assert [role.name for role in staff.roles] == ["host"]
    assert staff.password == HASH
    with pytest.raises(NotFound):
        enrol(token, "other@museum.example")


def test_an_invitation_keeps_only_a_hash(app: Flask) -> None:
    token = actions.invite("console", "host")

    assert db.session.query(Invitation).one().token_hash == hash_of(token) != token


def test_an_invitation_ends_after_a_week(app: Flask, clock: SettableClock) -> None:
    token = actions.invite("console", "host")
    clock.advance(INVITED_FOR)

    with pytest.raises(NotFound):
        enrol(token)


def test_a_withdrawn_invitation_is_worth_nothing(app: Flask) -> None:
    token = actions.invite("console", "host")
    actions.withdraw(make_staff("admin"), db.session.query(Invitation).one().id)

    with pytest.raises(NotFound):
        enrol(token)


def test_an_address_enrols_once(app: Flask) -> None:
    enrol(actions.invite("console", "host"))

    with pytest.raises(Conflict):
        enrol(actions.invite("console", "host"))
    with pytest.raises(Conflict):
        actions.invite("console", "host", "LEA@museum.example")


def test_no_other_role_can_be_given(app: Flask) -> None:
    with pytest.raises(Invalid):
        actions.invite("console", "owner")


def test_the_first_link_is_replaced_until_an_admin_is_there(
    app: Flask, clock: SettableClock
) -> None:
    old, new = actions.first_enrolment(), actions.first_enrolment()
    assert old
    assert new
    with pytest.raises(NotFound):
        enrol(old)
    clock.advance(100 * INVITED_FOR)

    staff = actions.enrol(new, "Léa", "lea@museum.example", HASH, "fr")

    assert [role.name for role in staff.roles] == ["admin"]
    assert actions.first_enrolment() is None


def test_the_first_link_leaves_invitations_alone(app: Flask) -> None:
    token = actions.invite("console", "host")
    actions.first_enrolment()

    assert queries.find_invitation(token, 0) is not None


class TestSignInLinks:
    def test_a_link_signs_in_once(self, app: Flask) -> None:
        lea = make_staff()
        token = actions.make_link("console", lea)

        assert db.session.query(SignInLink).one().token_hash == hash_of(token) != token
        assert actions.use_link(token) == lea
        assert db.session.query(SignInLink).count() == 0
        with pytest.raises(NotFound):
            actions.use_link(token)
        kept = db.session.query(AuditEntry.actor, AuditEntry.act, AuditEntry.subject)
        assert kept.order_by(AuditEntry.id).all() == [
            ("console", "make sign-in link", f"staff {lea.id}"),
            (lea.email, "use sign-in link", f"staff {lea.id}"),
        ]

    def test_it_lasts_a_quarter_of_an_hour(self, app: Flask, clock: SettableClock) -> None:
        token = actions.make_link("console", make_staff())
        clock.advance(LINK_LASTS - 1)
        assert queries.find_link(token, clock.now()) is not None
        clock.advance(1)

        with pytest.raises(NotFound):
            actions.use_link(token)

    def test_another_one_replaces_it(self, app: Flask) -> None:
        lea, bo = make_staff(), make_staff()
        first, of_bo = actions.make_link("console", lea), actions.make_link("console", bo)
        second = actions.make_link("console", lea)

        with pytest.raises(NotFound):
            actions.use_link(first)
        assert [actions.use_link(second), actions.use_link(of_bo)] == [lea, bo]

    def test_who_may_not_sign_in_has_none(self, app: Flask) -> None:
        lea = make_staff()
        token = actions.make_link("console", lea)
        actions.set_active("console", lea, False)

        with pytest.raises(NotFound):
            actions.use_link(token)
        with pytest.raises(Conflict):
            actions.make_link("console", lea)

    def test_signing_out_everywhere_ends_it(self, app: Flask) -> None:
        lea = make_staff()
        token = actions.make_link("console", lea)
        actions.end_sign_ins("console", lea)

        with pytest.raises(NotFound):
            actions.use_link(token)
