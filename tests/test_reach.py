"""Whether phones can reach an address, and what is proposed to whoever hands it out."""

import socket
from typing import Any

import pytest
from flask import Flask

from quiz import reach
from quiz.reach import LOOPBACK, address_at, address_here, is_own, own_address, reach_warning

OWN = "192.168.1.20"
HERE = "http://127.0.0.1:8000"


class Routes:
    """A socket of a machine that reaches the outside from `own`; nothing can be sent by it."""

    own: str | None = OWN

    def __init__(self, family: int, kind: int) -> None:
        assert kind == socket.SOCK_DGRAM
        self.is_plain = family == socket.AF_INET

    def __enter__(self) -> "Routes":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def connect(self, _address: object) -> None:
        if self.own is None or not self.is_plain:
            raise OSError(101, "Network is unreachable")

    def getsockname(self) -> tuple[Any, int]:
        return self.own, 40_000


@pytest.fixture
def routes(app: Flask, monkeypatch: pytest.MonkeyPatch) -> type[Routes]:
    """The network of this machine, as a test sets it."""
    routes = type("OwnRoutes", (Routes,), {})
    monkeypatch.setattr(reach.socket, "socket", routes)
    return routes


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("localhost", True),
        ("quiz.localhost", True),
        ("::1", True),
        ("0.0.0.0", True),
        (None, True),
        ("192.168.1.20", False),
        ("quiz.museum.example", False),
    ],
)
def test_what_means_the_machine_itself_on_every_machine(host: str | None, own: bool) -> None:
    assert is_own(host) is own


def test_the_own_address_is_where_a_route_leads_outside(routes: type[Routes]) -> None:
    assert own_address() == OWN
    routes.own = LOOPBACK
    assert own_address() is None
    routes.own = None
    assert own_address() is None


def test_links_begin_with_the_own_address_where_all_are_listened_at(routes: type[Routes]) -> None:
    assert address_at("0.0.0.0", 8000) == f"http://{OWN}:8000"
    assert address_at("127.0.0.1", 8000) == HERE
    assert address_at("fd00::7", 8000) == "http://[fd00::7]:8000"
    routes.own = None
    assert address_at("0.0.0.0", 8000) == "http://0.0.0.0:8000"


def test_an_address_that_phones_reach_needs_no_words(routes: type[Routes]) -> None:
    assert reach_warning(f"http://{OWN}:8000", "0.0.0.0") is None
    assert reach_warning("https://quiz.museum.example", LOOPBACK) is None


def test_behind_a_proxy_no_address_of_this_machine_is_proposed(routes: type[Routes]) -> None:
    sentence = str(reach_warning(HERE, LOOPBACK, behind=True))
    assert sentence.endswith("QUIZ_ORIGIN set to the address at which phones reach it.")
    assert "QUIZ_LISTEN" not in sentence


@pytest.mark.parametrize(
    ("listen", "own", "ends"),
    [
        (
            LOOPBACK,
            OWN,
            (
                "at http://192.168.1.20:8000, once it is started with QUIZ_LISTEN=0.0.0.0 and "
                "QUIZ_ORIGIN=http://192.168.1.20:8000."
            ),
        ),
        (
            "0.0.0.0",
            OWN,
            (
                "start the quiz with QUIZ_ORIGIN=http://192.168.1.20:8000, so that links and QR "
                "codes lead there."
            ),
        ),
        (
            "localhost",
            None,
            (
                "Start it with QUIZ_LISTEN=0.0.0.0, and with QUIZ_ORIGIN set to the address at "
                "which phones reach it."
            ),
        ),
        ("", None, "Start the quiz with QUIZ_ORIGIN set to the address at which phones reach it."),
    ],
)
def test_the_sentence_says_what_to_set(
    routes: type[Routes], listen: str, own: str | None, ends: str
) -> None:
    routes.own = own
    sentence = str(reach_warning(HERE, listen))
    assert sentence.startswith(
        "Phones cannot reach 127.0.0.1: on a phone it means the phone itself"
    )
    assert sentence.endswith(ends)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", HERE),
        ("0.0.0.0", HERE),
        ("localhost", "http://localhost:8000"),
        ("::", "http://[::1]:8000"),
        ("10.0.0.5", "http://10.0.0.5:8000"),
    ],
)
def test_a_machine_asks_itself_where_it_listens(host: str, address: str) -> None:
    assert address_here(host, 8000) == address
