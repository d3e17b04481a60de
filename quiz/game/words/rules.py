"""Finds in a name the words that it may not hold, however they are disguised. Pure.

A name is looked at folded, in a few shapes: as it is written; with figures and signs read as the
letters that they stand for (c0nnard); letters that stand alone put together (P.U.T.E); letters that
are drawn out shortened (connnnard). A word among others is found as a word, so that Dominique,
Connor and 体操 stay what they are.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from quiz.game.words.lists import ListedWord, Match, Purpose, shipped
from quiz.i18n.folding import fold_words
from quiz.i18n.tables import skeleton

# Figures and signs that are read as letters; a one is an i to some and an l to others.
LEET = str.maketrans("01345789@$€!|+", "oieastbgaseiit")
OTHER_LEET = str.maketrans("01345789@$€!|+", "oleastbgaselit")
HIDDEN = re.compile(r"(?<=[^\W\d_])[0-9@$€!|+]|[0-9@$€!|+](?=[^\W\d_])")
CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
# Where one word ends and another begins without a space: LeBol, 小明abc.
SEAM = re.compile(
    r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])"
)
DRAWN_OUT = re.compile(r"(.)\1{2,}")
FIGURES = "0123456789"
LONGEST_WORDS = 6
OWN_LONGEST = 60
# Letters that stand alone are initials, unless there are three of them.
SPELLED_OUT = 3
PHONE = re.compile(r"[0-9]{8,}")
ACCOUNT = r" ?(?=[a-z0-9 ]*[0-9])[a-z0-9](?: ?[a-z0-9]){3,}"


@dataclass(frozen=True, slots=True)
class WordList:
    """Entries made ready to be looked for, each with its purpose."""

    words: dict[str, Purpose]
    whole: dict[str, Purpose]
    inside: re.Pattern[str] | None
    handle: re.Pattern[str] | None
    purposes: dict[str, Purpose]
    ordinary: dict[str, tuple[str, ...]]


def find_word(name: str, own: tuple[str, ...] = ()) -> Purpose | None:
    """Why the name is not taken; None if nothing in it is listed.

    `own` are the words that a museum has added.
    """
    lists = (_shipped(), _own(own)) if own else (_shipped(),)
    for words in _shapes(name):
        for listed in lists:
            if (found := _find(listed, words)) is not None:
                return found
    return None


def speaks_for_museum(name: str) -> bool:
    """Whether a word in it is kept for who runs the evening."""
    return any(_find(_museums(), words) is not None for words in _shapes(name))


def folded_word(text: str) -> str:
    """What tells a listed word from another one; empty if it has no letter."""
    return " ".join(fold_words(text))


def has_spelled_number(name: str) -> bool:
    """Whether a telephone number is written in it, in Chinese numerals or keys of emoji."""
    together = "".join(fold_words(name)).translate(CHINESE_DIGITS)
    return PHONE.search(together) is not None


def _shapes(name: str) -> Iterator[list[str]]:
    """The folded words of the name, as it is written and as it may be read."""
    written = fold_words(SEAM.sub(" ", name))
    yield written
    whole = fold_words(name)
    if len(whole) != len(written):
        yield whole
    if not name.isascii() and (plain := [skeleton(word) for word in written]) != written:
        yield plain
    if HIDDEN.search(name):
        for leet in (LEET, OTHER_LEET):
            yield fold_words(name.casefold().translate(leet))


def _find(listed: WordList, words: list[str]) -> Purpose | None:
    together = "".join(words)
    if (found := listed.whole.get(together)) is not None:
        return found
    for phrase in _phrases(words):
        if (found := listed.words.get(phrase)) is not None:
            return found
    if listed.inside is not None:
        for shape in dict.fromkeys((together, DRAWN_OUT.sub(r"\1", together))):
            for match in listed.inside.finditer(shape):
                if not _is_ordinary(listed, shape, match):
                    return listed.purposes[match[0]]
    account = listed.handle.search(" ".join(words)) if listed.handle is not None else None
    return None if account is None else listed.purposes[account[1]]


def _is_ordinary(listed: WordList, shape: str, match: re.Match[str]) -> bool:
    """Whether what contains the word there is an ordinary text."""
    return any(
        shape.startswith(text, match.start() - text.index(match[0]))
        for text in listed.ordinary.get(match[0], ())
    )


def _phrases(words: list[str]) -> Iterator[str]:
    """The words one by one and in a row, without figures around them and drawn-out letters."""
    joined = list(_joined(words))
    for first in range(len(joined)):
        for last in range(first + 1, min(first + LONGEST_WORDS, len(joined)) + 1):
            phrase = " ".join(joined[first:last])
            yield phrase
            bare = phrase.strip(FIGURES)
            if bare != phrase:
                yield bare
            if DRAWN_OUT.search(bare):
                yield DRAWN_OUT.sub(r"\1", bare)
                yield DRAWN_OUT.sub(r"\1\1", bare)


def _joined(words: list[str]) -> Iterator[str]:
    """The words; letters that stand alone, three or more in a row, as one."""
    for is_letter, group in groupby(words, lambda word: len(word) == 1):
        several = list(group)
        if is_letter and len(several) >= SPELLED_OUT:
            yield "".join(several)
        else:
            yield from several


@cache
def _shipped() -> WordList:
    return _compiled(entry for entry in shipped() if entry.purpose is not Purpose.MUSEUM)


@cache
def _museums() -> WordList:
    return _compiled(entry for entry in shipped() if entry.purpose is Purpose.MUSEUM)


@lru_cache(8)
def _own(texts: tuple[str, ...]) -> WordList:
    """A museum's words: Chinese ones anywhere, others as words."""
    return _compiled(
        ListedWord(
            text, Match.WORD if "".join(fold_words(text)).isascii() else Match.INSIDE, Purpose.OWN
        )
        for text in texts
    )


def _compiled(entries: Iterable[ListedWord]) -> WordList:
    by_match: dict[Match, dict[str, Purpose]] = {match: {} for match in Match}
    ordinary: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        between = " " if entry.match is Match.WORD else ""
        folded = between.join(fold_words(entry.text))
        if folded:
            by_match[entry.match][folded] = entry.purpose
            ordinary[folded] = tuple("".join(fold_words(text)) for text in entry.ordinary)
    inside, handle = by_match[Match.INSIDE], by_match[Match.HANDLE]
    return WordList(
        words=by_match[Match.WORD],
        whole=by_match[Match.WHOLE],
        inside=re.compile(_any(inside)) if inside else None,
        handle=re.compile(rf"(?<![a-z])({_any(handle)}){ACCOUNT}") if handle else None,
        purposes=inside | handle,
        ordinary=ordinary,
    )


def _any(texts: Iterable[str]) -> str:
    """A pattern for any of the texts, the longest first."""
    return "|".join(map(re.escape, sorted(texts, key=lambda text: (-len(text), text))))
