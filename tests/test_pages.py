"""A page of a list is the nearest to the one that was asked for."""

import pytest

from quiz.pages import Page, read_page

ROWS = list(range(7))


@pytest.mark.parametrize(
    ("wanted", "page", "rows"),
    [(1, 1, [0, 1, 2]), (2, 2, [3, 4, 5]), (3, 3, [6]), (9, 3, [6]), (0, 1, [0, 1, 2])],
)
def test_a_page_is_the_nearest(wanted: int, page: int, rows: list[int]) -> None:
    read = read_page(len(ROWS), wanted, 3, lambda offset: ROWS[offset : offset + 3])
    assert read == Page(rows, 7, page, 3)
    assert (read.before, read.after) == (page - 1, page + 1)


def test_a_list_of_nothing_has_one_page() -> None:
    empty: Page[int] = read_page(0, 4, 3, lambda offset: ROWS[:offset])
    assert empty == Page([], 0, 1, 1)
