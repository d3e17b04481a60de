"""Joins and `me` through the lane: who sits where, and what each channel may know of results."""

import pytest
from sqlalchemy import select
from werkzeug.test import Client

from quiz.events.clicks import Click
from quiz.events.models import Event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.models import Player
from quiz.game.nicknames import is_suggested
from tests.phones import Hall, Phone


def players() -> list[tuple[str | None, str, str]]:
    """Nickname, channel's name and language of every player on disk, in order of joining."""
    db.session.rollback()
    rows = db.session.scalars(select(Player).order_by(Player.nickname))
    return [(row.nickname, str(row.channel_id), row.language) for row in rows]


def mine(phone: Phone) -> dict[str, object]:
    """All of `me` but who it is."""
    response = phone.me()
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")
    assert len(response.data) < 400
    body = dict(response.json or {})
    del body["player"]
    return body


def test_joining_gives_a_seat_and_two_cookies(hall: Hall) -> None:
    phone = hall.phone("channel2", "zh")
    response = phone.join("青瓷小鹤")
    assert (response.status_code, response.json) == (
        201,
        {"nickname": "青瓷小鹤", "channel": "channel2"},
    )
    assert response.headers["Cache-Control"] == "no-store"
    cookies = response.headers.getlist("Set-Cookie")
    assert [cookie.split("=")[0] for cookie in cookies] == [
        "celadon_pass",
        f"celadon_{hall.evening.code}",
    ]
    for cookie in cookies:
        said = {"Path=/", "Max-Age=31536000", "HttpOnly", "SameSite=Lax"}
        assert set(cookie.split("; ")[1:]) == said
    assert phone.me().json == {
        "player": {"nickname": "青瓷小鹤", "channel": "channel2", "lang": "zh"},
        "round": None,
        "answer": None,
        "result": None,
        "score": 0,
        "rank": None,
        "tied": None,
        "players": 0,
        "right": 0,
        "around": [],
        "mended": None,
    }


@pytest.mark.both_databases
def test_the_same_browser_is_renamed_and_moved(hall: Hall) -> None:
    phone, first, second = hall.phone(), *map(str, hall.evening.channels)
    assert phone.join("Ming").status_code == 201
    again = phone.join("", lang="zh", channel="channel2")
    assert (again.status_code, again.json) == (200, {"nickname": "Ming", "channel": "channel2"})
    assert players() == [("Ming", second, "zh")]
    renamed = phone.join("Zoé", channel="channel1")
    assert (renamed.status_code, renamed.json) == (200, {"nickname": "Zoé", "channel": "channel1"})
    assert phone.me().json["player"] == {"nickname": "Zoé", "channel": "channel1", "lang": "fr"}
    assert players() == [("Zoé", first, "fr")]


@pytest.mark.both_databases
def test_a_taken_nickname_gets_a_number_and_the_reply_says_it(hall: Hall) -> None:
    names = [hall.phone().join(name).json["nickname"] for name in ("Ming", "ming", "MING")]
    assert names == ["Ming", "ming 2", "MING 3"]
    late = hall.phone()
    assert late.join("Zoé").json["nickname"] == "Zoé"
    assert late.join("Ming").json["nickname"] == "Ming 4"
    assert late.join("Ming 4").json["nickname"] == "Ming 4"


def test_without_a_nickname_the_server_finds_one(hall: Hall) -> None:
    first, second = hall.phone(), hall.phone(lang="zh")
    assert len(first.join().json["nickname"]) > 3
    assert second.join("  ").json["nickname"].isalnum()
    assert len(players()) == 2


