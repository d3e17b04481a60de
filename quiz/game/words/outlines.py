"""Which names need no closer look: nothing in them could be read as a listed word. Pure.

An outline is the coarsest way to read a text: spaces and signs left out, figures and look-alikes as
the letters that they may stand for, a letter that is drawn out once. Whatever reading of a name
holds a word, the name's outline holds the word's; most of a crowd's names hold none.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from quiz.i18n.folding import NO_WORD, fold_words
from quiz.i18n.tables import skeleton

# A one stands for an i or an l, so these three are one.
COARSE = str.maketrans("01345789l", "oieastbgi")
REPEATED = re.compile(r"(.)\1+")
# A sign parts words for one reader and is a letter for another: it has no outline.
SIGNS = re.compile(r"[@$€!|+]")


@lru_cache(1_000)
def outline(text: str) -> str:
    """The coarsest reading of the text."""
    if text.isascii():
        letters = NO_WORD.sub("", text.lower())
    else:
        letters = skeleton("".join(fold_words(text)))
    return REPEATED.sub(r"\1", letters.translate(COARSE))


def outlines_of(texts: Iterable[str]) -> re.Pattern[str]:
    """A pattern for the outline of any of the texts."""
    found = {outline(text) for text in texts} - {""}
    return re.compile("|".join(sorted(map(re.escape, found))) or r"(?!)")


def may_hold(name: str, outlines: re.Pattern[str]) -> bool:
    """Whether the name could be read as holding one of them; True says nothing for sure."""
    return SIGNS.search(name) is not None or outlines.search(outline(name)) is not None
