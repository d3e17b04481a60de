"""Which row of a sheet is its head, and which of its columns are ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quiz.bank.formats.names import column_of

# Titles and notes may stand above the head; questions begin at once after it.
MOST_ABOVE = 30
# Of a longer row nobody reads the rest.
MOST_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Head:
    """A sheet's head: the index of its row, and for each cell the column of ours, or none."""

    place: int
    columns: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def known(self) -> int:
        """How many of our columns it has."""
        return len({name for name in self.columns if name})


def find_head(rows: Sequence[Sequence[str]]) -> Head:
    """The head among the first rows: the one that knows most of our columns, the first of them.

    It may stand in two rows, the languages under a text's name; `place` is then the second.
    """
    first = rows[:MOST_ABOVE]
    heads = [_head(place, row) for place, row in enumerate(first)]
    heads += [_head(place, _joined(*pair)) for place, pair in enumerate(pairwise(first), 1)]
    return max(heads, key=lambda head: head.known, default=Head(0, (), ()))


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """The words of a head in two rows; a name stands over all columns up to the next."""
    joined, name = [], ""
    for place, word in enumerate(below):
        over = above[place].strip() if place < len(above) else ""
        name = over or name
        joined.append(f"{name} {word.strip()}" if word.strip() else over)
    return joined


def _head(place: int, row: Sequence[str]) -> Head:
    words = [cell.strip().lstrip("\ufeff") for cell in row[: MOST_COLUMNS + 1]]
    while words and not words[-1]:
        words.pop()
    return Head(place, tuple(column_of(word) for word in words), tuple(words))
