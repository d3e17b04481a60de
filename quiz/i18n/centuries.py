"""Centuries as they are written in French, Chinese and English, brought to one spelling. Pure.

All texts are folded ones: small letters without accents. A century is spelled `18世纪`, and
`前5世纪` before our era.
"""

import re
from functools import cache

from quiz.i18n.numerals import chinese_whole

LAST = 30
STEMS = "deux trois quatr cinqu six sept huit neuv dix onz douz treiz quatorz quinz seiz"
ENGLISH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
SPACE = r"[\W_]*"
ROMAN = r"(?P<roman>(?=[xvi])(?:x{0,2}(?:ix|iv|v?i{0,3})|xxx))"
DIGITS = r"(?P<digits>[0-9]{1,2})"
SUFFIX = r"(?:er|i?e?me|e|i?eres?|e?re|nde?|st|rd|th)"
NAMES = ("siecle", "centur", "s.")
NAME = r"(?:siecles?|centur(?:y|ies)|s\.)(?![a-z0-9])"
ALONE = re.compile(rf"(?:{ROMAN}|{DIGITS}){SUFFIX}")
HAN_DIGITS = "[0-9零〇一二三四五六七八九十廿卅]"
CHINESE = re.compile(rf"(前?)({HAN_DIGITS}+)世纪")
PREFIX = re.compile(rf"(?:第|公元|西元|纪元)+(?=前?{HAN_DIGITS}+世纪)")
BEFORE = re.compile(r"(?<!前)(?<![0-9])([0-9]+世纪)(?:av(?:ant)?(?:jc|jesuschrist|notreere)|bce?)$")
AFTER = re.compile(r"([0-9]+世纪)(?:apr(?:es)?(?:jc|jesuschrist)|denotreere|ad|ce)$")


def plain_centuries(text: str) -> str:
    """Text with each « XVIIIe siècle », « dix-huitième siècle », "18th century" as `18世纪`."""
    if not any(name in text for name in NAMES):
        return text
    return _with_name().sub(_spelled, text)


def plain_ordinal(text: str) -> str:
    """A whole answer that is only an ordinal, such as « XVIIIe » or « 18e », as that century."""
    if number := _glued().get(text):
        return f"{number}世纪"
    found = ALONE.fullmatch(text)
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
    groups = found.groupdict()
    if word := groups.get("word"):
        number = _glued()[re.sub(r"[\W_]", "", word)]
    else:
        number = int(groups["digits"]) if groups["digits"] else roman_whole(groups["roman"])
    return f"{number}世纪" if 1 <= number <= LAST else found[0]


def _spelled_in_chinese(found: re.Match[str]) -> str:
    number = chinese_whole(found[2])
    return found[0] if number is None else f"{found[1]}{number}世纪"


@cache
def _words() -> dict[tuple[str, ...], int]:
    """The parts of every ordinal that is written in words, with its number."""
    words: dict[tuple[str, ...], int] = {("premier",): 1, ("premiere",): 1}
    words |= {("second",): 2, ("seconde",): 2}
    words |= {(f"{stem}ieme",): number for number, stem in enumerate(STEMS.split(), 2)}
    words |= {("dix", *word): 10 + n for word, n in words.items() if 7 <= n <= 9}
    words |= {(word,): number for number, word in enumerate(ENGLISH.split(), 1)}
    units = {word: number for word, number in words.items() if number <= 9}
    for tens, ten in (("vingt", 20), ("twenty", 20)):
        words |= {(tens, *word): ten + number for word, number in units.items()}
    words |= {("vingt", "unieme"): 21, ("vingt", "et", "unieme"): 21}
    return words | {("vingtieme",): 20, ("trentieme",): 30, ("thirtieth",): 30}


@cache
def _glued() -> dict[str, int]:
    """Every such ordinal as one word."""
    return {"".join(parts): number for parts, number in _words().items()}


@cache
def _with_name() -> re.Pattern[str]:
    words = "|".join(SPACE.join(parts) for parts in _words())
    number = rf"(?P<word>{words})|(?:{ROMAN}|{DIGITS})(?:{SPACE}{SUFFIX})?"
    return re.compile(rf"(?<![a-z0-9])(?:{number}){SPACE}{NAME}")
