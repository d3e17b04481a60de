"""Who stands before whom of the same score, for any scores and any guesses."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from quiz.game.rules import in_front, named_tiers
from quiz.game.ties import (
    TieBreak,
    Tier,
    apart_of,
    divide,
    nearness,
    places_behind,
    tiers,
)

CONTENT = {"kind": "number", "key": {"value": "1852", "tolerance": "0"}}
crowds = st.dictionaries(st.integers(1, 12), st.sampled_from([0, 500, 1_000]))
guesses = st.lists(st.dictionaries(st.integers(1, 12), st.integers(0, 3)), max_size=3)


def behind_by_hand(
    scores: Mapping[int, int], told: Sequence[Mapping[int, int]], player: int
) -> int:
    """How many of the same score are nearer: in the first tie-break, then in the next."""

    def order(one: int) -> list[tuple[bool, int]]:
        return [(one not in near, near.get(one, 0)) for near in told]

    alike = [other for other, score in scores.items() if score == scores[player] > 0]
    return sum(order(other) < order(player) for other in alike)


@given(crowds, guesses)
def test_the_nearer_stand_before_and_who_did_not_answer_last(
    scores: dict[int, int], told: list[dict[int, int]]
) -> None:
    behind = places_behind(scores, told)
    assert {player: behind.get(player, 0) for player in scores} == {
        player: behind_by_hand(scores, told, player) for player in scores
    }


@given(crowds, guesses)
def test_places_are_in_order_and_everybody_has_one(
    scores: dict[int, int], told: list[dict[int, int]]
) -> None:
    behind = places_behind(scores, told)
    histogram = {score: [*scores.values()].count(score) for score in scores.values()}
    shared = tiers(histogram, apart_of(scores, behind))
    ranked = sorted((-score, behind.get(player, 0)) for player, score in scores.items())
    assert [(-p.score, p.behind) for p in shared for _ in range(p.players)] == ranked


@given(crowds, guesses)
def test_the_first_hundred_are_all_of_a_few(
    scores: dict[int, int], told: list[dict[int, int]]
) -> None:
    behind = places_behind(scores, told)
    order = sorted(scores, key=lambda one: (-scores[one], behind.get(one, 0), one))
    assert in_front(scores, behind, []) == order


def test_guesses_that_are_as_far_off_are_as_near() -> None:
    given = [(1, "1850"), (2, "1854"), (3, "1852"), (4, "-3.5")]
    assert nearness(CONTENT, given) == {1: 1, 2: 1, 3: 0, 4: 2}


def test_of_the_board_of_a_tie_break_the_one_before_is_not_divided() -> None:
    scores = {1: 900, 2: 900, 3: 700}
    first = TieBreak(7, 4, {1: 1, 2: 0})
    own, later = divide(scores, [first], 7), divide(scores, [first], 8)
    assert (own.behind, own.before, own.apart) == ({1: 1}, {}, {900: {0: 1, 1: 1}})
    assert (later.behind, later.before) == ({1: 1}, {1: 1})


def test_a_divided_crowd_has_names_where_few_are_left() -> None:
    apart = {900: {0: 2, 2: 160}}
    shared = tiers({900: 162, 500: 1}, apart)
    assert shared == [Tier(900, 0, 2), Tier(900, 2, 160), Tier(500, 0, 1)]
    assert named_tiers(shared) == [Tier(900, 0, 2), Tier(500, 0, 1)]
