"""The players of an event in order, on both databases."""

import pytest
from flask import Flask

from quiz.events.models import Channel
from quiz.extensions import db
from quiz.game.models import Standing
from quiz.reports import players, sheets
from quiz.reports.players import Sort, event_numbers, list_players
from tests.clocks import EVENING
from tests.factories import make_channel, make_player, save

pytestmark = pytest.mark.both_databases

# number, nickname, key, score (None: no standing), right answers, minutes after the evening began
CROWD = (
    (11, "Élodie", "elodie", 900, 1, 3),
    (12, "青花", "青花", 1_740, 2, 1),
    (13, "Théodore", "theodore", 900, 3, 2),
    (14, "100 %", "100 %", None, 0, 5),
    (15, "Colette", "colette", 0, 0, 4),
)


@pytest.fixture
def channel(app: Flask) -> Channel:
    channel = make_channel(name="youtube")
    for number, nickname, key, score, right, minutes in CROWD:
        joined_at = EVENING + minutes * 60_000
        make_player(channel, id=number, nickname=nickname, nickname_key=key, joined_at=joined_at)
        if score is not None:
            values = {"player_id": number, "score": score, "right_answers": right}
            save(Standing(event_id=channel.event_id, **values))
    make_player(make_channel(), nickname="Étrangère")
    db.session.commit()
    return channel


def names(channel: Channel, sort: Sort = Sort.RANK, search: str = "", page: int = 1) -> list[str]:
    rows = list_players(channel.event_id, sort, search, page).rows
    return [row.nickname or "" for row in rows]


def test_the_best_come_first_and_equal_scores_share_a_rank(channel: Channel) -> None:
    rows = list_players(channel.event_id).rows
    assert [(row.nickname, row.score, row.rank) for row in rows] == [
        ("青花", 1_740, 1),
        ("Théodore", 900, 2),
        ("Élodie", 900, 2),
        ("Colette", 0, 4),
        ("100 %", 0, 4),
    ]


def test_a_banned_player_has_no_rank_and_costs_nobody_one(channel: Channel) -> None:
    db.session.get_one(players.Player, 12).banned_at = EVENING
    db.session.flush()
    rows = list_players(channel.event_id).rows
    assert [(row.nickname, row.rank) for row in rows[:3]] == [
        ("青花", None),
        ("Théodore", 1),
        ("Élodie", 1),
    ]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        (Sort.RIGHT, ["Théodore", "青花", "Élodie"]),
        (Sort.NICKNAME, ["100 %", "Colette", "Élodie"]),
        (Sort.JOINED, ["100 %", "Colette", "Élodie"]),
    ],
)
def test_other_orders(channel: Channel, sort: Sort, first: list[str]) -> None:
    assert names(channel, sort)[:3] == first


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ELOD", ["Élodie"]),
        ("é", ["Théodore", "Élodie", "Colette"]),
        ("花", ["青花"]),
        ("%", ["100 %"]),
        ("nobody", []),
    ],
)
def test_a_search_finds_letters_whatever_their_accents(
    channel: Channel, search: str, found: list[str]
) -> None:
    assert sorted(names(channel, Sort.RANK, search)) == sorted(found)
    assert list_players(channel.event_id, Sort.JOINED, search).found == len(found)


def test_pages_meet_without_gap_across_who_has_no_standing(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(players, "PAGE", 2)
    pages = [names(channel, page=page) for page in (1, 2, 3)]
    assert pages == [["青花", "Théodore"], ["Élodie", "Colette"], ["100 %"]]
    beyond = list_players(channel.event_id, page=9)
    assert (beyond.page, beyond.pages, beyond.found) == (3, 3, 5)


def test_an_event_without_players_has_one_empty_page(app: Flask) -> None:
    page = list_players(make_channel().event_id)
    assert (page.rows, page.found, page.page, page.pages) == ((), 0, 1, 1)


def test_the_sheet_has_everybody_once_in_rank_order(channel: Channel) -> None:
    db.session.get_one(players.Player, 13).banned_at = EVENING
    db.session.commit()
    lines = list(sheets.standings(channel.event_id))
    assert [(line.nickname, line.rank, line.tied, line.channel) for line in lines] == [
        ("青花", 1, 1, "youtube"),
        ("Théodore", None, None, "youtube"),
        ("Élodie", 2, 1, "youtube"),
        ("Colette", 3, 2, "youtube"),
        ("100 %", 3, 2, "youtube"),
    ]


def test_the_numbers_of_every_event(channel: Channel) -> None:
    empty = make_channel()
    numbers = event_numbers()
    assert (numbers[channel.event_id].players, numbers[channel.event_id].rounds) == (5, 0)
    assert (numbers[empty.event_id].players, numbers[empty.event_id].rounds) == (0, 0)
