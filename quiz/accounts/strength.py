"""What others would guess a password from: lists, names, dates, rows of keys. Pure.

After zxcvbn (Wheeler, USENIX Security 2016): a password is taken apart into as few parts as
possible, and each part that others would try counts as one sign.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

FEWEST_SIGNS = 5
FEWEST_DIFFERENT = 4
LONGEST_PART = 32
SHORTEST_RUN = 3
SHORTEST_WORD = 4
SHORTEST_NAME = 3
SHORTEST_CHINESE_NAME = 2

OUR_NAMES = ("celadon", "museum", "musee", "museequiz", "qingci", "青瓷", "quiz", "博物馆")
LEET = str.maketrans("@4836901!$5+72", "aabeggoiissttz")
OTHER_LEET = str.maketrans("@4836901!$5+72", "aabeggolissttz")
ROWS = (
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertz"),
    *("1234567890", "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "1aqw", "2zsx"),
)
YEAR, MONTH, DAY = r"(?:(?:19|20)\d\d|\d\d)", r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
DATE = re.compile(
    rf"(?:19|20)\d\d|{YEAR}([-./ ]?){MONTH}\1{DAY}|{DAY}([-./ ]?){MONTH}\2{YEAR}"
    rf"|{MONTH}([-./ ]?){DAY}\3{YEAR}"
)

# A Bloom filter: bits of a hash are set for each common password, which cannot be read from it. Of
# 30,000 others one is taken for common.
COMMON = Path(__file__).with_name("common_passwords.bloom")
BITS = 1 << 21
HASHES = 14


class Weakness(Enum):
    """Why others would guess a password soon."""

    COMMON = "common"
    NAMES = "names"
    PATTERN = "pattern"


class Cover(NamedTuple):
    """How many signs a password's beginning counts as, and whether no name is among them.

    The smaller one is what somebody who guesses would try first.
    """

    signs: int
    is_nameless: bool = True


def weakness(password: str, about: Iterable[str]) -> Weakness | None:
    """Why `password` is weak, if it is; `about` are texts that hold names others know."""
    forms = forms_of(fold_leet(password))
    if any(is_common(form) for form in forms):
        return Weakness.COMMON
    cover = fewest_signs(forms, names_in((*about, *OUR_NAMES)))
    if len(set(forms[0])) >= FEWEST_DIFFERENT and cover.signs >= FEWEST_SIGNS:
        return None
    return Weakness.PATTERN if cover.is_nameless else Weakness.NAMES


def fold_leet(text: str) -> str:
    """`text` without accents and capitals, so that « Céladon » is "celadon"."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKD", text.casefold())
        if sign.isprintable() and not unicodedata.combining(sign)
    )


def forms_of(folded: str) -> tuple[str, ...]:
    """The same text as it is, and with the digits and signs that stand for letters as letters.

    Each has the length of the first, so that a part is found at the same place in all.
    """
    return tuple(dict.fromkeys((folded, folded.translate(LEET), folded.translate(OTHER_LEET))))


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """The words of `texts` that are long enough to be tried, folded; in Chinese each part too."""
    return frozenset(name for text in texts for word in words_of(text) for name in parts_of(word))


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return re.split(r"[\W_]+", fold_leet(text))


def parts_of(word: str) -> Iterator[str]:
    """A word, if it is long enough; a Chinese one has no spaces, so each part of it is a word."""
    if word.isascii():
        if len(word) >= SHORTEST_NAME:
            yield word
        return
    for start in range(len(word)):
        for end in range(start + SHORTEST_CHINESE_NAME, min(len(word), start + LONGEST_PART) + 1):
            yield word[start:end]


def fewest_signs(forms: tuple[str, ...], names: frozenset[str]) -> Cover:
    """The least that a text counts as, over all ways to take it apart."""
    covers = [Cover(0)]
    for end in range(1, len(forms[0]) + 1):
        found = [Cover(covers[-1].signs + 1, covers[-1].is_nameless)]
        for start in range(max(0, end - LONGEST_PART), end - 1):
            before, parts = covers[start], {form[start:end] for form in forms}
            if not names.isdisjoint(parts):
                found.append(Cover(before.signs + 1, is_nameless=False))
            elif before.signs + 1 <= min(found).signs and is_tried(forms[0], start, end, parts):
                found.append(Cover(before.signs + 1, before.is_nameless))
        covers.append(min(found))
    return covers[-1]


def is_tried(text: str, start: int, end: int, parts: Iterable[str]) -> bool:
    """Whether others would try `text[start:end]`, which `parts` are the forms of, as one sign."""
    part = text[start:end]
    if (len(part) == 2 and part.isdecimal()) or DATE.fullmatch(part):
        # Two digits are as many as one letter with its capitals and signs.
        return True
    if is_run(part) or (len(part) > 1 and text.startswith(part, 2 * start - end, start)):
        return True
    return len(part) >= SHORTEST_WORD and any(is_common(form) for form in parts)


def is_run(part: str) -> bool:
    """Whether a text is one sign again and again, a stretch of an alphabet, or of a row of keys."""
    if len(part) < SHORTEST_RUN:
        return False
    steps = {ord(after) - ord(before) for before, after in pairwise(part)}
    return steps in ({0}, {1}, {-1}) or any(part in row or part in row[::-1] for row in ROWS)


def is_common(word: str) -> bool:
    """Whether a folded text is among the most frequent passwords."""
    common = common_passwords()
    return all(common[bit >> 3] >> (bit & 7) & 1 for bit in bits_of(word))


def bits_of(word: str) -> Iterator[int]:
    """The numbers of the bits that the filter has for a word.

    Two halves of one hash make them all (Kirsch and Mitzenmacher, "Less Hashing, Same
    Performance", 2006).
    """
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    first, step = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big") | 1
    return ((first + number * step) % BITS for number in range(HASHES))


@cache
def common_passwords() -> bytes:
    """The filter of the most frequent passwords, made by `make tables`."""
    return COMMON.read_bytes()
