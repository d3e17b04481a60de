"""French spacing and Chinese punctuation as they are typed wrongly, and as they are right. Pure.

What is mended is what a keyboard makes of a sign that it lacks; words are left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.checks.base import Flaw, passages
from quiz.bank.rules import OPTIONAL_TEXTS, PROMPT, Draft
from quiz.i18n.localized import LANGUAGES, Localized

PASSES = 5
SPACE = "[ \u00a0\u202f]"
HAN = "\u3400-\u9fff"
WIDE = str.maketrans("，。；：！？（）", ",.;:!?()")
HALF = str.maketrans(",;:!?", "，；：！？")

# Each with what it becomes; the spaces beside French signs are set narrow or not when shown.
FRENCH = (
    (re.compile(r"(?<=\w)['\u02bc\u2032](?=\w)"), "’"),
    (re.compile(r'"([^"\n]+)"'), r"« \1 »"),
    (re.compile(r"\.{3}"), "…"),
    (re.compile(rf"«(?!{SPACE})(?=\S)"), "« "),
    (re.compile(rf"(?<=\S)(?<!{SPACE})»"), " »"),
    (re.compile(r"(?<=[\w)\]’»%…])([;!?])(?=\s|$|[»)\]’])"), r" \1"),
    (re.compile(r"(?<=[^\W\d]|[)\]’»%])(:)(?=\s|$)"), r" \1"),
    (re.compile(rf"(?<=\w){SPACE}+([,.])(?=\s|$)"), r"\1"),
    (re.compile(r"(?<=[^\W\d]),(?=[^\W\d])"), ", "),
    (re.compile(r"(?<=\S) {2,}(?=\S)"), " "),
)
CHINESE = (
    (re.compile(r'"([^"\n]+)"'), r"“\1”"),
    (re.compile(r"\.{3,}|。{3,}|(?<!…)…(?!…)"), "……"),
    (re.compile(rf"(?<=[{HAN}])-{{2,}}(?=[{HAN}])"), "——"),
    (re.compile(rf"\((?=[^()\n]*[{HAN}])([^()\n]*)\)"), r"（\1）"),
    (re.compile(rf"(?<=[{HAN}”》）])\.(?=\s|$|[{HAN}“《（])"), "。"),
    (re.compile(rf"(?<=[{HAN}]) +(?=[{HAN}])"), ""),
    (re.compile(r" +(?=[，。；：！？、）》”])|(?<=[，。；：！？、（《“]) +"), ""),
)
# After a character, or between something and one.
MARKS = re.compile(rf"(?<=[{HAN}”》）])([,;:!?])|(?<=\S)([,;:!?])(?=[{HAN}“《])")
# A wide sign in French; beside a character it is a quotation.
WIDE_SIGNS = re.compile(rf"(?<![{HAN}])[，。；：！？（）](?![{HAN}])")

# Most texts have none of the signs that are ever mended, and are known by that alone.
SIGNS = {
    "fr": re.compile(r"['\u02bc\u2032\".«»;!?:,，。；：！？（）]|  "),
    "zh": re.compile(r"[\".,;:!?( …-]|。。。"),
}


def mended_text(text: str, language: str) -> str:
    """The same text with its signs as `language` writes them; mending it again changes nothing."""
    if SIGNS[language].search(text) is None:
        return text
    mend = _mended_french if language == "fr" else _mended_chinese
    # A sign that is mended may be what tells of the one beside it.
    for _ in range(PASSES):
        before, text = text, mend(text)
        if before == text:
            break
    return text


def mended_draft(draft: Draft) -> Draft:
    """The question with all its texts mended so."""
    changes: dict[str, Any] = {
        part.attribute: _mended(getattr(draft, part.attribute))
        for part in (PROMPT, *OPTIONAL_TEXTS)
    }
    return replace(draft, choices=tuple(map(_mended, draft.choices)), **changes)


def spelling_flaws(draft: Draft) -> Iterator[Flaw]:
    """A flaw for each text that would be mended, with what it would become."""
    for passage in passages(draft):
        for language in LANGUAGES:
            before = getattr(passage.text, language)
            after = mended_text(before, language)
            if before != after:
                sentence = _l("“%(field)s” has signs typed wrongly.", field=passage.label)
                yield Flaw("spelling", sentence, language, before, after)


def _mended(text: Localized) -> Localized:
    return Localized(*(mended_text(getattr(text, own), own) for own in LANGUAGES))


def _mended_french(text: str) -> str:
    text = WIDE_SIGNS.sub(lambda found: found[0].translate(WIDE), text)
    for wrong, right in FRENCH:
        text = wrong.sub(right, text)
    return text


def _mended_chinese(text: str) -> str:
    for wrong, right in CHINESE[:-2]:
        text = wrong.sub(right, text)
    text = MARKS.sub(lambda found: found[0].translate(HALF), text)
    for wrong, right in CHINESE[-2:]:
        text = wrong.sub(right, text)
    return text
