"""Which of our languages the texts of a file are in that does not say so. Pure."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from quiz.bank.formats.decoding import is_hanzi
from quiz.bank.rules import Draft
from quiz.i18n.localized import LANGUAGES, Localized

FRENCH, CHINESE = LANGUAGES
# A Chinese character says about as much as so many letters.
LETTERS_OF_A_CHARACTER = 3
# Below this share of its letters a text is in another script.
READABLE = 0.5
LAST_LATIN = "\u024f"
WORD = re.compile(r"[^\W\d_]+")
# Small words that one language has and the others have not.
FRENCH_WORDS = frozenset(
    (
        *("le", "les", "des", "du", "une", "est", "et", "quel", "quelle", "quels", "quelles"),
        *("dans", "sur", "qui", "où", "au", "aux", "ce", "cette", "pour", "avec", "par", "pas"),
    )
)
OTHER_WORDS = frozenset(
    (
        *("the", "of", "is", "and", "which", "what", "who", "when", "how", "are", "was", "to"),
        *("were", "with", "this", "that", "from", "you", "el", "los", "las", "es", "qué", "y"),
        *("cuál", "cuáles", "por", "para", "cómo", "con", "del", "una"),
    )
)
# Fewer of them may stand in names and titles.
SURE_WORDS = 5


def likely_language(texts: Iterable[str]) -> str:
    """Chinese where Chinese characters say more than half of the texts, else French."""
    han = latin = 0
    for letter in "".join(texts):
        if is_hanzi(letter):
            han += 1
        elif letter.isalpha():
            latin += 1
    return CHINESE if han * LETTERS_OF_A_CHARACTER > latin else FRENCH


def is_neither(texts: Iterable[str]) -> bool:
    """Whether the texts are in another script, or in words of English or Spanish."""
    whole = " ".join(texts)
    letters = [letter for letter in whole if letter.isalpha()]
    known = sum(letter <= LAST_LATIN or is_hanzi(letter) for letter in letters)
    if letters and known < READABLE * len(letters):
        return True
    words = WORD.findall(whole.casefold())
    others = sum(word in OTHER_WORDS for word in words)
    return others >= SURE_WORDS and others > 2 * sum(word in FRENCH_WORDS for word in words)


def placed(draft: Draft, language: str) -> Draft:
    """The question with the texts that are in one language alone in `language`; "" leaves all."""
    if not language:
        return draft
    texts = ("prompt", "explanation", "object_title", "image_alt")
    moved: dict[str, Any] = {name: _moved(getattr(draft, name), language) for name in texts}
    return replace(
        draft, choices=tuple(_moved(choice, language) for choice in draft.choices), **moved
    )


def _moved(text: Localized, language: str) -> Localized:
    if text.fr and text.zh:
        return text
    return Localized(**{language: text.fr or text.zh})
