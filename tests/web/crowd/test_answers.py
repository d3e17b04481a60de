"""Answers through the lane: every verdict, in the contract's order, and what is stored."""

from dataclasses import dataclass
from fractions import Fraction

import pytest
from flask_babel import force_locale, gettext
from sqlalchemy import select, update

from quiz.events.models import Event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.play import answer
from quiz.game.integrity.check import event_differences
from quiz.game.models import Answer, Player
from quiz.game.rules import Arrival, Verdict
from quiz.waiting import run_inline
from quiz.web.crowd.arrival import CONNECTION, STEP_MS
from quiz.web.crowd.cookies import token_cookie
from tests.clocks import EVENING
from tests.phones import Hall


def stored() -> list[tuple[str, int, str | None, int]]:
    """Every answer on disk: value, time, credit, points."""
    db.session.rollback()
    rows = db.session.scalars(select(Answer).order_by(Answer.player_id))
    return [(row.value, row.elapsed_ms, row.credit, row.points) for row in rows]


@pytest.mark.both_databases
def test_an_answer_is_accepted_once_and_then_known_for_ever(hall: Hall) -> None:
    played = hall.evening.launch_and_open()
    phone = hall.player("Ming")
    value, other = hall.right(), hall.wrong()
    first = phone.answer(value)
    assert (first.status_code, first.json) == (201, {"status": "accepted", "elapsed_ms": 3_000})
    assert first.headers["Cache-Control"] == "no-store"
    assert len(first.data) < 200
    hall.evening.clock.advance(2_000)
    again = phone.answer(value)
    assert (again.status_code, again.json) == (200, first.json)
    another = phone.answer(other)
    assert (another.status_code, another.json) == (
        409,
        {"status": "already_answered", "answer": value},
    )
    hall.evening.count()
    assert (phone.answer(value).status_code, phone.answer(other).status_code) == (200, 409)
    assert stored() == [(value, 3_000, "1", 1_000)]
    assert played.times.plateau_ms > 3_000


@pytest.mark.both_databases
def test_the_window_is_the_channels_own_to_the_millisecond(hall: Hall) -> None:
    evening = hall.evening
    early, late = hall.player("Ming"), hall.player("Zoé", "channel2")
    evening.step(Step.LAUNCH)
    times = evening.round().times
    for phone, delay in ((early, 0), (late, 3_000)):
        other = hall.player(f"Autre {delay}", phone.channel)
        evening.clock.set(times.opens + delay - 1)
        refused = phone.answer(hall.right())
        assert (refused.status_code, refused.json) == (425, {"status": "too_early"})
        evening.clock.advance(1)
        assert phone.answer(hall.right()).json == {"status": "accepted", "elapsed_ms": 0}
        evening.clock.set(times.closes + 1_000 + delay)
        assert other.answer(hall.right()).status_code == 201
        evening.clock.advance(1)
        stranger = hall.player(f"Tard {delay}", phone.channel)
        refused = stranger.answer(hall.right())
        assert (refused.status_code, refused.json) == (410, {"status": "too_late"})
        evening.clock.set(times.opens)


@dataclass(frozen=True)
class Quiet:
    """A connection on which nothing has come in for so long."""

    ms: int
    is_familiar: bool = False

    def quiet_ms(self) -> int:
        return self.ms


def waited(ms: int) -> dict[str, dict[str, Quiet]]:
    """What makes a request one that waited for so long before it was handled."""
    return {"environ_overrides": {CONNECTION: Quiet(ms)}}


