"""Invitations, on both databases."""

import pytest
from flask import Flask

from quiz.accounts import queries
from quiz.accounts.actions import invitations
from quiz.accounts.models import Invitation
from quiz.accounts.rules import INVITED_FOR, hash_of
from quiz.errors import Conflict, Invalid, NotFound
from quiz.extensions import db
from tests.clocks import SettableClock
from tests.factories import make_staff

HASH = "$argon2id$as it was made"
pytestmark = pytest.mark.both_databases


def enrol(token: str, email: str = "lea@museum.example") -> object:
    return invitations.enrol(token, "Léa", email, HASH, "fr")


def test_an_invitation_makes_one_member_of_staff(app: Flask, clock: SettableClock) -> None:
    token = invitations.invite("console", "host")
    staff = invitations.enrol(token, " Léa ", "Lea@Museum.example", HASH, "zh")

    assert (staff.name, staff.email, staff.language) == ("Léa", "lea@museum.example", "zh")
    assert [role.name for role in staff.roles] == ["host"]
    assert staff.password == HASH
    with pytest.raises(NotFound):
        enrol(token, "other@museum.example")


def test_an_invitation_keeps_only_a_hash(app: Flask) -> None:
    token = invitations.invite("console", "host")

    assert db.session.query(Invitation).one().token_hash == hash_of(token) != token


def test_an_invitation_ends_after_a_week(app: Flask, clock: SettableClock) -> None:
    token = invitations.invite("console", "host")
    clock.advance(INVITED_FOR)

    with pytest.raises(NotFound):
        enrol(token)


def test_a_withdrawn_invitation_is_worth_nothing(app: Flask) -> None:
    token = invitations.invite("console", "host")
    invitations.withdraw(make_staff("admin"), db.session.query(Invitation).one().id)

    with pytest.raises(NotFound):
        enrol(token)


def test_an_address_enrols_once(app: Flask) -> None:
    enrol(invitations.invite("console", "host"))

    with pytest.raises(Conflict):
        enrol(invitations.invite("console", "host"))
    with pytest.raises(Conflict):
        invitations.invite("console", "host", "LEA@museum.example")


def test_no_other_role_can_be_given(app: Flask) -> None:
    with pytest.raises(Invalid):
        invitations.invite("console", "owner")


def test_the_first_link_is_replaced_until_an_admin_is_there(
    app: Flask, clock: SettableClock
) -> None:
    old, new = invitations.first_enrolment(), invitations.first_enrolment()
    assert old
    assert new
    with pytest.raises(NotFound):
        enrol(old)
    clock.advance(100 * INVITED_FOR)

    staff = invitations.enrol(new, "Léa", "lea@museum.example", HASH, "fr")

    assert [role.name for role in staff.roles] == ["admin"]
    assert invitations.first_enrolment() is None


def test_the_first_link_leaves_invitations_alone(app: Flask) -> None:
    token = invitations.invite("console", "host")
    invitations.first_enrolment()

    assert queries.find_invitation(token, 0) is not None