def test_nobody_moves_between_a_launch_and_its_count(hall: Hall) -> None:
    evening, phone = hall.evening, hall.player("Ming")
    evening.launch_and_open()
    moved = phone.join("Zoé", channel="channel2")
    assert (moved.status_code, moved.json) == (200, {"nickname": "Zoé", "channel": "channel1"})
    evening.count()
    assert phone.join("", channel="channel2").json == {"nickname": "Zoé", "channel": "channel2"}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"nickname": "a\x00b"}, 422),
        ({"nickname": "\u200b"}, 422),
        ({"nickname": "x" * 21}, 422),
        ({"nickname": "x" * 5_000}, 422),
        ({"nickname": "0612345678"}, 422),
        ({"channel": "nowhere"}, 404),
        ({"channel": ""}, 404),
        ({"channel": "picture"}, 404),
        ({"channel": "\x00"}, 404),
        ({"lang": "de"}, 201),
        ({"lang": "\x00"}, 201),
        ({"channel": "CHANNEL1"}, 201),
        ({"nickname": "<script>"}, 201),
    ],
)
def test_what_cannot_be_shown_or_found_is_refused(
    hall: Hall, sent: dict[str, str], status: int
) -> None:
    response = hall.phone().join(**{"nickname": "Ming"} | sent)
    assert response.status_code == status
    assert ("Set-Cookie" in response.headers) == (status == 201)
    assert len(players()) == (status == 201)


@pytest.mark.parametrize("nickname", ["%FF", "%ED%A0%80", "%C3%28", "%00"])
def test_a_nickname_that_is_no_text_is_refused(hall: Hall, nickname: str) -> None:
    path = f"/my/{hall.evening.code}/player?channel=channel1&nickname={nickname}"
    assert hall.phone().ask(path, "PUT").status_code == 422


def test_nobody_joins_through_the_overlay(hall: Hall) -> None:
    secret = hall.evening.known().facts.overlays[0].secret
    assert hall.phone(secret).join("Ming").status_code == 404


def test_another_site_can_seat_nobody(hall: Hall) -> None:
    path = f"/my/{hall.evening.code}/player?channel=channel1&nickname=Ming"
    refused = hall.phone().ask(path, "PUT", headers={"Sec-Fetch-Site": "cross-site"})
    assert (refused.status_code, players()) == (403, [])


def test_joins_of_one_address_wait_in_line(hall: Hall) -> None:
    hall.lane._joins._burst = 2.0  # noqa: SLF001 (3,000 joins would take a minute)
    assert [hall.phone().join().status_code for _ in range(3)] == [201, 201, 503]
    refused = hall.phone().join()
    assert (refused.headers["Retry-After"], refused.json["status"]) == ("1", "away")
    assert "Set-Cookie" not in refused.headers
    hall.evening.clock.advance(100)
    assert hall.phone().join().status_code == 201


def test_a_cookie_that_is_not_ours_proves_nothing(hall: Hall) -> None:
    phone, other = hall.player("Ming"), hall.phone()
    other.client = Client(hall.lane, use_cookies=False)
    name = f"celadon_{hall.evening.code}"
    token = phone.client.get_cookie(name)
    assert token is not None
    player, channel, proof = token.value.split(".")
    forged = (
        "",
        "x",
        "..",
        f"{player}.{channel}.",
        f"{player}.{channel}.{'0' * 32}",
        f"{int(player, 16) + 1:x}.{channel}.{proof}",
        f"{player}.{int(channel, 16) + 1:x}.{proof}",
        f"0x{player}.{channel}.{proof}",
        f"-{player}.{channel}.{proof}",
        f"{player}.{channel}.{'é' * 32}",
        "9" * 5_000 + f".1.{proof}",
    )
    for value in forged:
        header = {"Cookie": f"{name}={value}"}
        assert other.ask(f"/my/{hall.evening.code}/me", headers=header).status_code == 401, value
    header = {"Cookie": f'junk={{"a": 1}}; =; ;;; {name}={token.value}; "'}
    assert other.ask(f"/my/{hall.evening.code}/me", headers=header).status_code == 200


def test_a_pass_that_we_never_gave_is_replaced(hall: Hall) -> None:
    phone = hall.phone()
    phone.client = Client(hall.lane, use_cookies=False)
    path = f"/my/{hall.evening.code}/player?channel=channel1&nickname=Ming"
    for value in ("é" * 32, "A" * 32, "0" * 31, ""):
        response = phone.ask(path, "PUT", headers={"Cookie": f"celadon_pass={value}"})
        given = (
            response.headers.getlist("Set-Cookie")[0].split(";")[0].removeprefix("celadon_pass=")
        )
        assert (response.status_code, len(given), given == value) == (201, 32, False)


