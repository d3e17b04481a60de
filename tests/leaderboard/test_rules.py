"""Ranks, neighbours and boards without the banned, from standings alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.rules import rank_of
from quiz.leaderboard.rules import BoardFacts, Line, Place, Row, board_from, without

ROWS = (
    Row(1, "Ming", 900, 1, None),
    Row(2, "Zoé", 700, 2, 1),
    Row(3, "小鹤", 700, 2, -1),
    Row(4, "Ha", 500, 4, 0),
)


@pytest.fixture
def board() -> BoardFacts:
    """Ten players, of whom four are in front; it remembers what was asked of it."""
    return BoardFacts(ROWS, {900: 1, 700: 2, 500: 1, 300: 2, 0: 4}, {"a": 6}, 10, 6)


@pytest.fixture
def crowded() -> BoardFacts:
    """162 share the first rank, of whom a hundred have rows; then one, then three, then nothing."""
    crowd = tuple(Row(n, f"n{n}", 900, 1, None) for n in range(1, 101))
    tied = tuple(Row(201 + n, "abc"[n], 700, 164, None) for n in range(3))
    rows = (*crowd, Row(200, "Zoé", 800, 163, 7), *tied)
    return BoardFacts(rows, {900: 162, 800: 1, 700: 3, 0: 40}, {}, 206, 166)


def test_equal_scores_share_a_rank(board: BoardFacts) -> None:
    assert [board.rank(score) for score in (900, 700, 500, 300, 0)] == [1, 2, 4, 5, 7]


def test_how_many_share_a_rank_is_told(board: BoardFacts) -> None:
    assert [board.tied(score) for score in (900, 700, 300, 0)] == [1, 2, 2, 4]
    # Whom the count did not know yet shares a rank with nobody.
    assert board.tied(600) == 1


def test_the_neighbours_of_a_row_are_those_beside_it(board: BoardFacts) -> None:
    assert board.around(2, 700) == (Place(1, 900, 1, "Ming"), Place(2, 700, 2, "小鹤"))
    assert board.around(3, 700) == (Place(2, 700, 2, "Zoé"), Place(4, 500, 1, "Ha"))
    assert board.around(1, 900) == (Place(2, 700, 2, "Zoé"),)
    assert board.around(4, 500) == (Place(2, 700, 2, "小鹤"), Place(5, 300, 2, None))


def test_of_a_long_board_only_the_neighbours_are_told() -> None:
    rows = tuple(Row(n, f"n{n}", 100 - n, n, None) for n in range(1, 9))
    board = BoardFacts(rows, {100 - n: 1 for n in range(1, 9)}, {}, 8, 8)
    assert board.around(3, 97) == (Place(2, 98, 1, "n2"), Place(4, 96, 1, "n4"))


def test_below_the_kept_rows_neighbours_are_ranks(board: BoardFacts) -> None:
    assert board.around(99, 300) == (Place(4, 500, 1, "Ha"), Place(7, 0, 4, None))
    assert board.around(99, 0) == (Place(5, 300, 2, None),)
    # Between two scores that somebody has, and before and behind all of them.
    assert board.around(99, 600) == (Place(2, 700, 2, "小鹤"), Place(4, 500, 1, "Ha"))
    assert board.around(99, 950) == (Place(1, 900, 1, "Ming"),)
    assert board.around(99, 800) == (Place(1, 900, 1, "Ming"), Place(2, 700, 2, "Zoé"))
    assert board.around(98, 600) == board.around(99, 600)


def test_a_crowd_on_one_rank_is_one_neighbour_and_names_nobody(crowded: BoardFacts) -> None:
    first, middle = Place(1, 900, 162, None), Place(163, 800, 1, "Zoé")
    # One of the crowd has a row, another has none: both stand beside the same places.
    assert crowded.around(1, 900) == crowded.around(500, 900) == (middle,)
    assert crowded.around(200, 800) == (first, Place(164, 700, 3, "a"))
    assert crowded.around(202, 700) == (Place(164, 700, 3, "a"), Place(164, 700, 3, "c"))
    assert crowded.around(500, 0) == (Place(164, 700, 3, "c"),)


def test_a_rank_that_many_share_is_one_line(crowded: BoardFacts) -> None:
    tied = tuple(Line(164, 700, 3, name) for name in "abc")
    above = Line(1, 900, 162), Line(163, 800, 1, "Zoé", 7)
    assert crowded.lines == (*above, *tied, Line(167, 0, 40))
    assert crowded.podium == (Line(1, 900, 162),)


def test_the_podium_has_three_ranks_however_many_share_them(board: BoardFacts) -> None:
    named = (Line(2, 700, 2, "Zoé", 1), Line(2, 700, 2, "小鹤", -1))
    assert board.podium == (Line(1, 900, 1, "Ming"), *named)
    assert board.lines == (*board.podium, Line(4, 500, 1, "Ha", 0), Line(7, 0, 4))


def test_a_board_has_ten_lines_at_most() -> None:
    rows = tuple(Row(n, f"n{n}", 100 - n, n, None) for n in range(1, 15))
    board = BoardFacts(rows, {100 - n: 1 for n in range(1, 15)}, {}, 14, 14)
    assert [line.nickname for line in board.lines] == [f"n{n}" for n in range(1, 11)]


@pytest.mark.parametrize("histogram", [{}, {0: 3}, {0: 40}])
def test_there_is_no_board_before_the_first_points(histogram: dict[int, int]) -> None:
    rows = tuple(Row(n, f"n{n}", 0, 1, None) for n in range(3))
    assert BoardFacts(rows, histogram, {}, 40, 40).lines == ()


def test_the_banned_leave_and_others_move_up(board: BoardFacts) -> None:
    assert without(board, frozenset({7})) is board
    left = without(board, frozenset({1, 4}))
    assert left.rows == (Row(2, "Zoé", 700, 1, 1), Row(3, "小鹤", 700, 1, -1))
    assert left.histogram == {900: 0, 700: 2, 500: 0, 300: 2, 0: 4}
    assert (left.spread, left.players, left.answers, left.rank(300)) == ({"a": 6}, 8, 6, 3)


def test_of_many_with_one_score_one_is_banned(board: BoardFacts) -> None:
    assert without(board, frozenset({3})).histogram[700] == 1
    # A row whose score nobody is counted under takes nobody away.
    odd = BoardFacts(ROWS[:1], {}, {}, 1, 1)
    assert without(odd, frozenset({1})).histogram == {900: 0}


def test_a_stored_board_is_read_back_without_the_forgotten() -> None:
    rows = [[1, "Ming", 900, 1, None], [7, "", 800, 2, 2], [2, "Zoé", 700, 2, 3]]
    board = board_from({"rows": rows}, {"900": 1, "700": 1}, None, {"a": 2}, 3, 2)
    assert board.rows == ROWS[:2]
    assert (board.histogram, board.spread) == ({900: 1, 700: 1}, {"a": 2})
    assert (board.players, board.answers) == (3, 2)


@given(st.lists(st.integers(0, 50), min_size=1))
def test_a_rank_counts_who_has_more(scores: list[int]) -> None:
    histogram = {score: scores.count(score) for score in set(scores)}
    ordered = sorted(scores, reverse=True)
    board = BoardFacts((), histogram, {}, len(scores), 0)
    for score in scores:
        assert rank_of(histogram, score) == board.rank(score) == ordered.index(score) + 1
    for score in range(-1, 52):
        assert board.rank(score) == rank_of(histogram, score)
