"""What a record says of an object beside what stands there: to be taken part by part. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import LazyString

from quiz.i18n.localized import LANGUAGES, Localized
from quiz.objects.records.base import MuseumRecord, Spoken
from quiz.objects.rules import LABELS, LOCALIZED, PLAIN, ObjectWords

# Which language a text may be taken from that has none of ours, the best one first.
OTHERS = ("en",)


@dataclass(frozen=True, slots=True)
class OfferedText:
    """One text that a record has, and what stands in its place.

    `language` is ours, or "" where a part has one text; `spoken` is the one that the record says
    it in where that is none of ours, to be translated.
    """

    part: str
    language: str
    stands: str
    text: str
    spoken: str = ""

    @property
    def name(self) -> str:
        """What its box is called."""
        return f"{self.part}-{self.language}" if self.language else self.part

    @property
    def label(self) -> LazyString:
        """What its part is called."""
        return LABELS[self.part]

    @property
    def is_new(self) -> bool:
        """Whether it says anything else than what stands there."""
        return bool(self.text) and self.text != self.stands


def offered_texts(words: ObjectWords, record: MuseumRecord) -> Iterator[OfferedText]:
    """Every text of the record, in the order of an object's parts; an empty one is unknown."""
    for name in LOCALIZED:
        spoken = getattr(record, name)
        for language in LANGUAGES:
            text, other = _best(spoken, language)
            stands = getattr(getattr(words, name), language)
            yield OfferedText(name, language, stands, text, other)
    for name in PLAIN:
        yield OfferedText(name, "", getattr(words, name), getattr(record, name))


def _best(spoken: Spoken, language: str) -> tuple[str, str]:
    """The text in that language or in none in particular, else in another one, with its code."""
    if text := spoken.get(language) or spoken.get(""):
        return text, ""
    foreign = (*OTHERS, *(code for code in spoken if code not in LANGUAGES))
    code = next((code for code in foreign if spoken.get(code)), "")
    return (spoken[code], code) if code else ("", "")


def with_taken(words: ObjectWords, texts: Mapping[str, str], taken: Iterable[str]) -> ObjectWords:
    """The words with those of the texts that were taken, by the names of their boxes."""
    changes: dict[str, Any] = {}
    for name in taken:
        part, _, language = name.partition("-")
        text = texts.get(name, "")
        if part in PLAIN and not language:
            changes[part] = text
        elif part in LOCALIZED and language in LANGUAGES:
            before: Localized = changes.get(part) or getattr(words, part)
            changes[part] = replace(before, **{language: text})
    return replace(words, **changes)