def test_a_banned_player_is_out_until_let_in_again(hall: Hall) -> None:
    phone = hall.player("Ming")
    hall.evening.ban("Ming")
    for response in (phone.me(), phone.join("Zoé", channel="channel2")):
        assert (response.status_code, response.json["status"]) == (403, "banned")
        assert "Set-Cookie" not in response.headers
    assert hall.phone().pulse()["players"] == 0
    hall.evening.ban("Ming", banned=False)
    assert phone.me().json["player"] == {"nickname": "Ming", "channel": "channel1", "lang": "fr"}


@pytest.mark.both_databases
def test_a_result_is_known_when_the_players_channel_has_seen_it(hall: Hall) -> None:
    evening = hall.evening
    early, late, idle = hall.player("Ming"), hall.player("Zoé", "channel2"), hall.player("Ha")
    nothing = {
        "result": None,
        "score": 0,
        "rank": None,
        "tied": None,
        "players": 0,
        "right": 0,
        "around": [],
        "mended": None,
    }
    before = nothing | {"round": 1}
    evening.launch_and_open()
    right, wrong = hall.right(), hall.wrong()
    early.answer(wrong)
    late.answer(right)
    assert mine(early) == before | {"answer": wrong}
    assert mine(late) == before | {"answer": right}
    evening.count()
    assert mine(early) == before | {"answer": wrong}
    evening.step(Step.REVEAL)
    evening.clock.advance(499)
    assert mine(early) == before | {"answer": wrong}
    evening.clock.advance(1)
    shown = {"round": 1, "players": 3, "mended": None}
    first = {"rank": 1, "score": 1_000, "nickname": "Zoé"}
    lost = shown | {"score": 0, "rank": 2, "tied": 2, "right": 0, "around": [first]}
    assert mine(early) == lost | {"answer": wrong, "result": {"credit": 0.0, "points": 0}}
    assert mine(idle) == lost | {"answer": None, "result": {"credit": None, "points": 0}}
    evening.clock.advance(2_999)
    assert mine(late) == before | {"answer": right}
    evening.clock.advance(1)
    second = {"rank": 2, "score": 0, "nickname": "Ming"}
    won = shown | {"score": 1_000, "rank": 1, "tied": 1, "right": 1, "around": [second]}
    assert mine(late) == won | {"answer": right, "result": {"credit": 1.0, "points": 1_000}}


@pytest.mark.both_databases
def test_a_slow_channel_keeps_the_result_before_while_the_next_is_counted(hall: Hall) -> None:
    evening = hall.evening
    early, late = hall.player("Ming"), hall.player("Zoé", "channel2")
    evening.launch_and_open()
    late.answer(hall.right())
    evening.count()
    evening.step(Step.REVEAL)
    evening.clock.advance(4_000)
    evening.launch_and_open()
    early.answer(hall.right(2), 2)
    late.answer(hall.wrong(2), 2)
    evening.count()
    evening.step(Step.REVEAL)
    evening.clock.advance(500)
    assert (mine(early)["score"], mine(early)["rank"], mine(early)["round"]) == (1_000, 1, 2)
    assert (mine(late)["score"], mine(late)["rank"], mine(late)["result"]) == (
        1_000,
        1,
        {"credit": 1.0, "points": 1_000},
    )
    evening.clock.advance(3_000)
    assert mine(late)["result"] == {"credit": 0.0, "points": 0}
    evening.step(Step.VOID, Click(2))
    assert (mine(early)["score"], mine(early)["result"]) == (0, {"credit": 1.0, "points": 0})
    assert (mine(early)["rank"], mine(late)["rank"]) == (2, 1)


def test_nobody_known_is_asked_to_join(hall: Hall) -> None:
    response = hall.phone().me()
    assert (response.status_code, response.json) == (401, {"status": "not_joined"})
    assert response.headers["Cache-Control"] == "no-store"


def test_where_names_are_suggested_only_nobody_chooses_another(hall: Hall) -> None:
    event = db.session.get_one(Event, hall.evening.event_id)
    event.suggested_names = True
    event.version += 1
    db.session.commit()
    asked = [hall.phone().join(name).json["nickname"] for name in ("Zoé", "Céladon serein", "")]
    assert asked[1] == "Céladon serein"
    assert [is_suggested(name) for name in asked] == [True, True, True]
    page = hall.phone().ask(f"/fr/e/{hall.evening.code}/channel1").text
    assert ("readonly" in page, "Un autre pseudonyme" in page) == (True, True)
