"""Ranks, neighbours and boards without the banned, from standings alone."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.game.rules import rank_of
from quiz.leaderboard.rules import BoardFacts, Place, Row, board_from, without

ROWS = (
    Row(1, "Ming", 900, 1, None),
    Row(2, "Zoé", 700, 2, 1),
    Row(3, "小鹤", 700, 2, -1),
    Row(4, "Ha", 500, 4, 0),
)
BOARD = BoardFacts(ROWS, {900: 1, 700: 2, 500: 1, 300: 2, 0: 4}, {"a": 6}, 10, 6)


def test_equal_scores_share_a_rank() -> None:
    assert [BOARD.rank(score) for score in (900, 700, 500, 300, 0)] == [1, 2, 4, 5, 7]


def test_the_neighbours_of_a_row_are_the_rows_beside_it() -> None:
    assert BOARD.around(2, 700) == (Place(1, 900, "Ming"), Place(2, 700, "小鹤"))
    assert BOARD.around(1, 900) == (Place(2, 700, "Zoé"),)


def test_below_the_kept_rows_neighbours_are_ranks() -> None:
    assert BOARD.around(99, 300) == (Place(4, 500, "Ha"), Place(7, 0, None))
    assert BOARD.around(99, 0) == (Place(5, 300, None),)


def test_the_banned_leave_and_others_move_up() -> None:
    assert without(BOARD, frozenset({7})) is BOARD
    board = without(BOARD, frozenset({1}))
    assert [(row.nickname, row.rank) for row in board.rows] == [("Zoé", 1), ("小鹤", 1), ("Ha", 3)]
    assert (board.players, board.rank(300)) == (9, 4)


def test_a_stored_board_is_read_back() -> None:
    stored = {"rows": [[1, "Ming", 900, 1, None], [2, "Zoé", 700, 2, 3]]}
    board = board_from(stored, {"900": 1, "700": 1}, {"a": 2}, 2, 2)
    assert board.rows == ROWS[:2]
    assert board.histogram == {900: 1, 700: 1}


@given(st.lists(st.integers(0, 50), min_size=1))
def test_a_rank_counts_who_has_more(scores: list[int]) -> None:
    histogram = {score: scores.count(score) for score in set(scores)}
    ordered = sorted(scores, reverse=True)
    board = BoardFacts((), histogram, {}, len(scores), 0)
    for score in scores:
        assert rank_of(histogram, score) == board.rank(score) == ordered.index(score) + 1
    for score in range(-1, 52):
        assert board.rank(score) == rank_of(histogram, score)
