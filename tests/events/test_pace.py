"""How slowly a crowd asks, and for how long a question is open to it."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.bank.rules import Draft
from quiz.capacity.rules import Load
from quiz.capacity.strain import REFUSED_MS, Strain
from quiz.events.pace import (
    LONGEST_OPEN_S,
    LONGEST_POLL_MS,
    LONGEST_SPREAD_MS,
    crowd_seconds,
    longest_pause_ms,
    most_players,
    open_seconds,
    pace_of,
    poll_ms,
    spread_between_ms,
    spread_ms,
)
from quiz.i18n.localized import Localized
from quiz.scoring.rules import SHORTEST_SPREAD_MS, minimum_seconds

SHORT = Draft(
    kind="single",
    prompt=Localized("Ming ?", "明？"),
    choices=(Localized("O", "是"), Localized("N", "否")),
    key={"right": [1]},
    seconds=10,
)


@pytest.mark.parametrize(
    ("players", "capacity", "poll", "spread"),
    [
        (0, 16_000, 1_000, SHORTEST_SPREAD_MS),
        (166_000, 16_000, 10_375, 2_593),
        (166_000, 4_000, 41_500, 10_375),
        (166_000, 1_000, LONGEST_POLL_MS, LONGEST_SPREAD_MS),
    ],
)
def test_a_crowd_asks_the_more_slowly_the_less_machines_carry(
    players: int, capacity: int, poll: int, spread: int
) -> None:
    assert (poll_ms(players, capacity), spread_ms(players, capacity)) == (poll, spread)


@pytest.mark.parametrize(
    ("players", "capacity", "with_picture", "seconds"),
    [(0, 16_000, False, 0), (166_000, 16_000, False, 17), (166_000, 16_000, True, 30)],
)
def test_the_seconds_of_a_crowd_follow_from_its_requests(
    players: int, capacity: int, with_picture: bool, seconds: int
) -> None:
    assert crowd_seconds(players, capacity, with_picture=with_picture) == seconds


@pytest.mark.parametrize(
    ("strain", "poll", "spread", "pause"),
    [
        (Strain.CALM, 10_375, 2_593, 10_375),
        (Strain.POLLS, 20_750, 2_593, 20_750),
        (Strain.SCENES, 20_750, 5_186, 20_750),
        (Strain.JOINS, 20_750, 5_186, 20_750),
        (Strain.PULSES, 20_750, 5_186, REFUSED_MS),
    ],
)
def test_under_strain_a_crowd_asks_more_slowly(
    strain: Strain, poll: int, spread: int, pause: int
) -> None:
    players, load = 166_000, Load(16_000, strain)
    assert poll_ms(players, load.polled) == poll
    assert spread_between_ms(players, load) == spread
    assert longest_pause_ms(players, load.polled, strain) == pause


def test_the_countdown_lasts_until_the_last_phone_has_heard_of_the_question() -> None:
    crowd = 166_000, 16_000
    assert pace_of(SHORT, *crowd, 30_000) == replace(pace_of(SHORT, *crowd), lead_ms=33_000)


def test_a_question_is_open_for_as_long_as_its_crowd_needs() -> None:
    few, many = pace_of(SHORT, 160, 16_000), pace_of(SHORT, 166_000, 16_000)
    assert (few.seconds, few.lead_ms, few.spread_ms) == (10, 5_000, 300)
    assert (many.seconds, many.lead_ms, many.spread_ms) == (17, 13_375, 2_593)
    assert many.plateau_ms - few.plateau_ms == 2_593 - 300


@given(st.integers(1, 200_000))
@example(9_261)
def test_as_many_play_as_the_longest_question_is_enough_for(capacity: int) -> None:
    most = most_players(capacity)
    assert crowd_seconds(most, capacity) <= LONGEST_OPEN_S < crowd_seconds(most + 1, capacity)


def test_it_is_never_open_for_less_than_its_author_wished() -> None:
    assert open_seconds(30, 4_000, 20) == 30
    assert open_seconds(3_600, 4_000, 90) == 3_600


@given(st.integers(5, 60), st.integers(2_000, 90_000), st.integers(0, 500))
def test_whoever_fetches_it_last_has_time_to_answer(
    seconds: int, plateau_ms: int, needed: int
) -> None:
    found = open_seconds(seconds, plateau_ms, needed)
    assert found >= min(minimum_seconds(plateau_ms), LONGEST_OPEN_S)
    assert found <= LONGEST_OPEN_S
