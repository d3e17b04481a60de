"""A list by pages: one of them, and where it stands. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows of page number `page`, of `found` rows in `pages` pages; both begin at 1."""

    rows: Sequence[Row]
    found: int
    page: int
    pages: int

    @property
    def before(self) -> int:
        """The number of the page before."""
        return self.page - 1

    @property
    def after(self) -> int:
        """The number of the page after."""
        return self.page + 1


def read_page(
    found: int, wanted: int, size: int, read: Callable[[int], Sequence[Row]]
) -> Page[Row]:
    """The page nearest to the wanted one, `size` rows a page; `read` gives the rows from there on.

    `read` is told how many rows come before. A list of nothing has one page.
    """
    pages = max(1, -(-found // size))
    page = min(max(wanted, 1), pages)
    return Page(read((page - 1) * size), found, page, pages)
