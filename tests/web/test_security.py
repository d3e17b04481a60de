"""What every response says, and what is refused before a view."""

from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.app import create_app
from quiz.config import Settings
from quiz.web.assets import publish
from quiz.web.guards import public
from quiz.web.security import is_foreign, response_headers, safe_path
from tests.conftest import SECRET

HOST = "quiz.example:8000"


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({}, False),
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, False),
        ({"HTTP_SEC_FETCH_SITE": "none"}, False),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, True),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, True),
        ({"HTTP_SEC_FETCH_SITE": ""}, True),
        ({"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": f"http://{HOST}"}, True),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"}, False),
        ({"HTTP_ORIGIN": f"http://{HOST}"}, False),
        ({"HTTP_ORIGIN": f"https://{HOST.upper()}"}, False),
        ({"HTTP_ORIGIN": "http://quiz.example"}, True),
        ({"HTTP_ORIGIN": f"http://{HOST}.evil.example"}, True),
        ({"HTTP_ORIGIN": "null"}, True),
        ({"HTTP_ORIGIN": ""}, True),
        ({"HTTP_ORIGIN": "http://[broken"}, True),
    ],
)
def test_a_write_is_foreign_by_where_its_page_is(headers: dict[str, str], foreign: bool) -> None:
    assert is_foreign(headers, HOST) is foreign


def test_a_foreign_write_is_refused(client: FlaskClient) -> None:
    response = client.post("/fr/account/sign-out", headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403


def test_a_foreign_reader_is_not_refused(client: FlaskClient) -> None:
    response = client.get("/fr/account/sign-in", headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 200


@pytest.mark.parametrize("path", ["/fr/account/sign-in", "/nowhere", "/fr/account/"])
def test_every_response_carries_the_headers(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    sent = {name: response.headers.get(name) for name, _ in response_headers(https=False)}
    assert sent == dict(response_headers(https=False))
    assert response.headers["Cache-Control"] == "no-store"


def test_only_https_is_asked_to_stay(settings: Settings) -> None:
    name = "Strict-Transport-Security"

    assert name not in dict(response_headers(https=False))
    assert dict(response_headers(https=True))[name] == "max-age=31536000; includeSubDomains"


def test_only_the_overlay_may_be_framed_and_styled_and_scripts_are_ours_everywhere() -> None:
    everywhere, overlay = (
        dict(
            rule.partition(" ")[::2]
            for rule in dict(response_headers(https=False, overlay=overlay))[
                "Content-Security-Policy"
            ].split("; ")
        )
        for overlay in (False, True)
    )

    assert overlay == everywhere | {
        "style-src": "'self' 'unsafe-inline'",
        "frame-ancestors": "*",
    }
    assert everywhere["script-src"] == everywhere["style-src"] == "'self'"
    assert everywhere["frame-ancestors"] == "'none'"


def test_over_https_the_cookie_is_tied_to_this_host(settings: Settings) -> None:
    app = create_app(replace(settings, https=True), SECRET_KEY=SECRET)
    cookie = app.test_client().get("/fr/account/sign-in").headers["Set-Cookie"]

    assert cookie.startswith("__Host-staff=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} == set(cookie.split("; ")[1:])


@pytest.mark.parametrize(
    ("kind", "size"),
    [("application/x-www-form-urlencoded", 1_000_001), ("multipart/form-data", 5_000_001)],
)
def test_a_body_may_not_be_too_large(client: FlaskClient, kind: str, size: int) -> None:
    response = client.post("/fr/account/sign-in", data=b"e" * size, content_type=kind)

    assert response.status_code == 413


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\t/evil.example",
        "\t//evil.example",
        "/fr\r\nSet-Cookie: a=b",
        "fr/account",
        "",
        None,
    ],
)
def test_no_redirect_leads_away(target: str | None) -> None:
    assert safe_path(target) is None


@pytest.mark.parametrize("target", ["/", "/fr/host/va2020", "/zh/admin/?page=2#top"])
def test_a_redirect_stays_here(target: str) -> None:
    assert safe_path(target) == target


def test_static_files_are_kept_for_ever_under_their_hash(app: Flask) -> None:
    with app.test_request_context():
        path = app.jinja_env.globals["asset"]("css/tokens.css")  # type: ignore[operator]  # Ours.

    response = app.test_client().get(path)

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    response.close()


def test_published_files_are_compressed_and_old_ones_stay(settings: Settings) -> None:
    old = settings.instance / "static" / "0123456789ab"
    old.mkdir(parents=True)
    (old / "old.css").write_text("p {}")
    folder = publish(settings.instance)
    client = create_app(settings, SECRET_KEY=SECRET).test_client()
    ask = {"Accept-Encoding": "gzip"}

    new = client.get(f"/static/{folder.name}/css/base.css", headers=ask)
    kept = client.get("/static/0123456789ab/old.css")

    assert (new.status_code, new.headers["Content-Encoding"]) == (200, "gzip")
    assert (kept.status_code, kept.data) == (200, b"p {}")
    assert publish(settings.instance) == folder
    assert sorted(path.name for path in Path(settings.instance).iterdir()) == ["static"]
    new.close()
    kept.close()


def test_a_fault_of_ours_shows_no_trace(settings: Settings, database_url: str) -> None:
    app = create_app(settings, SECRET_KEY=SECRET, SQLALCHEMY_DATABASE_URI=database_url)
    app.view_functions["account.sign_in"] = fail
    response = app.test_client().get("/zh/account/sign-in")

    assert (response.status_code, "secret" in response.text) == (500, False)
    assert 'lang="zh-Hans"' in response.text


@public
def fail() -> None:
    raise RuntimeError("secret")


def make_app(settings: Settings, tmp_path: Path, origin: str) -> Flask:
    """An application that is reached under `origin`."""
    return create_app(
        replace(settings, origin=origin),
        SECRET_KEY=SECRET,
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'hosts.sqlite'}",
    )


@pytest.mark.parametrize(
    ("origin", "host", "status"),
    [
        ("https://quiz.museum.example", "quiz.museum.example", 200),
        ("https://quiz.museum.example", "quiz.museum.example:8443", 200),
        ("https://quiz.museum.example", "127.0.0.1:8000", 200),
        ("https://quiz.museum.example", "evil.example", 400),
        ("", "museum.example", 200),
        ("", "localhost:8000", 200),
        ("", "192.0.2.7:8000", 200),
        ("", "[2001:db8::1]:8000", 200),
        ("", "museum-pc", 200),
        ("", "museum-pc.local:8000", 200),
        ("", "evil.com", 400),
        ("", "127.0.0.1.evil.com:8000", 400),
        ("", "localhost.evil.cn", 400),
        ("", "[nonsense", 400),
    ],
)
def test_pages_are_given_under_no_name_of_somebody_else(
    settings: Settings, tmp_path: Path, origin: str, host: str, status: int
) -> None:
    client = make_app(settings, tmp_path, origin).test_client()
    assert client.get("/fr/privacy", headers={"Host": host}).status_code == status


def test_a_proxy_s_name_is_ours(settings: Settings, tmp_path: Path) -> None:
    behind = replace(settings, proxies=(ip_network("127.0.0.1/32"),))
    client = make_app(behind, tmp_path, "").test_client()
    assert client.get("/fr/privacy", headers={"Host": "quiz.museum.com"}).status_code == 200
