"""Finds in a name the words that it may not hold, however they are disguised. Pure.

A name is looked at folded, in a few shapes: as it is written; with figures and signs read as the
letters that they stand for (c0nnard); letters that stand alone put together (P.U.T.E); letters that
are drawn out shortened (connnnard). A word among others is found as a word, so that Dominique,
Connor and 体操 stay what they are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from quiz.game.words.lists import ListedWord, Match, Purpose, shipped
from quiz.game.words.outlines import may_hold, outlines_of
from quiz.i18n.folding import NO_WORD, fold_words
from quiz.i18n.tables import skeleton

# Figures and signs that are read as letters; a one is an i to some and an l to others.
LEET = str.maketrans("01345789@$€!|+", "oieastbgaseiit")
OTHER_LEET = str.maketrans("01345789@$€!|+", "oleastbgaselit")
# A number after a name is a number; one figure may be a letter, as one among letters is.
HIDDEN = re.compile(r"[0-9@$€!|+](?=[^\W\d_])|(?<=[^\W\d_])[0-9@$€!|+](?![0-9@$€!|+])")
WRITTEN = re.compile(r"[\w@$€!|+]+")
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
# Beside a longer part of a word two are no initials.
LETTERS_APART = 2
PHONE_DIGITS = 8
PHONE = re.compile(rf"[0-9]{{{PHONE_DIGITS},}}")
ACCOUNT = r" ?(?=[a-z0-9 ]*[0-9])[a-z0-9](?: ?[a-z0-9]){3,}"


@dataclass(frozen=True, slots=True)
class WordList:
    """Entries made ready to be looked for, each with its purpose."""

    words: dict[str, Purpose]
    beginnings: frozenset[str]
    whole: dict[str, Purpose]
    # By its first letter, what is looked for anywhere, with what contains it and is ordinary.
    inside: dict[str, list[tuple[str, Purpose, tuple[str, ...]]]]
    handle: re.Pattern[str] | None
    accounts: dict[str, Purpose]


def find_word(name: str, own: tuple[str, ...] = ()) -> Purpose | None:
    """Why the name is not taken; None if nothing in it is listed.

    `own` are the words that a museum has added.
    """
    for purpose in (Purpose.INSULT, Purpose.CONTACT):
        if purpose in _found(name):
            return purpose
    if own and any(True for words in _shapes(name) for _ in _find(_own(own), words)):
        return Purpose.OWN
    return None


def is_refused_already(text: str, own: tuple[str, ...] = ()) -> bool:
    """Whether no nickname could hold that text among other words, by our lists or a museum's."""
    name = f"Ming {text} Ming"
    return find_word(name, own) is not None or speaks_for_museum(name)


def speaks_for_museum(name: str) -> bool:
    """Whether a word in it is kept for who runs the evening."""
    return Purpose.MUSEUM in _found(name)


def folded_word(text: str) -> str:
    """What tells a listed word from another one; empty if it has no letter."""
    return " ".join(fold_words(text))


def has_spelled_number(name: str) -> bool:
    """Whether a telephone number is written in it, in Chinese numerals or keys of emoji."""
    if len(name) < PHONE_DIGITS:
        return False
    together = NO_WORD.sub("", name) if name.isascii() else "".join(fold_words(name))
    return PHONE.search(together.translate(CHINESE_DIGITS)) is not None


@lru_cache(1_000)
def _shapes(name: str) -> tuple[list[str], ...]:
    """The folded words of the name, as it is written and as it may be read."""
    shapes = [fold_words(name)]
    if SEAM.search(name):
        shapes.append(fold_words(SEAM.sub(" ", name)))
    if not all(word.isascii() for word in shapes[-1]):
        shapes.append([skeleton(word) for word in shapes[-1]])
    if HIDDEN.search(name):
        shapes += [fold_words(_letters_for_figures(name, leet)) for leet in (LEET, OTHER_LEET)]
    return tuple(shape for place, shape in enumerate(shapes) if shape not in shapes[:place])


def _letters_for_figures(name: str, leet: dict[int, int]) -> str:
    """The name with figures and signs as letters, in words that have letters as well."""
    return WRITTEN.sub(
        lambda word: word[0].translate(leet) if HIDDEN.search(word[0]) else word[0], name.casefold()
    )


@lru_cache(1_000)
def _found(name: str) -> frozenset[Purpose]:
    """Why the lists that come with the program do not take the name."""
    if not may_hold(name, _outlines()):
        return frozenset()
    return frozenset(found for words in _shapes(name) for found in _find(_shipped(), words))


