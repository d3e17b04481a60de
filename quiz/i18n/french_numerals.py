"""Whole numbers written in French words, of France, Belgium and Switzerland. Pure."""

import re

SMALL = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
UNITS = {word: number for number, word in enumerate(SMALL.split())}
TENS = {
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "octante": 80,
    "huitante": 80,
    "nonante": 90,
}
THOUSANDS = {"mille": 1_000, "million": 10**6, "milliard": 10**9}
# What a group of exactly so many is called; « une centaine » is about a hundred.
GROUPS = {"douzaine": 12}
BETWEEN = re.compile(r"[\s\-]+")
LONGEST = 15


def french_whole(text: str) -> int | None:
    """The number that folded French words say, with or without hyphens; None if they say none.

    « dix-huit cent cinquante » is 1850, as « mille huit cent cinquante » is; « deux trois » is no
    number.
    """
    words = [_singular(word) for word in BETWEEN.split(text.strip()) if word != "et"]
    if not words or len(words) > LONGEST:
        return None
    total, bound, rest = 0, 10**12, words
    for name, worth in sorted(THOUSANDS.items(), key=lambda pair: -pair[1]):
        if name not in rest:
            continue
        place = rest.index(name)
        high = 1 if place == 0 and name == "mille" else _below_thousand(rest[:place])
        if high is None or not high or worth >= bound:
            return None
        total, bound, rest = total + high * worth, worth, rest[place + 1 :]
    low = _below_thousand(rest) if rest else 0
    return None if low is None or (low == 0 and total and rest) else total + low


def _singular(word: str) -> str:
    if word == "une":
        return "un"
    known = word in UNITS or word in TENS
    return word if known or not word.endswith("s") else word[:-1]


def _below_thousand(words: list[str]) -> int | None:
    """Also « dix-neuf cent », up to 1,999."""
    if "cent" not in words:
        return _below_hundred(words)
    place = words.index("cent")
    high = 1 if place == 0 else _below_hundred(words[:place])
    low = _below_hundred(words[place + 1 :]) if words[place + 1 :] else 0
    return None if high is None or low is None or not 0 < high < 20 else high * 100 + low


def _below_hundred(words: list[str]) -> int | None:
    """`quatre-vingt-dix-sept` is 80 and 17, as its words say."""
    if words[:2] == ["quatre", "vingt"]:
        low = _below_twenty(words[2:]) if words[2:] else 0
        return None if low is None else 80 + low
    if words and words[0] in TENS:
        tens = TENS[words[0]]
        low = _below_twenty(words[1:]) if words[1:] else 0
        is_long = low is not None and low > 9 and tens != 60
        return None if low is None or is_long or (low == 0 and words[1:]) else tens + low
    return _below_twenty(words)


def _below_twenty(words: list[str]) -> int | None:
    if len(words) == 1:
        return UNITS.get(words[0])
    if len(words) == 2 and words[0] == "dix" and words[1] in ("sept", "huit", "neuf"):
        return 10 + UNITS[words[1]]
    return None
