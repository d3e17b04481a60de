"""Links that sign a member of staff in once, on both databases."""

import pytest
from flask import Flask

from quiz.accounts import queries
from quiz.accounts.actions import members, sign_ins
from quiz.accounts.models import SignInLink
from quiz.accounts.rules import LINK_LASTS, hash_of
from quiz.audit.models import AuditEntry
from quiz.errors import Conflict, NotFound
from quiz.extensions import db
from tests.clocks import SettableClock
from tests.factories import make_staff

HASH = "$argon2id$as it was made"
pytestmark = pytest.mark.both_databases


class TestSignInLinks:
    def test_a_link_signs_in_once(self, app: Flask) -> None:
        lea = make_staff()
        token = sign_ins.make_link("console", lea)

        assert db.session.query(SignInLink).one().token_hash == hash_of(token) != token
        assert sign_ins.use_link(token) == lea
        assert db.session.query(SignInLink).count() == 0
        with pytest.raises(NotFound):
            sign_ins.use_link(token)
        kept = db.session.query(AuditEntry.actor, AuditEntry.act, AuditEntry.subject)
        assert kept.order_by(AuditEntry.id).all() == [
            ("console", "make sign-in link", f"staff {lea.id}"),
            (lea.email, "use sign-in link", f"staff {lea.id}"),
        ]

    def test_it_lasts_a_quarter_of_an_hour(self, app: Flask, clock: SettableClock) -> None:
        token = sign_ins.make_link("console", make_staff())
        clock.advance(LINK_LASTS - 1)
        assert queries.find_link(token, clock.now()) is not None
        clock.advance(1)

        with pytest.raises(NotFound):
            sign_ins.use_link(token)

    def test_another_one_replaces_it(self, app: Flask) -> None:
        lea, bo = make_staff(), make_staff()
        first, of_bo = sign_ins.make_link("console", lea), sign_ins.make_link("console", bo)
        second = sign_ins.make_link("console", lea)

        with pytest.raises(NotFound):
            sign_ins.use_link(first)
        assert [sign_ins.use_link(second), sign_ins.use_link(of_bo)] == [lea, bo]

    def test_who_may_not_sign_in_has_none(self, app: Flask) -> None:
        lea = make_staff()
        token = sign_ins.make_link("console", lea)
        members.set_active("console", lea, False)

        with pytest.raises(NotFound):
            sign_ins.use_link(token)
        with pytest.raises(Conflict):
            sign_ins.make_link("console", lea)

    def test_signing_out_everywhere_ends_it(self, app: Flask) -> None:
        lea = make_staff()
        token = sign_ins.make_link("console", lea)
        sign_ins.end_sign_ins("console", lea)

        with pytest.raises(NotFound):
            sign_ins.use_link(token)
