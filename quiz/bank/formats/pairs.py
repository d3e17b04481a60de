"""Pairs of texts as our questions write them: one choice each, an arrow between its two sides."""

from collections.abc import Sequence

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.moodle_keys import FoundKey
from quiz.bank.formats.texts import ForeignText
from quiz.bank.kinds.match import Pairs
from quiz.i18n.localized import LANGUAGES, Localized

ARROW = "→"
Sides = tuple[ForeignText, ForeignText]


def paired_choices(pairs: Sequence[Sides]) -> tuple[FoundKey, tuple[ForeignText, ...]]:
    """The key and the choices of a question about pairs; on the right some may belong to nothing.

    A text on the left to which nothing belongs is left out, which a note says.
    """
    taken = [pair for pair in pairs if pair[1].words]
    alone = [left.words for left, right in pairs if left.words and not right.words]
    notes: tuple[LazyString, ...] = ()
    if alone:
        listed = " · ".join(words.in_(LANGUAGES[0]) for words in alone)
        notes = (_l("Texts that belong to none are left out: %(texts)s.", texts=listed),)
    return FoundKey(Pairs.name, {}, notes), tuple(_choice(*pair) for pair in taken)


def _choice(left: ForeignText, right: ForeignText) -> ForeignText:
    """Both sides in each language; one for every language serves beside one that has two."""
    is_bilingual = left.is_bilingual or right.is_bilingual
    texts = {}
    for language in LANGUAGES:
        sides = [_side(side, language, is_bilingual=is_bilingual) for side in (left, right)]
        is_whole = all(sides) or (sides[1] and not left.words)
        texts[language] = f" {ARROW} ".join(sides).strip() if is_whole else ""
    return ForeignText(Localized(**texts), is_bilingual)


def _side(side: ForeignText, language: str, *, is_bilingual: bool) -> str:
    words = str(getattr(side.words, language))
    if is_bilingual and not side.is_bilingual:
        words = side.words.fr
    return words.replace(ARROW, "–").replace("\n", " ")
