"""Centuries as they are written in French, Chinese and English, brought to one spelling. Pure.

All texts are folded ones: small letters without accents. A century is spelled `18世纪`, and
`前5世纪` before our era.
"""

import re
from functools import cache

from quiz.i18n.numerals import chinese_whole

LAST = 30
STEMS = "deux trois quatr cinqu six sept huit neuv dix onz douz treiz quatorz quinz seiz"
FRENCH = ("premiere?", *(f"{stem}ieme" for stem in STEMS.split()))
ENGLISH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
SPACE = r"[\W_]*"
ROMAN = r"(?P<roman>(?=[xvi])(?:x{0,2}(?:ix|iv|v?i{0,3})|xxx))"
DIGITS = r"(?P<digits>[0-9]{1,2})"
SUFFIX = r"(?:er|i?e?me|e|i?eres?|e?re|nde?|st|rd|th)"
NAME = r"(?:siecles?|centur(?:y|ies)|s\.)(?![a-z0-9])"
HAN_DIGITS = "[0-9零〇一二三四五六七八九十廿卅]"
CHINESE = re.compile(rf"(前?)({HAN_DIGITS}+)世纪")
PREFIX = re.compile(rf"(?:第|公元|西元|纪元)+(?=前?{HAN_DIGITS}+世纪)")
BEFORE = re.compile(r"(?<!前)(?<![0-9])([0-9]+世纪)(?:av(?:ant)?(?:jc|jesuschrist|notreere)|bce?)$")
AFTER = re.compile(r"([0-9]+世纪)(?:apr(?:es)?(?:jc|jesuschrist)|denotreere|ad|ce)$")


def plain_centuries(text: str) -> str:
    """Text with each « XVIIIe siècle », « dix-huitième siècle », "18th century" as `18世纪`."""
    return _with_name().sub(_spelled, text)


def plain_ordinal(text: str) -> str:
    """A whole answer that is only an ordinal, such as « XVIIIe » or « 18e », as that century."""
    found = _alone().fullmatch(text)
    return _spelled(found) if found else text


def plain_chinese_centuries(text: str) -> str:
    """Text without spaces: 十八世纪 as `18世纪`, and « av. J.-C. » after it as 前 before it."""
    if "世纪" not in text:
        return text
    plain = CHINESE.sub(_spelled_in_chinese, PREFIX.sub("", text))
    return BEFORE.sub(r"前\1", AFTER.sub(r"\1", plain))


def roman_whole(letters: str) -> int:
    """What small Roman numerals up to thirty are worth."""
    worth = [{"i": 1, "v": 5, "x": 10}[letter] for letter in letters]
    return sum(
        -one if one < after else one for one, after in zip(worth, [*worth[1:], 0], strict=True)
    )


def _spelled(found: re.Match[str]) -> str:
    if found["word"]:
        number = next(n for pattern, n in _words().items() if re.fullmatch(pattern, found["word"]))
    else:
        number = int(found["digits"]) if found["digits"] else roman_whole(found["roman"])
    return f"{number}世纪" if 1 <= number <= LAST else found[0]


def _spelled_in_chinese(found: re.Match[str]) -> str:
    number = chinese_whole(found[2])
    return found[0] if number is None else f"{found[1]}{number}世纪"


@cache
def _words() -> dict[str, int]:
    """A pattern for every ordinal that is written as a word, with its number."""
    words = {word: number for number, word in enumerate(FRENCH, 1)} | {"seconde?": 2}
    words |= {f"dix{SPACE}{words_}": 10 + n for words_, n in words.items() if 7 <= n <= 9}
    words |= {word: number for number, word in enumerate(ENGLISH.split(), 1)}
    units = {word: number for word, number in words.items() if 1 <= number <= 9}
    for tens, ten in (("vingt", 20), ("twenty", 20)):
        words |= {f"{tens}{SPACE}{word}": ten + number for word, number in units.items()}
    others = {"unieme": 21, f"et{SPACE}unieme": 21}
    words |= {f"vingt{SPACE}{word}": number for word, number in others.items()}
    return words | {"vingtieme": 20, "trentieme": 30, "thirtieth": 30}


@cache
def _with_name() -> re.Pattern[str]:
    words = "|".join(_words())
    number = rf"(?P<word>{words})|(?:{ROMAN}|{DIGITS})(?:{SPACE}{SUFFIX})?"
    return re.compile(rf"(?<![a-z0-9])(?:{number}){SPACE}{NAME}")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?P<word>{'|'.join(_words())})|(?:{ROMAN}|{DIGITS}){SUFFIX}")
