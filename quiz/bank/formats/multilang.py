"""Texts that hold their languages side by side, as Moodle's two filters write them.

https://docs.moodle.org/en/Multi-language_content_filter: spans of the class `multilang`; and
https://moodle.org/plugins/filter_multilang2: `{mlang fr}…{mlang}`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quiz.i18n.localized import LANGUAGES

# Each form with what closes its parts: nothing is looked for behind the last of them.
SPAN = re.compile(
    r"<span\b((?=[^<>]{0,200}\bmultilang\b)[^<>]{0,200})>(.*?)</span>", re.IGNORECASE | re.DOTALL
)
OLD_TAG = re.compile(
    r"<lang\b((?=[^<>]{0,200}\blang\b)[^<>]{0,200})>(.*?)</lang>", re.IGNORECASE | re.DOTALL
)
BRACES = re.compile(r"\{mlang\s+([^{}]{0,200})\}(.*?)\{mlang\}", re.IGNORECASE | re.DOTALL)
FORMS = ((SPAN, "</span>"), (OLD_TAG, "</lang>"), (BRACES, "{mlang}"))
LANG = re.compile(r"""\blang\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a text: the languages that it is for, none where it is for every one."""

    languages: tuple[str, ...]
    text: str


def has_languages(text: str) -> bool:
    """Whether a text holds one of our languages beside others."""
    return any(set(part.languages) & set(LANGUAGES) for part in _parts(text))


def text_in(text: str, language: str) -> str:
    """What of a text is shown in that language: its own parts, and those for every language."""
    found: list[str] = []
    group: list[_Part] = []
    for part in (*_parts(text), _Part((), "")):
        if part.languages:
            group.append(part)
        elif part.text.strip() or not part.text:
            # Only spaces between parts do not end a group of translations.
            found += [_chosen(group, language), part.text]
            group = []
    return "".join(found)


def _chosen(group: Sequence[_Part], language: str) -> str:
    """The translation for a language, else the one for the others, else none of ours."""
    for wanted in (language, OTHER):
        if found := [part.text for part in group if wanted in part.languages]:
            return "".join(found)
    known = {own for part in group for own in part.languages}
    return group[0].text if group and not known & set(LANGUAGES) else ""


def _parts(text: str) -> Iterator[_Part]:
    folded = text.lower() if text.isascii() else text
    for pattern, closing in FORMS:
        last = folded.rfind(closing) + len(closing)
        if last >= len(closing) and pattern.search(text, 0, last):
            yield from _parted(text, pattern, last)
            return
    yield _Part((), text)


def _parted(text: str, pattern: re.Pattern[str], last: int) -> Iterator[_Part]:
    end = 0
    for found in pattern.finditer(text, 0, last):
        if found.start() > end:
            yield _Part((), text[end : found.start()])
        yield _Part(_languages(found[1], is_list=pattern is BRACES), found[2])
        end = found.end()
    if end < len(text):
        yield _Part((), text[end:])


def _languages(named: str, *, is_list: bool) -> tuple[str, ...]:
    codes = re.split(r"[\s,]+", named.strip()) if is_list else LANG.findall(named)
    return tuple(re.split(r"[-_]", code.casefold())[0] for code in codes if code) or (OTHER,)
