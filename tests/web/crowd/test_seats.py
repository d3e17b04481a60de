"""A join whose answer was lost, a browser that refuses cookies, a player who goes: no ghosts."""

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.extensions import db
from quiz.game.models import Player
from quiz.reports.players import event_numbers
from tests.phones import Hall, Phone

pytestmark = pytest.mark.both_databases

KEY, OTHER = "0123456789abcdef" * 2, "f" * 32
TEN_MINUTES_MS = 600_000


def players(hall: Hall) -> list[tuple[str | None, bool]]:
    """Everybody's name, and whether they left."""
    db.session.rollback()
    rows = db.session.scalars(select(Player).order_by(Player.joined_at, Player.nickname))
    return [(row.nickname, row.has_left) for row in rows]


def numbered(hall: Hall) -> tuple[int, int]:
    """How many players the pulse and the back office know."""
    hall.evening.clock.advance(2_000)
    in_pulse = hall.phone().pulse()["players"]
    db.session.rollback()
    return in_pulse, event_numbers()[hall.evening.event_id].players


def test_the_same_key_is_the_same_player_and_sets_its_cookies_again(hall: Hall) -> None:
    lost, again = hall.phone(), hall.phone()
    assert lost.join("Ming", key=KEY).status_code == 201
    answered = again.join("Ming", key=KEY)
    assert (answered.status_code, answered.json["nickname"]) == (200, "Ming")
    assert len(answered.headers.getlist("Set-Cookie")) == 2
    assert again.me().json["player"]["nickname"] == lost.me().json["player"]["nickname"] == "Ming"
    assert players(hall) == [("Ming", False)]


def test_another_key_or_none_is_another_player(hall: Hall) -> None:
    for key in (KEY, OTHER, "", "no key", KEY.upper()):
        assert hall.phone().join("Ming", key=key).status_code == 201
    assert [name for name, _ in players(hall)] == ["Ming", "Ming 2", "Ming 3", "Ming 4", "Ming 5"]


def test_after_ten_minutes_a_key_is_no_way_in(hall: Hall) -> None:
    hall.phone().join("Ming", key=KEY)
    hall.evening.clock.advance(TEN_MINUTES_MS + 1)
    late = hall.phone().join("Ming", key=KEY)
    assert (late.status_code, late.json["nickname"]) == (201, "Ming 2")


def test_a_browser_that_has_a_pass_needs_no_key(hall: Hall) -> None:
    phone = hall.phone()
    phone.join("Ming", key=KEY)
    assert phone.join("Ming", key=OTHER).status_code == 200
    assert players(hall) == [("Ming", False)]


def test_the_key_of_one_event_is_worth_nothing_in_the_database(hall: Hall) -> None:
    hall.phone().join("Ming", key=KEY)
    db.session.rollback()
    stored = db.session.scalars(select(Player)).one()
    assert KEY not in (stored.pass_hash or "")


def test_a_seat_whose_cookies_were_refused_is_given_up_by_its_key(hall: Hall) -> None:
    hall.player("Zoé")
    hall.phone().join("Ming", key=KEY)
    assert numbered(hall) == (2, 2)
    stranger = hall.phone()
    assert stranger.ask(f"/my/{hall.evening.code}/player?key={KEY}", "DELETE").status_code == 204
    assert numbered(hall) == (1, 1)
    assert sorted(players(hall), key=str) == [("Zoé", False), (None, True)]
    assert hall.phone().join("Ming").json["nickname"] == "Ming"


def test_who_leaves_is_forgotten_and_what_they_answered_stays(hall: Hall) -> None:
    ming, zoe = hall.player("Ming"), hall.player("Zoé")
    hall.evening.launch_and_open()
    assert zoe.answer(hall.right()).status_code == 201
    for phone in (ming, zoe):
        gone = phone.ask(f"/my/{hall.evening.code}/player", "DELETE")
        assert (gone.status_code, "Max-Age=0" in gone.headers["Set-Cookie"]) == (204, True)
        assert phone.me().status_code == 401
    assert sorted(players(hall), key=str) == [(None, False), (None, True)]
    acts = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "player.forget")).all()
    assert [(entry.actor, entry.details) for entry in acts] == [("player", {"players": 1})]


def test_who_was_sent_away_does_not_slip_out_of_it(hall: Hall) -> None:
    ming = hall.player("Ming")
    hall.evening.ban("Ming")
    assert ming.ask(f"/my/{hall.evening.code}/player", "DELETE").status_code == 403
    hall.phone().ask(f"/my/{hall.evening.code}/player?key={OTHER}", "DELETE")
    assert players(hall) == [("Ming", False)]


def test_without_a_script_a_browser_without_cookies_is_told_so(app: Flask, hall: Hall) -> None:
    phone = Phone(hall.lane, hall.evening.code)
    path = f"/fr/e/{phone.code}/{phone.channel}"
    page = phone.ask(f"{path}/join", "POST", data={"nickname": "Ana"}).text
    ghost = page.split("/play?ghost=")[1].split('"')[0]
    assert phone.ask(f"{path}/play?ghost={ghost}").status_code == 200
    refusing = Phone(hall.lane, hall.evening.code)
    assert refusing.ask(f"{path}/play?ghost={ghost[:-1]}x").status_code == 303
    told = refusing.ask(f"{path}/play?ghost={ghost}")
    assert (told.status_code, "refuse les cookies" in told.text) == (403, True)
    assert players(hall) == [(None, True)]


def test_nobody_else_asks_for_anything_anew_when_somebody_goes(hall: Hall) -> None:
    """Whose name stands on no board goes without another version of the event."""
    ming, zoe = hall.player("Ming"), hall.player("Zoé")
    hall.evening.launch_and_open()
    assert zoe.answer(hall.right()).status_code == 201
    hall.evening.count()
    before = hall.evening.known()
    ming.ask(f"/my/{hall.evening.code}/player", "DELETE")
    assert hall.evening.known().facts.version == before.facts.version
    zoe.ask(f"/my/{hall.evening.code}/player", "DELETE")
    after = hall.evening.known()
    assert after.facts.version == before.facts.version + 1
    assert after.facts.rounds[0].revision == before.facts.rounds[0].revision + 1


def test_a_crowd_that_is_too_large_is_told_the_truth(hall: Hall) -> None:
    inside = hall.phone()
    assert inside.join("Ming").status_code == 201
    hall.fill()
    refused = hall.phone().join("Qing")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
    told = {"status": "full", "message": "Le quiz est complet : suivez-le ici avec nous."}
    assert {**refused.json, "message": refused.json["message"].replace("\xa0", " ")} == told
    assert inside.join("Ming").status_code == 200