@pytest.mark.both_databases
def test_what_waited_for_us_is_judged_by_when_it_came(hall: Hall) -> None:
    evening, phones = hall.evening, [hall.player(name) for name in ("Ming", "Zoé", "Lou", "Li")]
    evening.step(Step.LAUNCH)
    times = evening.round().times
    first, last = times.window(evening.channels[0])
    early, at_opening, timely, tardy = phones
    evening.clock.set(first + 900)
    refused = early.answer(hall.right(), **waited(901 + STEP_MS))
    assert (refused.status_code, refused.json) == (425, {"status": "too_early"})
    taken = at_opening.answer(hall.right(), **waited(900 + STEP_MS))
    assert (taken.status_code, taken.json["elapsed_ms"]) == (201, 0)
    evening.clock.set(last + 1_900)
    taken = timely.answer(hall.right(), **waited(1_900))
    assert (taken.status_code, taken.json["elapsed_ms"]) == (201, last - STEP_MS - first)
    assert tardy.answer(hall.right(), **waited(1_899 - STEP_MS)).status_code == 410
    evening.count()
    assert [elapsed for _, elapsed, _, _ in stored()].count(0) == 1
    assert list(event_differences(evening.event_id)) == []


def test_how_long_answers_wait_is_known(hall: Hall) -> None:
    hall.evening.launch_and_open()
    hall.player("Ming").answer(hall.right(), **waited(1_500))
    assert hall.evening.desk.lag.longest_ms() == 1_500 + STEP_MS


@pytest.mark.both_databases
def test_refusals_come_in_the_contracts_order(hall: Hall) -> None:
    evening = hall.evening
    evening.launch_and_open()
    stranger, banned, player = hall.phone(), hall.player("Zoé"), hall.player("Ming")
    evening.ban("Zoé")
    assert [phone.answer("nonsense", 9).status_code for phone in (stranger, banned)] == [404, 404]
    refused = stranger.answer("nonsense")
    assert (refused.status_code, refused.json) == (401, {"status": "not_joined"})
    assert (banned.answer("nonsense").status_code, banned.answer("nonsense").json["status"]) == (
        403,
        "banned",
    )
    malformed = player.answer("nonsense")
    assert (malformed.status_code, malformed.json["status"]) == (422, "malformed")
    with force_locale("fr"):
        said = gettext("The answer is not one of the choices of this question.")
    assert malformed.json["message"] == said
    evening.count()
    assert [phone.answer("nonsense").status_code for phone in (stranger, banned, player)] == [
        401,
        403,
        422,
    ]
    assert player.answer(hall.right()).status_code == 410
    assert stored() == []


@pytest.mark.parametrize(
    "number", ["0", "2", "-1", "1.0", "1e0", "x", "", "%31%00", "9" * 30, "１", "1%20", "null"]
)
def test_an_unknown_round_is_not_found(hall: Hall, number: str) -> None:
    hall.evening.launch_and_open()
    assert hall.player("Ming").answer(hall.right(), number).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "",
        "v=",
        "v=%20",
        "lang=fr",
        "v=%00",
        "v=%FF%FE",
        "v=%ED%A0%80",
        "v=" + "a" * 301,
        "v=" + "%E9%9D%92" * 101,
        "v=null&lang=de",
        "v=%C2%85",
        "v=a,b",
        "v[]=1",
        "=",
        "&&&",
        "v=1;drop table answer",
        "%",
        "v=%",
    ],
)
def test_a_malformed_answer_is_422(hall: Hall, query: str) -> None:
    hall.evening.launch_and_open()
    refused = hall.player("Ming").answer("", query_string=query)
    assert (refused.status_code, refused.json["status"]) == (422, "malformed")
    assert stored() == []


def test_the_first_value_of_a_name_counts(hall: Hall) -> None:
    hall.evening.launch_and_open()
    query = f"v={hall.right()}&v={hall.wrong()}&lang=zh&lang=fr"
    assert hall.player("Ming").answer("", query_string=query).status_code == 201
    assert stored()[0][0] == hall.right()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://elsewhere.example"}, 201),
        ({"Sec-Fetch-Site": "none"}, 201),
        ({"Origin": "http://localhost"}, 201),
        ({}, 201),
    ],
)
def test_only_our_own_page_may_answer(hall: Hall, headers: dict[str, str], status: int) -> None:
    hall.evening.launch_and_open()
    phone = hall.player("Ming")
    assert phone.answer(hall.right(), headers=headers).status_code == status
    assert len(stored()) == (status == 201)


