"""Which time a node keeps: with the others, with the database; and when it is alone."""

import pytest

from quiz.nodes.rules import (
    DOUBTS,
    LIVES_MS,
    MEASURED_EVERY_MS,
    MOST_ERROR_MS,
    REMEMBERED_MS,
    Agreement,
    ClockVerdict,
    NodeFacts,
    Reading,
    agreement,
    common,
    first_offset,
    is_due,
    measured,
    reading,
)

AT = 1_598_443_200_000  # what the database's clock shows, in ms
WALL = AT - 700  # what ours does


def make_node(name: str, disagreement: int = 0, **values: int) -> NodeFacts:
    """A node that was measured five seconds ago, at an offset that it is to keep."""
    at = {"seen_at": AT - 5_000, "offset_ms": 700, "goal_ms": 700, "apart": 0} | values
    return NodeFacts(name, disagreement_ms=disagreement, **at)


def make_reading(*nodes: NodeFacts, ahead: int = 700, error: int = 1) -> Reading:
    return Reading(AT, ahead, error, nodes)


@pytest.mark.parametrize(
    ("asked", "database", "answered", "ahead", "error"),
    [(1_000, 1_500, 1_000, 500, 1), (1_000, 1_010, 1_020, 0, 11), (1_000, 400, 1_200, -700, 101)],
)
def test_a_reading_is_of_the_middle_of_its_journey(
    asked: int, database: int, answered: int, ahead: int, error: int
) -> None:
    assert reading(asked, database, answered) == Reading(database, ahead, error, ())


@pytest.mark.parametrize(
    ("disagreements", "middle"),
    [
        ((), 0),
        ((30,), 30),
        ((30, 0), 0),
        ((-30, -20), -20),
        ((30, 0, 31), 30),
        ((-5, 1, 2, 90), 1),
        ((-90, -2, -1, 5), -1),
    ],
)
def test_the_middle_one_is_common(disagreements: tuple[int, ...], middle: int) -> None:
    assert common(disagreements) == middle


@pytest.mark.parametrize(("age", "lives"), [(LIVES_MS, 1), (LIVES_MS + 1, 0), (-LIVES_MS - 1, 0)])
def test_who_was_not_measured_lately_has_no_say(age: int, lives: int) -> None:
    assert len(make_reading(make_node("a", seen_at=AT - age)).living) == lives


@pytest.mark.parametrize(
    ("age", "due"),
    [(0, False), (MEASURED_EVERY_MS - 1, False), (MEASURED_EVERY_MS, True), (-1, True)],
)
def test_a_node_is_measured_every_ten_seconds(age: int, due: bool) -> None:
    read = make_reading(make_node("a", seen_at=AT - age))
    assert (is_due(read, "a", 700), is_due(read, "b", 700)) == (due, True)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(("away", "due"), [(1_000, False), (1_001, True)])
def test_a_node_is_measured_at_once_after_a_step(sign: int, away: int, due: bool) -> None:
    read = make_reading(make_node("a", 60), ahead=760 + sign * away)
    assert is_due(read, "a", 700) is due


@pytest.mark.parametrize(("error", "due"), [(MOST_ERROR_MS, True), (MOST_ERROR_MS + 1, False)])
def test_a_node_is_not_measured_by_a_slow_reading(error: int, due: bool) -> None:
    assert is_due(make_reading(error=error), "a", 700) is due


def test_who_starts_first_has_the_database_s_time() -> None:
    gone = make_node("a", 30_000, seen_at=AT - REMEMBERED_MS - 1)
    assert (first_offset(make_reading()), first_offset(make_reading(gone))) == (700, 700)


def test_who_starts_after_all_have_ended_goes_on_with_their_time() -> None:
    ended = [make_node(name, 30_000, seen_at=AT - REMEMBERED_MS) for name in "ab"]
    assert first_offset(make_reading(*ended, ahead=30_700)) == 700
    lives = make_node("c", 10, seen_at=AT - LIVES_MS)
    assert first_offset(make_reading(*ended, lives, ahead=710)) == 700


def test_who_is_alone_was_so_for_as_long_as_others_have_a_say() -> None:
    assert DOUBTS * MEASURED_EVERY_MS >= LIVES_MS


