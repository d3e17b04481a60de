"""What somebody wrote over a file's questions while looking at it: cells, pairs, what to skip."""

import re
from collections.abc import Iterator

from werkzeug.datastructures import MultiDict

from quiz.bank.preview import Mends

NUMBER = re.compile(r"[0-9]{1,7}")
CELL = re.compile(r"cell-([0-9]{1,7})-([a-z_0-9]{1,40})")
PAIR = re.compile(r"pair-([0-9]{1,7})")
SKIP = "skip"


def sent_mends(sent: MultiDict[str, str]) -> Mends:
    """Each cell that came with the form, by its row and column."""
    found = ((CELL.fullmatch(name), text) for name, text in sent.items())
    return {
        (int(place[1]), place[2]): text.replace("\r\n", "\n")
        for place, text in found
        if place is not None
    }


def sent_partners(sent: MultiDict[str, str]) -> dict[int, int]:
    """For each row, the row of the other file that goes with it; 0 is none."""
    found = ((PAIR.fullmatch(name), text.strip()) for name, text in sent.items())
    return {
        int(place[1]): int(text or 0)
        for place, text in found
        if place is not None and (not text or NUMBER.fullmatch(text))
    }


def sent_skips(sent: MultiDict[str, str]) -> frozenset[int]:
    """The rows that are not to be taken."""
    return frozenset(_numbers(sent.getlist(SKIP)))


def _numbers(texts: list[str]) -> Iterator[int]:
    return (int(text) for text in texts if NUMBER.fullmatch(text))