def test_a_channels_time_begins_when_it_sees_the_question(hall: Hall) -> None:
    played = hall.evening.launch_and_open()
    early, late = hall.player("Ming"), hall.player("Zoé", "channel2")
    hall.evening.clock.set(played.times.opens + 20_000)
    assert early.answer(hall.right()).json["elapsed_ms"] == 20_000
    assert late.answer(hall.right()).json["elapsed_ms"] == 17_000
    times = sorted((elapsed, points) for _, elapsed, _, points in stored())
    room = 30_000 - played.times.plateau_ms
    exact = [1 - Fraction(1, 5) * Fraction(t - played.times.plateau_ms, room) for t, _ in times]
    assert [points for _, points in times] == [round(e * 100) * 10 for e in exact]


def test_a_cancelled_round_takes_no_answer_and_its_number_is_free(hall: Hall) -> None:
    evening, phone = hall.evening, hall.player("Ming")
    evening.step(Step.LAUNCH)
    value = hall.right()
    evening.step(Step.CANCEL)
    evening.clock.advance(6_000)
    assert phone.answer(value).status_code == 404
    evening.launch_and_open()
    assert phone.answer(value).status_code == 422
    assert phone.answer(hall.right()).status_code == 201


@pytest.mark.both_databases
def test_a_round_made_void_while_open_takes_answers_until_then(hall: Hall) -> None:
    evening = hall.evening
    first, second = hall.player("Ming"), hall.player("Zoé")
    evening.launch_and_open()
    assert first.answer(hall.right()).status_code == 201
    evening.step(Step.VOID)
    evening.clock.advance(1_501)
    assert second.answer(hall.right()).status_code == 410
    assert first.answer(hall.right()).status_code == 200
    evening.count()
    assert stored() == [(hall.right(), 3_000, "1", 0)]
    assert first.me().json["result"] == {"credit": None, "points": 0}


@pytest.mark.both_databases
def test_an_older_cookie_buys_no_time(hall: Hall) -> None:
    """Who reads a question on a fast channel answers by its time, whichever cookie they kept."""
    evening = hall.evening
    phone = hall.player("Ming", "channel2")
    name = token_cookie(evening.code, https=False)
    slow = phone.client.get_cookie(name)
    assert slow is not None
    assert phone.join("Ming", channel="channel1").json == {
        "nickname": "Ming",
        "channel": "channel1",
    }
    evening.launch_and_open()
    evening.clock.advance(10_000)
    phone.client.set_cookie(name, slow.value)
    assert phone.answer(hall.right()).json == {"status": "accepted", "elapsed_ms": 13_000}


@pytest.mark.both_databases
def test_a_process_that_does_not_know_yet_who_moved_writes_nothing_else(hall: Hall) -> None:
    evening = hall.evening
    phone = hall.player("Ming", "channel2")
    played = evening.launch_and_open()
    evening.clock.advance(10_000)
    player_id = db.session.scalars(select(Player.id)).one()
    fast, slow = evening.channels
    db.session.execute(update(Player).values(channel_id=fast, moved_at=EVENING))
    db.session.commit()

    ledger, reader = evening.desk.ledger, evening.desk.reader
    arrived = Arrival.at(evening.clock.now())
    value = hall.right()
    kept = run_inline(answer(ledger, reader, played, (player_id, slow), value, arrived))

    assert (kept.verdict, kept.elapsed_ms) == (Verdict.ACCEPTED, 13_000)
    assert [elapsed for _, elapsed, _, _ in stored()] == [13_000]
    assert phone.answer(value).status_code == 200


@pytest.mark.both_databases
def test_with_one_delay_every_channel_waits_for_the_slowest(hall: Hall) -> None:
    evening = hall.evening
    event = db.session.get_one(Event, evening.event_id)
    event.one_delay = True
    db.session.commit()
    evening.step(Step.LAUNCH)
    times = evening.round().times
    assert [times.delay(channel) for channel in evening.channels] == [3_000, 3_000]
