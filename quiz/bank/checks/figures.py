"""Numbers and years that one language has, and the other does not. Pure.

Only what stands in figures must be in the other language as well; there it may also be in words, a
Roman numeral or the name of a month.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.checks.base import Flaw, passages
from quiz.bank.rules import Draft
from quiz.i18n.centuries import STEMS, plain_centuries, plain_chinese_centuries, roman_whole
from quiz.i18n.folding import without_accents
from quiz.i18n.french_numerals import TENS, THOUSANDS, UNITS, french_whole
from quiz.i18n.localized import Localized
from quiz.i18n.numerals import DIGITS, LARGE, LONG, SMALL, SPELLINGS, ZEROS, chinese_wholes

WIDE = {0xFF10 + digit: str(digit) for digit in range(10)}
FIGURE = re.compile(r"[0-9]")
GROUPED = {
    # Thousands apart by any space; a comma before decimals.
    "fr": re.compile(
        r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
    ),
    "zh": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"),
}
TIMES_FRENCH = re.compile(r"\s*(mille|millions?|milliards?)\b")
TIMES_CHINESE = re.compile(r"[多余]?([百千万亿]+)")
NUMERALS = re.compile(
    f"[{''.join((ZEROS, *DIGITS, *SMALL, *LARGE, *LONG))}{''.join(map(chr, SPELLINGS))}]+"
)
ROMAN = re.compile(r"\b(?=[XVI])(?:X{0,2}(?:IX|IV|V?I{0,3})|XXX)(?<=[XVI])(?=er|re|ème|e|\b)")
NUMBER_WORD = rf"(?:{'|'.join((*UNITS, *TENS, *THOUSANDS, 'une', 'cent', 'et'))})s?"
NUMBER_WORDS = re.compile(rf"\b{NUMBER_WORD}(?:[\s-]+{NUMBER_WORD})*\b")
ORDINALS = {f"{stem}ieme": number for number, stem in enumerate(STEMS.split(), 2)}
ORDINALS |= {"premier": 1, "premiere": 1, "second": 2, "seconde": 2, "demi": 2, "moitie": 2}
MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
NAMED = {name: number for number, name in enumerate(MONTHS.split(), 1)} | ORDINALS
WORD = re.compile(r"[a-z]+")
HOUR = re.compile(r"([0-9]+)\s?h\b")
EVENING = re.compile(r"[下晚]\D{0,3}([0-9]{1,2})[点时:：]")
NOON = 12
# 19世纪50年代 is « les années 1850 ».
DECADE = re.compile(r"([0-9]+)世纪([0-9]+)年代")
CENTURY = re.compile(r"([0-9]+)世纪")

SENTENCES: dict[str, Callable[[dict[str, Any]], LazyString]] = {
    "fr": lambda facts: _l("“%(field)s” has %(number)s in French alone.", **facts),
    "zh": lambda facts: _l("“%(field)s” has %(number)s in Chinese alone.", **facts),
}


def figure_flaws(draft: Draft) -> Iterator[Flaw]:
    """A flaw for each number that stands in one language alone, and for centuries that differ."""
    for passage in passages(draft):
        if not passage.is_whole:
            continue
        for language, number in alone(passage.text):
            facts = {"field": passage.label, "number": number}
            yield Flaw("figures", SENTENCES[language](facts), language)


def alone(text: Localized) -> Iterator[tuple[str, str]]:
    """Each number that one language of a text has alone, as it is written, after that language."""
    french, chinese = text.fr.translate(WIDE), _plain_chinese(text.zh.translate(WIDE))
    in_french, in_chinese = _figures(french, "fr"), _figures(chinese, "zh")
    if in_french.keys() != in_chinese.keys():
        known = in_chinese.keys() | _meant_in_chinese(chinese)
        yield from (("fr", as_is) for value, as_is in in_french.items() if value not in known)
        known = in_french.keys() | _meant_in_french(french)
        yield from (("zh", as_is) for value, as_is in in_chinese.items() if value not in known)
    if "世纪" in chinese and "si" in french:
        centuries = set(CENTURY.findall(plain_chinese_centuries(chinese)))
        theirs = set(CENTURY.findall(plain_centuries(without_accents(french.lower()))))
        if centuries and theirs and not centuries & theirs and not FIGURE.search(french + chinese):
            yield "fr", ", ".join(sorted(theirs))


def _plain_chinese(text: str) -> str:
    if "年代" not in text:
        return text
    return DECADE.sub(lambda found: f"{100 * int(found[1]) - 100 + int(found[2])}年代", text)


def _figures(text: str, language: str) -> dict[Decimal, str]:
    """Each number in figures by its value, as it is written."""
    if FIGURE.search(text) is None:
        return {}
    found = {}
    for match in GROUPED[language].finditer(text):
        bare = re.sub(r"[ \u00a0\u202f]", "", match[0])
        bare = bare.replace(",", "." if language == "fr" else "")
        found[Decimal(bare) * _times(text[match.end() :], language)] = match[0]
    return found


def _times(rest: str, language: str) -> int:
    if language == "fr":
        named = TIMES_FRENCH.match(rest)
        return THOUSANDS[named[1].removesuffix("s")] if named else 1
    worth = 1
    if signs := TIMES_CHINESE.match(rest):
        for sign in signs[1]:
            worth *= SMALL.get(sign) or LARGE[sign]
    return worth


def _meant_in_chinese(text: str) -> set[Decimal]:
    values = {Decimal(n) for found in NUMERALS.findall(text) for n in chinese_wholes(found)}
    values |= {Decimal(DIGITS[one]) for one in text.translate(SPELLINGS) if one in DIGITS}
    return values | {Decimal(found) + NOON for found in EVENING.findall(text)}


def _meant_in_french(text: str) -> set[Decimal]:
    values = {Decimal(roman_whole(found.lower())) for found in ROMAN.findall(text)}
    values |= {Decimal(hour) - NOON for hour in HOUR.findall(text)}
    plain = without_accents(text.lower())
    values |= {Decimal(NAMED[word]) for word in WORD.findall(plain) if word in NAMED}
    for words in NUMBER_WORDS.findall(plain):
        wholes = (french_whole(part) for part in (words, *re.split(r"[\s-]+", words)))
        values |= {Decimal(whole) for whole in wholes if whole is not None}
    return values
