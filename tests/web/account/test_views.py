"""Signing in and out, enrolling, one's own account: through the pages."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.accounts import actions
from quiz.accounts.models import SignIn, Staff
from quiz.accounts.passwords import hash_password
from quiz.accounts.rules import ABSOLUTE, IDLE, SEEN_EVERY
from quiz.audit.models import AuditEntry
from quiz.extensions import db
from tests.clients import sign_in
from tests.clocks import SettableClock
from tests.factories import make_staff

PASSWORD = "six small grey bowls"
OTHER = "seven tall blue jars"
RIGHT = {"email": "Lea@museum.example", "password": PASSWORD}


@pytest.fixture
def lea(app: Flask) -> Staff:
    staff = actions.make_staff("Léa", "lea@museum.example", hash_password(PASSWORD), "host", "fr")
    db.session.commit()
    return staff


def try_password(client: FlaskClient, email: str, password: str = "wrong") -> int:
    form = {"email": email, "password": password}
    return client.post("/fr/account/sign-in", data=form).status_code


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/fr/account/").status_code == 200


class TestSigningIn:
    @pytest.mark.parametrize("lang", ["fr", "zh"])
    def test_a_right_password_signs_in(self, client: FlaskClient, lea: Staff, lang: str) -> None:
        response = client.post(f"/{lang}/account/sign-in", data=RIGHT)

        assert (response.status_code, response.location) == (303, f"/{lang}/account/home")
        assert is_signed_in(client)

    def test_it_leads_to_where_one_wanted_to_go(self, client: FlaskClient, lea: Staff) -> None:
        to = "/fr/account/sign-in?next="

        assert client.post(to + "/fr/account/password", data=RIGHT).location == (
            "/fr/account/password"
        )
        assert client.post(to + "//evil.example", data=RIGHT).location == "/fr/account/home"

    def test_unknown_and_wrong_get_one_answer(self, client: FlaskClient, lea: Staff) -> None:
        pages = [
            client.post("/fr/account/sign-in", data={"email": email, "password": "wrong"})
            for email in ("lea@museum.example", "eal@museum.example")
        ]

        assert [page.status_code for page in pages] == [422, 422]
        assert pages[0].text.replace("lea@", "eal@") == pages[1].text

    def test_the_sixth_wrong_password_in_a_minute_waits(
        self, client: FlaskClient, lea: Staff, clock: SettableClock
    ) -> None:
        tries = [try_password(client, "lea@museum.example") for _ in range(6)]
        waiting = client.post("/fr/account/sign-in", data=RIGHT)

        assert tries == [422] * 5 + [429]
        assert (waiting.status_code, waiting.headers["Retry-After"]) == (429, "60")
        clock.advance(60_000)
        assert try_password(client, "lea@museum.example", PASSWORD) == 303

    @pytest.mark.parametrize(("address", "last"), [("192.0.2.1", 429), ("127.0.0.1", 422)])
    def test_an_address_waits_too_unless_it_is_a_proxys(
        self, client: FlaskClient, clock: SettableClock, address: str, last: int
    ) -> None:
        client.environ_base["REMOTE_ADDR"] = address
        tries = [try_password(client, f"{number}@museum.example") for number in range(21)]

        assert tries == [422] * 20 + [last]

    def test_nobody_can_keep_a_known_browser_out(
        self, app: Flask, client: FlaskClient, lea: Staff, clock: SettableClock
    ) -> None:
        client.post("/fr/account/sign-in", data=RIGHT)
        client.post("/fr/account/sign-out")
        stranger = app.test_client()
        for _ in range(6):
            try_password(stranger, "lea@museum.example")

        assert try_password(stranger, "lea@museum.example", PASSWORD) == 429
        assert try_password(client, "lea@museum.example", PASSWORD) == 303

    def test_a_deactivated_person_stays_out(self, client: FlaskClient, lea: Staff) -> None:
        actions.set_active("console", lea, False)
        db.session.commit()

        assert try_password(client, "lea@museum.example", PASSWORD) == 422

    def test_the_cookie_is_for_this_site_and_no_script(
        self, client: FlaskClient, lea: Staff
    ) -> None:
        cookie = client.post("/fr/account/sign-in", data=RIGHT).headers["Set-Cookie"]

        assert cookie.startswith("staff=")
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


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


class TestEnrolling:
    def test_reading_the_page_uses_nothing_up(self, client: FlaskClient) -> None:
        token = actions.first_enrolment()
        db.session.commit()
        form = {"name": "Léa", **RIGHT}
        path = f"/zh/account/enrol/{token}"

        assert [client.get(path).status_code for _ in range(2)] == [200, 200]
        assert client.post(path, data=form).location == "/zh/account/home"
        assert is_signed_in(client)
        assert client.get(path).status_code == 404
        kept = db.session.query(AuditEntry.act).order_by(AuditEntry.id).all()
        assert [act for (act,) in kept] == ["enrol", "sign in"]

    def test_a_mistake_leaves_the_link_usable(self, client: FlaskClient, lea: Staff) -> None:
        token = actions.invite("console", "host")
        db.session.commit()
        path, weak = f"/fr/account/enrol/{token}", {"name": "Léa", **RIGHT, "password": "azerty123"}

        assert client.post(path, data=weak).status_code == 422
        assert client.post(path, data={"name": "Léa", **RIGHT}).status_code == 422
        other = {"name": "Bo", **RIGHT, "email": "bo@museum.example"}
        assert client.post(path, data=other).status_code == 303
