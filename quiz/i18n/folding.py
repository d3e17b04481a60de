"""Typed text folded, so that the ways to write one answer become one and the same."""

import re
import unicodedata
from functools import lru_cache

from quiz.i18n.tables import simplified

# Letters that no Unicode normal form takes apart.
PLAIN_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
ARTICLE = re.compile(r"\W*(?:(?:les?|la|des|une?|the|an?)\s+|l['’‘ʼ′`]\s*)")
# Punctuation, separators, controls, marks, and the accents that stand alone.
DROPPED = ("P", "Z", "C", "M", "Sk")


def fold(text: str) -> str:
    """What is compared of a typed answer; empty if it has no letter, digit or symbol."""
    plain = _in_plain_letters(unicodedata.normalize("NFKC", text).casefold())
    article = ARTICLE.match(plain)
    kept = _significant(plain[article.end() :]) if article else ""
    kept = kept or _significant(plain)
    return kept if kept.isascii() else simplified(kept)


@lru_cache(1_000)
def fold_name(text: str) -> str:
    """What is compared of a nickname: the same, but an article is part of a name."""
    plain = _in_plain_letters(unicodedata.normalize("NFKC", text).casefold())
    kept = _significant(plain)
    return kept if kept.isascii() else simplified(kept)


def without_accents(text: str) -> str:
    """The same letters without the marks above and below them."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", bare)


def _in_plain_letters(text: str) -> str:
    return text if text.isascii() else without_accents(text.translate(PLAIN_LETTERS))


def _significant(text: str) -> str:
    return "".join(
        letter for letter in text if not unicodedata.category(letter).startswith(DROPPED)
    )
