"""Headers of a proxy are believed from its address alone; a spoofed one changes nothing."""

from ipaddress import ip_network
from typing import Any

import pytest

from quiz.web.crowd.proxy import ARRIVED, Behind
from tests.clocks import EVENING

PROXIES = (ip_network("10.0.0.7"), ip_network("10.1.0.0/24"), ip_network("fd00::/8"))
STAMP = f"{EVENING // 1000}.250"
STAMPED = EVENING + 250


def seen(address: str, **headers: str) -> dict[str, Any]:
    """What the application sees of a request from `address`."""
    caught: dict[str, Any] = {}

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        caught.update(environ)
        return []

    asked = {"REMOTE_ADDR": address, "wsgi.url_scheme": "http", "HTTP_HOST": "node:8000"}
    asked |= {f"HTTP_X_{name}": value for name, value in headers.items()}
    Behind(app, PROXIES)(asked, lambda *_: None)
    return caught


def test_a_proxy_says_who_asks_and_how() -> None:
    said = seen(
        "10.0.0.7",
        FORWARDED_FOR="203.0.113.9",
        FORWARDED_PROTO="https",
        FORWARDED_HOST="quiz.museum.example",
        ARRIVED=STAMP,
    )
    assert said["REMOTE_ADDR"] == "203.0.113.9"
    assert said["wsgi.url_scheme"] == "https"
    assert said["HTTP_HOST"] == "quiz.museum.example"
    assert said[ARRIVED] == STAMPED


@pytest.mark.parametrize("address", ["10.0.0.8", "203.0.113.9", "::ffff:10.0.0.8", "", "unix:"])
def test_a_client_says_nothing_of_itself(address: str) -> None:
    said = seen(
        address,
        FORWARDED_FOR="198.51.100.1",
        FORWARDED_PROTO="https",
        FORWARDED_HOST="evil.example",
        ARRIVED=STAMP,
    )
    assert said["REMOTE_ADDR"] == address
    assert said["wsgi.url_scheme"] == "http"
    assert said["HTTP_HOST"] == "node:8000"
    assert ARRIVED not in said


@pytest.mark.parametrize(
    ("address", "forwarded", "client"),
    [
        ("10.0.0.7", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.7", "198.51.100.1, 203.0.113.9, 10.1.0.4", "203.0.113.9"),
        ("::ffff:10.0.0.7", "2001:db8::5", "2001:db8::5"),
        ("fd00::1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.7", "10.1.0.1,10.1.0.2", "10.1.0.1"),
        ("10.0.0.7", "203.0.113.9, nonsense", "10.0.0.7"),
        ("10.0.0.7", "", "10.0.0.7"),
    ],
)
def test_the_client_is_whom_the_nearest_proxy_names(
    address: str, forwarded: str, client: str
) -> None:
    assert seen(address, FORWARDED_FOR=forwarded)["REMOTE_ADDR"] == client


@pytest.mark.parametrize(
    "said",
    [
        {"FORWARDED_PROTO": "javascript", "FORWARDED_HOST": "a\r\nb", "ARRIVED": "soon"},
        {"FORWARDED_PROTO": "https,http", "FORWARDED_HOST": "", "ARRIVED": "1598443200"},
        {"ARRIVED": "-1598443200.250"},
        {"ARRIVED": "１598443200.250"},
    ],
)
def test_nonsense_of_a_proxy_is_left_out(said: dict[str, str]) -> None:
    caught = seen("10.0.0.7", **said)
    assert caught["wsgi.url_scheme"] == "http"
    assert caught["HTTP_HOST"] == "node:8000"
    assert ARRIVED not in caught
