"""A crowd speaks the languages and answers at the pace asked for, lives, and leaves by itself."""

from collections import Counter
from random import Random

import pytest

from quiz.simulation.rules import (
    LOADING_MS,
    PACES,
    SILENT_MS,
    UNANSWERED_S,
    CrowdEnding,
    CrowdFacts,
    CrowdLife,
    CrowdManner,
    CrowdSurroundings,
    ending_of,
    seats_left,
)

SINCE = 1_000_000
PLAYING = CrowdFacts(12, CrowdManner(), SINCE, beat_at=SINCE + 5_000, joined=12)


@pytest.mark.parametrize(
    ("chinese", "found"),
    [(50, {"fr": 5, "zh": 5}), (0, {"fr": 10}), (100, {"zh": 10}), (25, {"fr": 8, "zh": 2})],
)
def test_so_many_play_in_chinese(chinese: int, found: dict[str, int]) -> None:
    assert Counter(CrowdManner(chinese).languages(10, Random(1))) == found


def test_a_slow_crowd_takes_longer_than_a_quick_one() -> None:
    slowness = [CrowdManner(pace=pace).slowness for pace in PACES]
    assert slowness == sorted(slowness)
    assert CrowdManner().slowness == 1


def test_one_that_says_nothing_is_gone_after_a_while() -> None:
    called = CrowdFacts(12, CrowdManner(), SINCE)
    assert called.life(SINCE + LOADING_MS) is CrowdLife.COMING
    assert called.life(SINCE + LOADING_MS + 1) is CrowdLife.SILENT
    assert PLAYING.life(SINCE + 5_000 + SILENT_MS) is CrowdLife.PLAYING
    assert PLAYING.life(SINCE + 5_001 + SILENT_MS) is CrowdLife.SILENT
    assert [one.is_here(SINCE + 5_000) for one in (called, PLAYING)] == [True, True]
    assert not PLAYING.is_here(SINCE + 60_000)


def test_one_that_has_left_stays_away() -> None:
    left = CrowdFacts(
        12, CrowdManner(), SINCE, SINCE, ended_at=SINCE + 1, ending=CrowdEnding.SENT_AWAY
    )
    assert (left.life(SINCE + 1), left.is_here(SINCE + 1)) == (CrowdLife.LEFT, False)


def test_answers_are_those_of_the_round_that_is_on() -> None:
    crowd = CrowdFacts(12, CrowdManner(), SINCE, answered=9, round_number=2)
    assert [crowd.answered_in(number) for number in (None, 1, 2, 3)] == [0, 0, 9, 0]


@pytest.mark.parametrize(
    ("around", "ending"),
    [
        (CrowdSurroundings(), None),
        (CrowdSurroundings(unanswered_s=UNANSWERED_S), None),
        (CrowdSurroundings(unanswered_s=UNANSWERED_S + 1), CrowdEnding.UNANSWERED),
        (CrowdSurroundings(is_watched=False), CrowdEnding.UNSEEN),
        (CrowdSurroundings(is_evening=True), CrowdEnding.EVENING),
        # Real players come first, whatever else is wrong.
        (CrowdSurroundings(False, True, 99.0), CrowdEnding.EVENING),
    ],
)
def test_it_leaves_by_itself(around: CrowdSurroundings, ending: CrowdEnding | None) -> None:
    assert ending_of(around) is ending


@pytest.mark.parametrize(
    ("room", "players", "seats"), [(5_000, 0, 1_000), (300, 20, 280), (300, 300, 0), (10, 12, 0)]
)
def test_so_many_seats_are_left(room: int, players: int, seats: int) -> None:
    assert seats_left(room, players, 1_000) == seats
