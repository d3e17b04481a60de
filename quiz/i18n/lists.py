"""A list in one cell or line: what separates its items, and how it is written. Pure.

A bar always separates. So does a new line, which no item holds. Without a bar the usual marks of
lists do; a stroke or a comma may as well be part of an item, and is asked about.
"""

import re
from itertools import pairwise

BARS = "|\uff5c"
MARKS = ";\uff1b\u3001\ufe54\uff64"
UNCLEAR = "/,\uff0f\uff0c"
BAR = re.compile(f"[{BARS}\r\n\v\f\x85\u2028\u2029]")
ANY = re.compile(f"[{BARS}{MARKS}\r\n\v\f\x85\u2028\u2029]")
MARK_OR_COMMA = re.compile(f"[{MARKS},\uff0c\r\n]")
# 3,5 and 1/2 are numbers, and a comma at the end of a name separates nothing.
SIGN = re.compile(f"[{UNCLEAR}]")
WORD = re.compile(r"[^\W_]")
FIGURES = re.compile(r"[0-9\s.,/]+")


def split_list(cell: str) -> tuple[str, ...]:
    """The items of a cell, each once, without spaces around."""
    separator = BAR if _has_bar(cell) else ANY
    return _tidied(separator.split(cell))


def split_bars(cell: str) -> tuple[str, ...]:
    """What stands between bars and new lines alone: nothing else separates."""
    return _tidied(BAR.split(cell))


def join_list(items: tuple[str, ...] | list[str]) -> str:
    """The cell that `split_list` reads as these items, and about which nothing is asked.

    A bar after a single item says that its other marks are its own.
    """
    cell = "|".join(items)
    return f"{cell}|" if len(items) == 1 and has_separator(cell) else cell


def is_unclear(cell: str) -> bool:
    """Whether a stroke or a comma is all that could separate, so that only its author knows."""
    if ANY.search(cell.strip()) or FIGURES.fullmatch(cell):
        return False
    words = [WORD.search(part) is not None for part in SIGN.split(cell)]
    return any(before and after for before, after in pairwise(words))


def has_separator(item: str) -> bool:
    """Whether an item contains a sign that somebody may have meant to separate."""
    return any(sign in item for sign in MARKS + UNCLEAR)


def _has_bar(cell: str) -> bool:
    return any(bar in cell for bar in BARS)


def _tidied(parts: list[str]) -> tuple[str, ...]:
    items = (part.strip() for part in parts)
    return tuple(dict.fromkeys(item for item in items if item))


def split_tags(line: str) -> tuple[str, ...]:
    """The items of a field that says that commas separate; with a bar in it, only bars do."""
    return split_bars(line) if _has_bar(line) else _tidied(MARK_OR_COMMA.split(line))


def join_tags(items: tuple[str, ...]) -> str:
    """The line that `split_tags` reads as these items."""
    if any(MARK_OR_COMMA.search(item) for item in items):
        return " | ".join(items) + ("|" if len(items) == 1 else "")
    return ", ".join(items)
