"""One's own browsers and password."""

from flask import Flask
from flask.testing import FlaskClient

from quiz.accounts.models import SignIn, Staff
from quiz.accounts.rules import ABSOLUTE, IDLE, SEEN_EVERY
from quiz.extensions import db
from tests.clients import sign_in
from tests.clocks import SettableClock
from tests.factories import make_staff
from tests.web.account.sign_in_form import OTHER, PASSWORD, RIGHT, is_signed_in, try_password


class TestSignIns:
    def test_a_copied_cookie_is_dead_after_signing_out(
        self, app: Flask, client: FlaskClient, lea: Staff
    ) -> None:
        client.post("/fr/account/sign-in", data=RIGHT)
        thief = app.test_client()
        thief.set_cookie("staff", client.get_cookie("staff").value)  # type: ignore[union-attr]  # It is there.
        assert is_signed_in(thief)

        client.post("/fr/account/sign-out")

        assert [is_signed_in(client), is_signed_in(thief)] == [False, False]

    def test_an_unused_browser_is_signed_out(
        self, clock: SettableClock, host_client: FlaskClient
    ) -> None:
        clock.advance(IDLE)

        assert not is_signed_in(host_client)

    def test_use_keeps_a_browser_signed_in_for_a_while(
        self, clock: SettableClock, host_client: FlaskClient
    ) -> None:
        steps = ABSOLUTE // (IDLE // 2)
        seen = []
        for _ in range(steps):
            seen.append(is_signed_in(host_client))
            clock.advance(IDLE // 2)

        assert seen == [True] * steps
        assert not is_signed_in(host_client)

    def test_use_is_written_once_a_minute(
        self, clock: SettableClock, host_client: FlaskClient
    ) -> None:
        made = clock.now()
        seen = []
        for _ in range(3):
            clock.advance(SEEN_EVERY // 2)
            is_signed_in(host_client)
            db.session.rollback()
            seen.append(db.session.query(SignIn).one().last_seen_at - made)

        assert seen == [0, SEEN_EVERY, SEEN_EVERY]

    def test_one_can_be_ended_from_another(self, app: Flask) -> None:
        staff = make_staff()
        here, there = (sign_in(app.test_client(), staff, name) for name in ("Firefox", "Chrome"))
        other = db.session.query(SignIn).filter_by(agent="Chrome").one()
        db.session.commit()

        here.post(f"/fr/account/browsers/{other.id}/end")

        assert [is_signed_in(here), is_signed_in(there)] == [True, False]

    def test_nobody_ends_anothers(self, app: Flask, host_client: FlaskClient) -> None:
        stranger = sign_in(app.test_client(), make_staff())
        mine = db.session.query(SignIn).order_by(SignIn.id).first()
        assert mine
        number = mine.id
        db.session.commit()

        stranger.post(f"/fr/account/browsers/{number}/end")

        assert is_signed_in(host_client)

    def test_all_others_can_be_ended(self, app: Flask) -> None:
        staff = make_staff()
        here, *others = (sign_in(app.test_client(), staff) for _ in range(3))

        here.post("/fr/account/browsers/end-others")

        assert is_signed_in(here)
        assert [is_signed_in(other) for other in others] == [False, False]


class TestPassword:
    def change(self, client: FlaskClient, current: str, new: str) -> int:
        form = {"current": current, "new": new}
        return client.post("/fr/account/password", data=form).status_code

    def test_a_new_password_signs_the_others_out(self, app: Flask, lea: Staff) -> None:
        here, there = (sign_in(app.test_client(), lea) for _ in range(2))

        assert self.change(here, PASSWORD, OTHER) == 303
        assert [is_signed_in(here), is_signed_in(there)] == [True, False]
        assert try_password(there, "lea@museum.example", PASSWORD) == 422
        assert try_password(there, "lea@museum.example", OTHER) == 303

    def test_it_needs_the_old_one_and_a_good_one(self, app: Flask, lea: Staff) -> None:
        here = sign_in(app.test_client(), lea)

        assert self.change(here, "wrong", OTHER) == 422
        assert self.change(here, PASSWORD, "password1") == 422
        assert try_password(app.test_client(), "lea@museum.example", PASSWORD) == 303

    def test_guessing_the_old_one_waits(self, app: Flask, lea: Staff, clock: SettableClock) -> None:
        here = sign_in(app.test_client(), lea)
        for _ in range(5):
            self.change(here, "wrong", OTHER)

        assert self.change(here, PASSWORD, OTHER) == 422
