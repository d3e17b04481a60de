"""Translations that are much shorter than the other text, or are none. Pure."""

import re
from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from quiz.bank.checks.base import Flaw, Passage, passages
from quiz.bank.rules import Draft

HAN = re.compile("[\u3400-\u9fff]")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
WORDS = re.compile("[A-Za-z\u00c0-\u024f]{2,}")
# A Chinese character says about as much as so many letters.
LETTERS_A_CHARACTER = 3
# Texts that are shorter in both languages differ by chance: « Venise », 玛丽·安托瓦内特.
SHORTEST = 40
# How often one may be as long as the other: of good translations none is above two.
MOST = 2.7
# A name of two words is the same in both languages.
WORDS_OF_A_NAME = 3
CHARACTERS_OF_A_WORD = 4


def length_flaws(draft: Draft) -> Iterator[Flaw]:
    """A flaw for each text whose translation is missing in part, or was never made."""
    for passage in passages(draft):
        if passage.is_whole:
            yield from _passage_flaws(passage)


def _passage_flaws(passage: Passage) -> Iterator[Flaw]:
    french, chinese = passage.text.fr, passage.text.zh
    characters = len(HAN.findall(chinese))
    if not characters and len(set(WORDS.findall(chinese))) >= WORDS_OF_A_NAME:
        sentence = _l("“%(field)s” has no Chinese character in Chinese.", field=passage.label)
        yield Flaw("length", sentence, "zh")
        return
    if not LATIN.search(french) and len(HAN.findall(french)) >= CHARACTERS_OF_A_WORD:
        sentence = _l("“%(field)s” is in Chinese characters in French.", field=passage.label)
        yield Flaw("length", sentence, "fr")
        return
    weight = len(chinese) + (LETTERS_A_CHARACTER - 1) * characters
    if max(len(french), weight) < SHORTEST:
        return
    if len(french) > MOST * weight:
        sentence = _l("“%(field)s” is short in Chinese, beside its French.", field=passage.label)
        yield Flaw("length", sentence, "zh")
    elif weight > MOST * len(french):
        sentence = _l("“%(field)s” is short in French, beside its Chinese.", field=passage.label)
        yield Flaw("length", sentence, "fr")
