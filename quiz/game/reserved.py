"""Names that would speak for the museum: its own, the event's, and words for those who host. Pure.

Names are compared by their keys, so that another alphabet, capitals or accents change nothing.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

from quiz.errors import Invalid
from quiz.game.nicknames import WORDED, Nickname, is_suggested, key_of
from quiz.game.words.lists import Purpose
from quiz.game.words.names import OwnNames, empty_words, names_to_find, pieces
from quiz.game.words.outlines import may_hold
from quiz.game.words.rules import speaks_for_museum
from quiz.i18n.folding import NO_WORD, fold_name, without_accents

# Digits and signs that are read as letters; what is drawn alike is in the key already.
READ_AS = str.maketrans("3457@$€", "eastase")
# A name of the museum's of so many letters may not stand among other words either.
SHORTEST, SHORTEST_ZH = 8, 4
# What stands between the initials of V&A.
BETWEEN = re.compile(r"[&+\uff06\uff0b\ufe60\ufe62]|\b(?:n|et|and|und)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")


def refuse_reserved(
    nickname: Nickname, names: tuple[str, ...], codes: tuple[str, ...] = ()
) -> None:
    """Raise Invalid for a nickname that speaks for the museum, or for one of its `names`.

    `codes` are those that lead to the event.
    """
    if not is_suggested(nickname.name) and is_reserved(nickname.name, names, codes):
        raise Invalid(WORDED[Purpose.MUSEUM])


def is_reserved(name: str, names: tuple[str, ...], codes: tuple[str, ...] = ()) -> bool:
    """Whether somebody who reads the name could take it for the museum's own voice."""
    if speaks_for_museum(name):
        return True
    own = _own(names, codes)
    if own.initials is not None and BETWEEN.search(name) and _has_initials(own.initials, name):
        return True
    if not may_hold(name, own.outlines):
        return False  # As most of a crowd's names, at a fraction of what follows.
    readings = {name, name.translate(READ_AS)}
    return _is_whole(name, names) or any(_names(own, reading) for reading in readings)


def _is_whole(name: str, names: tuple[str, ...]) -> bool:
    whole, chinese = " ".join(_words(name.translate(READ_AS))), fold_name(name)
    return any(_stands_in(own, whole, chinese) for own in _whole(names))


def _stands_in(name: str, whole: str, chinese: str) -> bool:
    if name.isascii():
        return name == whole or (len(name) >= SHORTEST and f" {name} " in f" {whole} ")
    return name == whole or (len(name) >= SHORTEST_ZH and name in chinese)


def _has_initials(initials: re.Pattern[str], name: str) -> bool:
    plain = without_accents(unicodedata.normalize("NFKC", name).casefold())
    return initials.search(plain.translate(READ_AS)) is not None


def _names(own: OwnNames, name: str) -> bool:
    """Whether an acronym, or parts of the own names in a row, stand in the name."""
    if own.acronyms and any(
        word in own.acronyms or (word.isupper() and word in _in_capitals(own.acronyms))
        for word in WORD.findall(name)
    ):
        return True
    found = pieces(name)
    full = [piece for piece in found if piece not in empty_words()]
    return _has_phrase(own.phrases, found) or (full != found and _has_phrase(own.phrases, full))


@lru_cache(100)
def _in_capitals(acronyms: frozenset[str]) -> frozenset[str]:
    return frozenset(map(str.upper, acronyms))


def _has_phrase(phrases: frozenset[str], found: list[str]) -> bool:
    """Whether a row of whole pieces is one of the phrases."""
    ends = [0, *accumulate(map(len, found))]
    together = "".join(found)
    return any(
        together[start:end] in phrases
        for place, start in enumerate(ends)
        for end in ends[place + 1 :]
    )


@lru_cache(100)
def _own(names: tuple[str, ...], codes: tuple[str, ...]) -> OwnNames:
    return names_to_find(names, codes, _whole(names))


@lru_cache(100)
def _whole(names: tuple[str, ...]) -> tuple[str, ...]:
    folded = (" ".join(_words(name)) for name in names)
    return tuple(name for name in dict.fromkeys(folded) if name)


def _words(text: str) -> list[str]:
    return [key_of(word) for word in NO_WORD.sub(" ", text.casefold()).split()]
