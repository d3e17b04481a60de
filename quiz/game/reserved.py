"""Names that would speak for the museum: its own, the event's, and words for those who host. Pure.

Names are compared by their keys, so that another alphabet, capitals or accents change nothing.
"""

import re
from functools import lru_cache

from quiz.errors import Invalid
from quiz.game.nicknames import WORDED, Nickname, is_suggested, key_of
from quiz.game.words.lists import Purpose
from quiz.game.words.outlines import may_hold, outlines_of
from quiz.game.words.rules import speaks_for_museum
from quiz.i18n.folding import NO_WORD, fold_name

# Digits and signs that are read as letters; what is drawn alike is in the key already.
READ_AS = str.maketrans("3457@$€", "eastase")
# A name of the museum's of so many letters may not stand among other words either.
SHORTEST, SHORTEST_ZH = 8, 4


def refuse_reserved(nickname: Nickname, names: tuple[str, ...]) -> None:
    """Raise Invalid for a nickname that speaks for the museum or for one of its `names`."""
    if not is_suggested(nickname.name) and is_reserved(nickname.name, names):
        raise Invalid(WORDED[Purpose.MUSEUM])


def is_reserved(name: str, names: tuple[str, ...]) -> bool:
    """Whether somebody who reads the name could take it for the museum's own voice."""
    if speaks_for_museum(name):
        return True
    if name.isascii() and not may_hold(name, _outlines(names)):
        return False  # As most of a crowd's names, at a fraction of what follows.
    whole, chinese = " ".join(_words(name.translate(READ_AS))), fold_name(name)
    return any(_stands_in(name, whole, chinese) for name in _own(names))


def _stands_in(name: str, whole: str, chinese: str) -> bool:
    if name.isascii():
        return name == whole or (len(name) >= SHORTEST and f" {name} " in f" {whole} ")
    return name == whole or (len(name) >= SHORTEST_ZH and name in chinese)


@lru_cache(100)
def _own(names: tuple[str, ...]) -> tuple[str, ...]:
    folded = (" ".join(_words(name)) for name in names)
    return tuple(name for name in dict.fromkeys(folded) if name)


@lru_cache(100)
def _outlines(names: tuple[str, ...]) -> re.Pattern[str]:
    return outlines_of(_own(names))


def _words(text: str) -> list[str]:
    return [key_of(word) for word in NO_WORD.sub(" ", text.casefold()).split()]
