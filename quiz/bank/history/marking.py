"""What became of a text: which words of it went, and which came. Pure."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A Chinese character is a word of its own; of other scripts a run of letters and digits is one.
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORDS = re.compile(rf"[{HAN}]|[^\W{HAN}]+|\s+|.", re.DOTALL)
# Pairs of equal words that are looked at; where there are more, texts are shown whole.
MOST_PAIRS = 200_000
# Texts that have less than so much in common are read more easily one after the other.
LEAST_ALIKE = 0.3


class Mark(StrEnum):
    """What became of a piece of a text."""

    KEPT = "kept"
    GONE = "gone"
    CAME = "came"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words on end that were kept, went or came."""

    text: str
    mark: Mark


def marked(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts as one: together, what was kept and what went is the one before."""
    was, will = WORDS.findall(before), WORDS.findall(after)
    pieces = _pieces(was, will) if _is_comparable(was, will) else ()
    return pieces or _whole(before, after)


def _is_comparable(was: list[str], will: list[str]) -> bool:
    counted = Counter(will)
    return was == will or 0 < sum(counted[word] for word in was) <= MOST_PAIRS


def _whole(before: str, after: str) -> tuple[Piece, ...]:
    pieces = Piece(before, Mark.GONE), Piece(after, Mark.CAME)
    return tuple(piece for piece in pieces if piece.text)


def _pieces(was: list[str], will: list[str]) -> tuple[Piece, ...]:
    """The pieces in their order; none where the texts have little in common."""
    matcher = SequenceMatcher(None, was, will, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return ()
    return tuple(_joined(list(_changes(matcher, was, will))))


def _changes(
    matcher: SequenceMatcher[str], was: list[str], will: list[str]
) -> Iterator[tuple[str, str]]:
    """Each run that is other than before, and each that is not, as it was and as it is."""
    for _what, begin, end, first, last in matcher.get_opcodes():
        yield "".join(was[begin:end]), "".join(will[first:last])


def _joined(changes: list[tuple[str, str]]) -> Iterator[Piece]:
    """Changes with no more than a space between them are one."""
    gone = came = ""
    for place, (before, after) in enumerate(changes):
        is_gap = before == after and not before.strip() and 0 < place < len(changes) - 1
        if before != after or is_gap:
            gone, came = gone + before, came + after
            continue
        yield from _whole(gone, came)
        gone = came = ""
        yield Piece(before, Mark.KEPT)
    yield from _whole(gone, came)