def test_who_starts_later_has_the_time_of_those_that_live() -> None:
    read = make_reading(make_node("a", 30_000), make_node("b", 30_004), ahead=30_700)
    assert first_offset(read) == 700


@pytest.mark.parametrize(
    ("ahead", "error", "goal"), [(702, 1, 702), (701, 1, 700), (699, 1, 700), (740, 40, 700)]
)
def test_a_difference_within_the_journey_is_none(ahead: int, error: int, goal: int) -> None:
    read = make_reading(make_node("a"), ahead=ahead, error=error)
    found = measured(read, "a", 700, is_on=True)
    assert found == NodeFacts("a", AT, 700, goal, ahead - 700, 0)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("away", "is_on", "goal"),
    [(1_000, True, 1_000), (1_001, True, 0), (1_001, False, 1_001), (30_000, True, 0)],
)
def test_a_step_that_all_see_is_followed_only_while_no_event_is_on(
    away: int, sign: int, is_on: bool, goal: int
) -> None:
    away, goal = sign * away, sign * goal
    read = make_reading(
        make_node("a"), make_node("b", away), make_node("c", away), ahead=700 + away
    )
    found = measured(read, "a", 700, is_on=is_on)
    assert (found.goal_ms, found.disagreement_ms, found.apart) == (700 + goal, away, 0)


def test_a_lonely_node_judges_by_itself() -> None:
    read = make_reading(make_node("a"), ahead=30_700)
    found = measured(read, "a", 700, is_on=True)
    assert (found.goal_ms, found.apart) == (700, 0)


def test_a_slew_stops_where_it_is_when_an_event_begins() -> None:
    read = make_reading(make_node("a", 30_000, goal_ms=30_700), ahead=30_700)
    assert measured(read, "a", 900, is_on=True).goal_ms == 900


def test_after_a_step_the_nodes_stay_together() -> None:
    others = [make_node(name, 30_000) for name in "bc"]
    read = make_reading(make_node("a", 29_990), *others, ahead=30_690)
    assert measured(read, "a", 700, is_on=True).goal_ms == 690


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("away", "before", "apart", "goal"),
    [
        (1_000, 0, 0, 1_000),
        (1_001, 0, 1, 0),
        (1_001, DOUBTS - 1, DOUBTS, 0),
        (1_001, DOUBTS, DOUBTS + 1, 1_001),
        (1_000, DOUBTS + 1, 0, 1_000),
    ],
)
def test_a_node_that_is_away_from_the_others_is_doubted_first_and_then_comes_back(
    away: int, before: int, apart: int, goal: int, sign: int
) -> None:
    read = make_reading(
        make_node("a", apart=before), make_node("b"), make_node("c"), ahead=700 + sign * away
    )
    found = measured(read, "a", 700, is_on=True)
    assert (found.apart, found.goal_ms) == (apart, 700 + sign * goal)


def test_who_has_the_database_s_time_while_the_others_keep_theirs_is_the_one_away() -> None:
    others = [make_node(name, 30_000) for name in "bc"]
    read = make_reading(make_node("a", apart=DOUBTS), *others)
    found = measured(read, "a", 700, is_on=True)
    assert (found.apart, found.goal_ms) == (DOUBTS + 1, 700 - 30_000)


@pytest.mark.parametrize(
    ("apart", "disagreement", "verdict"),
    [
        (0, 0, ClockVerdict.AGREED),
        (0, 1_000, ClockVerdict.AGREED),
        (0, -1_001, ClockVerdict.STEPPED),
        (0, 1_001, ClockVerdict.STEPPED),
        (DOUBTS, 1_001, ClockVerdict.STEPPED),
        (DOUBTS + 1, 1_001, ClockVerdict.ALONE),
    ],
)
def test_the_verdict_on_both_sides_of_its_limits(
    apart: int, disagreement: int, verdict: ClockVerdict
) -> None:
    read = make_reading(make_node("a", disagreement, apart=apart))
    assert agreement(read, "a") == Agreement(disagreement, verdict)
    assert agreement(read, "b") == Agreement()


def test_a_step_that_one_node_alone_has_seen_is_none() -> None:
    read = make_reading(make_node("a", 30_000, apart=1), make_node("b"), make_node("c"))
    assert agreement(read, "a") == Agreement(30_000, ClockVerdict.AGREED)
    assert agreement(read, "b") == Agreement(0, ClockVerdict.AGREED)
