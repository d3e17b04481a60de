"""Over HTTPS no sibling domain can plant a player's cookie."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.evenings import Evening
from tests.phones import Hall


@pytest.fixture
def safe_hall(app: Flask, evening: Evening) -> Hall:
    """The lane of an evening that is reached over HTTPS."""
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], https=True)
    return Hall(app, evening)


def test_over_https_the_cookies_are_tied_to_this_very_host(safe_hall: Hall) -> None:
    code, https = safe_hall.evening.code, "https://localhost"
    phone = safe_hall.phone()
    path = f"/my/{code}/player?nickname=Ming&lang=fr&channel=channel1"
    response = phone.ask(path, "PUT", base_url=https)
    cookies = [cookie.split("; ") for cookie in response.headers.getlist("Set-Cookie")]
    names = [cookie[0].partition("=")[0] for cookie in cookies]

    assert names == ["__Host-celadon_pass", f"__Host-celadon_{code}"]
    for _, *said in cookies:
        assert set(said) == {"Path=/", "Max-Age=31536000", "HttpOnly", "SameSite=Lax", "Secure"}
    assert phone.ask(f"/my/{code}/me", base_url=https).status_code == 200
    assert phone.ask(path, "PUT", base_url=https).status_code == 200


def test_over_https_what_a_sibling_domain_planted_is_nobody(safe_hall: Hall) -> None:
    code, planted = safe_hall.evening.code, "0" * 32
    thief = safe_hall.phone()
    path = f"/my/{code}/player?nickname=Ming&lang=fr&channel=channel1"
    token = thief.ask(path, "PUT").headers.getlist("Set-Cookie")[1].split(";")[0]
    victim = {"Cookie": f"celadon_pass={planted}; {token.removeprefix('__Host-')}"}

    assert safe_hall.phone().ask(f"/my/{code}/me", headers=victim).status_code == 401
    joined = safe_hall.phone().ask(path, "PUT", headers=victim)
    assert joined.status_code == 201
    assert planted not in joined.headers.getlist("Set-Cookie")[0]


def test_over_https_the_page_without_a_script_has_them_too(app: Flask, safe_hall: Hall) -> None:
    code, https = safe_hall.evening.code, "https://localhost"
    browser = app.test_client()
    form = {"nickname": "Ming", "lang": "fr", "channel": "channel1"}
    joined = browser.post(f"/fr/e/{code}/channel1/join", data=form, base_url=https)

    assert joined.status_code == 200
    assert "__Host-celadon_pass=" in joined.headers.getlist("Set-Cookie")[0]
    assert browser.get(f"/fr/e/{code}/channel1/play", base_url=https).status_code == 200