def _find(listed: WordList, words: list[str]) -> Iterator[Purpose]:
    together = "".join(words)
    if together in listed.whole:
        yield listed.whole[together]
    yield from _in_a_row(listed, _joined(words))
    yield from _letters_apart(listed, words)
    yield from _inside(listed, together)
    if DRAWN_OUT.search(together):
        for shortened in (r"\1", r"\1\1"):
            short = [DRAWN_OUT.sub(shortened, word) for word in words]
            yield from _in_a_row(listed, short)
            yield from _inside(listed, "".join(short))
    if listed.handle is not None and (account := listed.handle.search(" ".join(words))):
        yield listed.accounts[account[1]]


def _inside(listed: WordList, text: str) -> Iterator[Purpose]:
    """Why of each word that stands in the text, unless what contains it there is ordinary."""
    for place, letter in enumerate(text):
        for word, purpose, ordinary in listed.inside.get(letter, ()):
            if text.startswith(word, place) and not any(
                text.startswith(whole, place - whole.index(word)) for whole in ordinary
            ):
                yield purpose


def _in_a_row(listed: WordList, words: Sequence[str]) -> Iterator[Purpose]:
    """Why of each listed word, or few words in a row, without figures around them."""
    for place, word in enumerate(words):
        for form in (word, word.strip(FIGURES)) if word[-1] in FIGURES else (word,):
            if form in listed.words:
                yield listed.words[form]
        if word in listed.beginnings:
            for last in range(place + 2, min(place + LONGEST_WORDS, len(words)) + 1):
                phrase = " ".join(words[place:last])
                if phrase in listed.words:
                    yield listed.words[phrase]


def _joined(words: Sequence[str]) -> Sequence[str]:
    """The words; letters that stand alone, three or more in a row, as one."""
    if sum(len(word) == 1 for word in words) < SPELLED_OUT:
        return words
    joined: list[str] = []
    for is_letter, group in groupby(words, lambda word: len(word) == 1):
        several = list(group)
        is_spelled = is_letter and len(several) >= SPELLED_OUT
        joined += ["".join(several)] if is_spelled else several
    return joined


def _letters_apart(listed: WordList, words: Sequence[str]) -> Iterator[Purpose]:
    """Why of each listed word of which some letters stand alone: riv a l e."""
    singles = [len(word) == 1 for word in words]
    if sum(singles) < LETTERS_APART:
        return
    for first in range(len(words) - LETTERS_APART):
        for last in range(first + LETTERS_APART + 1, len(words) + 1):
            form = "".join(words[first:last])
            if sum(singles[first:last]) >= LETTERS_APART and form in listed.words:
                yield listed.words[form]


@cache
def _shipped() -> WordList:
    return _compiled(shipped())


@cache
def _outlines() -> re.Pattern[str]:
    return outlines_of(listed.text for listed in shipped())


@lru_cache(8)
def _own(texts: tuple[str, ...]) -> WordList:
    """A museum's words: Chinese ones anywhere, others as words; several also without spaces."""
    return _compiled(
        ListedWord(
            way, Match.WORD if "".join(fold_words(way)).isascii() else Match.INSIDE, Purpose.OWN
        )
        for text in texts
        for way in dict.fromkeys((text, "".join(fold_words(text))))
    )


def _compiled(entries: Iterable[ListedWord]) -> WordList:
    by_match: dict[Match, dict[str, Purpose]] = {match: {} for match in Match}
    inside: dict[str, list[tuple[str, Purpose, tuple[str, ...]]]] = {}
    for entry in entries:
        between = " " if entry.match is Match.WORD else ""
        folded = between.join(fold_words(entry.text))
        if folded and entry.match is Match.INSIDE:
            ordinary = tuple("".join(fold_words(text)) for text in entry.ordinary)
            inside.setdefault(folded[0], []).append((folded, entry.purpose, ordinary))
        elif folded:
            by_match[entry.match][folded] = entry.purpose
    accounts = by_match[Match.HANDLE]
    return WordList(
        words=by_match[Match.WORD],
        beginnings=frozenset(w.split(" ")[0] for w in by_match[Match.WORD] if " " in w),
        whole=by_match[Match.WHOLE],
        inside=inside,
        handle=re.compile(rf"(?<![a-z])({_any(accounts)}){ACCOUNT}") if accounts else None,
        accounts=accounts,
    )


def _any(texts: Iterable[str]) -> str:
    """A pattern for any of the texts, the longest first."""
    return "|".join(map(re.escape, sorted(texts, key=lambda text: (-len(text), text))))
