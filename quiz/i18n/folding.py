"""How everything that a person types is folded before it is compared. Pure.

One table of signs (`i18n.signs`) serves all; each use leaves something alone:

answers     `fold`: neither width, case, accents, spaces, marks, emoji, a first article, traditional
            characters nor the spelling of a century matter; a currency or another sign of
            arithmetic does, and an emoji where there is nothing else
forms       `spellings`: an answer as `fold` gives it, and with its article as one word
search      `fold_search`: as answers, but articles and centuries stay, since a part may be sought
nicknames   `fold_name`: as search, and emoji are part of a name
words       `fold_words`: as nicknames, word by word
codes       `fold_code`: small Latin letters, digits and hyphens; spaces and last stops go
addresses   `code_in`: the code, and the channel if it says one, in whatever was pasted
e-mail      `fold_email`: width, composition and case; accents, dots and marks are the address's
numbers     `i18n.readings`, which never drops a sign
lists       `i18n.lists`, which finds what separates
passwords   `accounts.rules.normalised`: compatibility form alone, as NIST says
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from quiz.i18n.centuries import plain_centuries, plain_chinese_centuries, plain_ordinal
from quiz.i18n.localized import LANGUAGES
from quiz.i18n.signs import WAVES, plain_signs, plain_width
from quiz.i18n.tables import simplified

# Letters that no Unicode normal form takes apart.
PLAIN_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
# Two characters of which one is written for the other in Taiwan or Hong Kong, here and there only:
# the one that is a word of its own in 乾隆 or 著名 stands for both.
ONE_FOR_BOTH = str.maketrans("干着幺鲇腭衹祇什", "乾著么鲶颚只只甚")
ARTICLE = re.compile(
    r"\W*(?:(?:de l|l|d)(?:\s*'\s*|\s+)|(?:les?|de la|la|des?|du|aux?|une?|the|an?)[\s-]+)"
)
# Punctuation, separators, controls, marks, the accents that stand alone.
DROPPED = ("P", "Z", "C", "M", "Sk")
PICTURES = ("So",)
DROPPED_SIGNS = frozenset(WAVES + "|\uff5c")
NO_WORD = re.compile(r"[\W_]+")
AROUND_A_CODE = re.compile(r"^[^\w-]+|[^\w-]+$")
# An event's address, whole or in part, anywhere in what was pasted.
ADDRESS = re.compile(r"(?:^|/|\b)e/([^/?#\s]+)(?:/([^/?#\s]+))?")
# A host's name, before a code that was typed by heart.
NO_CODE = re.compile(r"[.:]")
CODE_LONGEST = 300


class Significant(dict[int, str | None]):
    """For `str.translate`: leaves out what has a category in `dropped`; learns as it goes."""

    def __init__(self, dropped: tuple[str, ...]) -> None:
        super().__init__()
        self.dropped = dropped

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        is_dropped = unicodedata.category(sign).startswith(self.dropped) or sign in DROPPED_SIGNS
        kept = self[code] = None if is_dropped else sign
        return kept


OF_A_NAME = Significant(DROPPED)
OF_AN_ANSWER = Significant(DROPPED + PICTURES)


class Typed(NamedTuple):
    """An event's code as somebody typed or pasted it, and a channel's name or nothing."""

    code: str
    channel: str = ""


def fold(text: str) -> str:
    """What is compared of a typed answer; empty if it has no letter, digit or symbol."""
    return _answer(_letters(text))


def spellings(text: str) -> frozenset[str]:
    """What an answer and an accepted form may have in common, if one is the other.

    The second spelling has its article in front, for who types it without its apostrophe.
    """
    letters = _letters(text)
    whole = letters.translate(OF_AN_ANSWER)
    return frozenset((_answer(letters), _one_script(whole))) - {""}


def fold_search(text: str) -> str:
    """What is compared in a search, where any part of a text may be sought."""
    return _one_script(_letters(text).translate(OF_A_NAME))


@lru_cache(1_000)
def fold_name(text: str) -> str:
    """What is compared of a nickname: an article and an emoji are part of it."""
    return _one_script(_letters(text).translate(OF_A_NAME))


def fold_words(text: str) -> list[str]:
    """The words of a nickname, each folded; whatever is neither letter nor digit parts them."""
    return [word for part in NO_WORD.split(_letters(text)) if (word := _one_script(part))]


def fold_code(text: str) -> str:
    """The code or channel's name that was typed, as codes are spelled; else what is no code."""
    if text.isascii() and text.isalnum():
        return text.lower()
    if len(text) > CODE_LONGEST:
        return text
    together = "".join(plain_signs(text).casefold().split())
    return AROUND_A_CODE.sub("", plain_signs(together))


def code_in(text: str) -> Typed:
    """The code in what was typed or pasted: alone, with its channel, or an address among words."""
    plain = plain_signs(unquote(text[:CODE_LONGEST])).casefold()
    if found := ADDRESS.search(plain):
        return Typed(fold_code(found[1]), fold_code(found[2] or ""))
    path = re.split(r"[?#]", plain.rpartition("://")[2])[0]
    parts = [code for part in re.split(r"[/\\]", path) if (code := fold_code(part))]
    while len(parts) > 1 and (parts[0] in LANGUAGES or NO_CODE.search(parts[0])):
        del parts[0]
    return Typed(*parts[:2]) if parts else Typed(fold_code(plain))


def fold_email(address: str) -> str:
    """An e-mail address as it is compared and kept: composed, in small letters, without spaces."""
    return unicodedata.normalize("NFC", "".join(plain_width(address).casefold().split()))


def without_accents(text: str) -> str:
    """The same letters without the marks above and below them."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", bare)


@lru_cache(1_000)
def _letters(text: str) -> str:
    """Plain small letters, spaces and signs still between them."""
    if text.isascii():
        return plain_signs(text).lower()
    small = unicodedata.normalize("NFKC", plain_signs(text).casefold())
    return without_accents(small.translate(PLAIN_LETTERS))


def _answer(letters: str) -> str:
    plain = plain_centuries(letters)
    article = ARTICLE.match(plain)
    kept = plain[article.end() :].translate(OF_AN_ANSWER) if article else ""
    kept = kept or plain.translate(OF_AN_ANSWER) or plain.translate(OF_A_NAME)
    return plain_ordinal(plain_chinese_centuries(plain_centuries(_one_script(kept))))


def _one_script(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", simplified(text).translate(ONE_FOR_BOTH))
