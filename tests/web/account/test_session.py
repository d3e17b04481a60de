"""Signing in and out."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.accounts.actions import members
from quiz.accounts.models import Staff
from quiz.extensions import db
from tests.clocks import SettableClock
from tests.web.account.sign_in_form import PASSWORD, RIGHT, is_signed_in, try_password

TOKEN = re.compile(r'name="csrf_token"[^>]*value="[^"]*"')


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
        # The form's token says when it was made, to the second.
        known, unknown = (TOKEN.sub("", page.text) for page in pages)
        assert known.replace("lea@", "eal@") == unknown

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
        members.set_active("console", lea, False)
        db.session.commit()

        assert try_password(client, "lea@museum.example", PASSWORD) == 422

    def test_the_cookie_is_for_this_site_and_no_script(
        self, client: FlaskClient, lea: Staff
    ) -> None:
        cookie = client.post("/fr/account/sign-in", data=RIGHT).headers["Set-Cookie"]

        assert cookie.startswith("staff=")
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
