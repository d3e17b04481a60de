"""Scripts that join by the thousand are found, sent away and let back in as one."""

from itertools import pairwise

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from quiz.database import writing
from quiz.extensions import db
from quiz.game.actions.crowd import ban_cluster, let_in_cluster, set_banned
from quiz.game.clusters import APART_MS, KEPT_MS, LEAST, Burst, bursts, marks_of
from quiz.game.integrity.check import event_differences
from quiz.game.models import Player
from quiz.game.tally.marks import forget_marks
from quiz.reports.groups import list_clusters
from quiz.statements import open_book
from tests.evenings import Evening
from tests.phones import Hall, Phone

SECRET = b"s" * 64
BOTS = 12


def test_marks_are_alike_for_the_same_and_in_the_same_event_only() -> None:
    one = marks_of(SECRET, "a", "203.0.113.7", "Bot/1")
    assert one == marks_of(SECRET, "a", "203.0.113.7", "Bot/1")
    assert {len(mark) for mark in one} == {16}
    others = [
        marks_of(SECRET, "b", "203.0.113.7", "Bot/1"),
        marks_of(b"t" * 64, "a", "203.0.113.7", "Bot/1"),
    ]
    assert not set(one) & {mark for other in others for mark in other}


def test_a_burst_is_long_and_close_enough() -> None:
    close = [number * APART_MS for number in range(LEAST)]
    assert list(bursts(close)) == [Burst(LEAST, 0, close[-1])]
    assert list(bursts(close[1:])) == []
    torn = [*close[:-1], close[-1] + 1]
    assert list(bursts(torn)) == []
    later = [instant + 1_000_000 for instant in close]
    assert list(bursts([*close, *later])) == [
        Burst(LEAST, 0, close[-1]),
        Burst(LEAST, later[0], later[-1]),
    ]


@given(st.lists(st.integers(0, 100_000), max_size=60).map(sorted))
def test_bursts_part_the_instants_and_never_overlap(joined: list[int]) -> None:
    found = list(bursts(joined))
    for burst in found:
        assert burst.players == sum(burst.first <= at <= burst.last for at in joined) >= LEAST
    assert all(one.last < two.first for one, two in pairwise(found))


@pytest.fixture
def bots(hall: Hall) -> Hall:
    """An evening that Ming joined, and a dozen bots at once, from another network."""
    hall.player("Ming")
    for number in range(BOTS):
        join_as_bot(hall, number)
    return hall


def join_as_bot(hall: Hall, number: int) -> Phone:
    phone = hall.phone()
    sent = {"nickname": f"Bot {number}", "lang": "fr", "channel": "channel1"}
    answered = phone.client.put(
        f"/my/{hall.evening.code}/player",
        query_string=sent,
        headers={"User-Agent": "Bot/1"},
        environ_base={"REMOTE_ADDR": "198.51.100.9"},
    )
    assert answered.status_code == 201
    return phone


def banned() -> int:
    db.session.rollback()
    chosen = select(func.count()).select_from(Player).where(Player.banned_at.is_not(None))
    return db.session.scalars(chosen).one()


@pytest.mark.both_databases
def test_they_are_found_sent_away_and_let_in_as_one(bots: Hall) -> None:
    evening = bots.evening
    (group,) = list_clusters(evening.event_id)
    assert (group.burst.players, group.banned, group.answers) == (BOTS, 0, 0)
    now = evening.clock.now()
    with writing():
        sent_away = ban_cluster(evening.event_id, group.marks, group.burst, now, "test")
        db.session.commit()
    assert (sent_away, banned()) == (BOTS, BOTS)
    (again,) = list_clusters(evening.event_id)
    assert (again.banned, again.banned_at) == (BOTS, now)
    with writing():
        let_in = let_in_cluster(evening.event_id, group.marks, group.burst, now, "test")
        db.session.commit()
    assert (let_in, banned()) == (BOTS, 0)


@pytest.mark.both_databases
def test_who_was_sent_away_before_is_not_let_in_with_them(bots: Hall) -> None:
    evening = bots.evening
    (group,) = list_clusters(evening.event_id)
    one = db.session.scalars(select(Player.id).where(Player.nickname == "Bot 3")).one()
    with writing():
        set_banned(evening.event_id, one, True, evening.clock.now(), "test")
        now = evening.clock.advance(1_000) or evening.clock.now()
        ban_cluster(evening.event_id, group.marks, group.burst, now, "test")
        let_in_cluster(evening.event_id, group.marks, group.burst, now, "test")
        db.session.commit()
    assert banned() == 1


@pytest.mark.both_databases
def test_boards_and_integrity_agree_after_both(bots: Hall) -> None:
    evening = bots.evening
    (group,) = list_clusters(evening.event_id)
    evening.launch_and_open()
    evening.count()
    for act in (ban_cluster, let_in_cluster):
        with writing():
            act(evening.event_id, group.marks, group.burst, evening.clock.now(), "test")
            db.session.commit()
        assert list(event_differences(evening.event_id)) == []


@pytest.mark.both_databases
def test_marks_are_forgotten_after_a_day(bots: Hall) -> None:
    evening = bots.evening
    book = open_book(bots.app.config["SQLALCHEMY_DATABASE_URI"], in_turn=True)
    start = evening.clock.now()
    kept = forget_marks(book, start + KEPT_MS)
    gone = forget_marks(book, start + KEPT_MS + 1_000)
    book.close()
    assert (kept, gone) == (0, BOTS + 1)
    db.session.rollback()
    assert list_clusters(evening.event_id) == []


def test_a_host_sends_a_group_away_from_its_page(host_client: FlaskClient, bots: Hall) -> None:
    evening = bots.evening
    (group,) = list_clusters(evening.event_id)
    path = f"/fr/host/{evening.code}/crowd"
    page = host_client.get(path).text
    assert (group.marks.network in page, "Exclure le groupe" in page) == (True, True)
    form = {**group.marks._asdict(), **group.burst._asdict()}
    response = host_client.post(f"{path}/ban", data=form)
    assert (response.status_code, banned()) == (303, BOTS)
    at = db.session.scalars(select(Player.banned_at).where(Player.nickname == "Bot 1")).one()
    host_client.post(f"{path}/unban", data={**form, "at": str(at)})
    assert banned() == 0


def test_without_a_group_the_page_says_so(host_client: FlaskClient, evening: Evening) -> None:
    page = host_client.get(f"/zh/host/{evening.code}/crowd").text
    assert "过去一天内没有玩家同批加入" in page
