"""Passwords, waits and lifetimes: pure."""

import pytest
from flask import Flask
from flask_babel import force_locale

from quiz.accounts.models import SignIn, Staff
from quiz.accounts.rules import (
    ABSOLUTE,
    IDLE,
    LONGEST,
    MISS_WINDOW,
    browser_of,
    ends_at,
    is_open,
    password_problem,
    wait_ms,
)

NOW = 1_000_000_000


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_a_sentence_says_what_is_wrong(app: Flask, language: str) -> None:
    with force_locale(language):
        sentences = [
            str(password_problem(password, ("Léa Durand",)))
            for password in ("short", "x" * 129, "motdepasse", "durand99", "abcdefgh4321")
        ]

    assert len(set(sentences)) == len(sentences)
    assert [has_chinese(sentence) for sentence in sentences] == [language == "zh"] * 5
    assert password_problem("six small grey bowls") is None


def has_chinese(sentence: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in sentence)


def test_what_a_keyboard_composes_its_own_way_is_the_same(app: Flask) -> None:
    assert password_problem("Ce\u0301ladon1") is not None


@pytest.mark.parametrize(
    ("misses", "wait"),
    [
        ([], 0),
        ([NOW] * 4, 0),
        ([NOW] * 5, MISS_WINDOW),
        ([NOW - 10_000, NOW - 8_000, NOW - 6_000, NOW - 4_000, NOW - 2_000], MISS_WINDOW - 10_000),
        ([NOW - MISS_WINDOW, NOW, NOW, NOW, NOW], 0),
        ([NOW - 50_000, *[NOW - 1_000] * 5], MISS_WINDOW - 1_000),
    ],
)
def test_the_fifth_wrong_password_makes_wait(misses: list[int], wait: int) -> None:
    assert wait_ms(misses, 5, NOW) == wait


def make_sign_in(**values: int | None) -> SignIn:
    times = {"made_at": NOW, "last_seen_at": NOW, "ended_at": None} | values
    return SignIn(staff=Staff(active=True), **times)


def test_a_sign_in_ends_when_it_is_not_used() -> None:
    sign_in = make_sign_in()

    assert [sign_in.is_alive(NOW + IDLE - 1), sign_in.is_alive(NOW + IDLE)] == [True, False]


def test_a_sign_in_ends_however_much_it_is_used() -> None:
    sign_in = make_sign_in(last_seen_at=NOW + ABSOLUTE - 1)

    assert ends_at(sign_in.made_at, sign_in.last_seen_at) == NOW + ABSOLUTE


def test_an_ended_sign_in_is_dead() -> None:
    assert make_sign_in(ended_at=NOW).is_alive(NOW) is False


def test_a_deactivated_person_is_signed_in_nowhere() -> None:
    sign_in = make_sign_in()
    sign_in.staff.active = False

    assert sign_in.is_alive(NOW) is False


@pytest.mark.parametrize(
    ("expires_at", "used_at", "open_"),
    [(None, None, True), (NOW + 1, None, True), (NOW, None, False), (None, NOW - 1, False)],
)
def test_an_invitation_is_open_until_used_or_expired(
    expires_at: int | None, used_at: int | None, open_: bool
) -> None:
    assert is_open(expires_at, used_at, NOW) is open_


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/126 Safari/537 Edg/126",
            "Edge · Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 13_4 like Mac OS X) Safari/604", "Safari · iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0", "Firefox · Linux"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_a_browser_is_called_by_its_name(agent: str, name: str) -> None:
    assert browser_of(agent) == name


def test_passwords_may_be_long() -> None:
    assert LONGEST >= 64
