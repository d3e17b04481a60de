"""Which texts of a question are behind their other language, and which were never translated. Pure.

A text is out of date in one language when the other one changed alone. What the changed one said
before is kept until somebody has looked at it again: who takes the change back has nothing to do.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from types import MappingProxyType
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.rules import NOTHING, Draft
from quiz.i18n.folding import fold_search
from quiz.i18n.localized import LANGUAGES, Localized
from quiz.i18n.signs import plain_signs

BEHIND = {"fr": _l("French is out of date"), "zh": _l("Chinese is out of date")}
OTHER = dict(zip(LANGUAGES, reversed(LANGUAGES), strict=True))
# A number with its sign, its decimals and what it counts in: there a sign is no mere typing.
FIGURES = re.compile(r"-?\d(?:[.,:/]?\d)*[%‰]?")


@dataclass(frozen=True, slots=True)
class Outdated:
    """A text to be looked at again in `language`; the other one said `former` until `at` (ms)."""

    language: str
    former: str
    at: int


# What is out of date of a question, by the text: "prompt", "choice2", "explanation"...
OutdatedTexts = Mapping[str, Outdated]
NONE_OUTDATED: OutdatedTexts = MappingProxyType({})


def outdated_after(
    before: Draft, after: Draft, known: OutdatedTexts, now: int
) -> dict[str, Outdated]:
    """What of `after` is out of date, if `known` was so of `before`; `now` in ms UTC.

    One language that changed alone leaves the other one behind. Looking at that one again, both at
    once, or the change taken back sets it right. Signs and spacing alone change nothing, and what a
    language does not have is missing, not out of date.
    """
    places = _places_before(before, after)
    texts, found = localized_texts(before), {}
    for name, text in localized_texts(after).items():
        place = places.get(name, name)
        if state := _after(texts.get(place, NOTHING), text, known.get(place), now):
            found[name] = state
    return found


def _after(
    before: Localized, after: Localized, known: Outdated | None, now: int
) -> Outdated | None:
    if after.missing():
        return None
    changed = [
        language
        for language in LANGUAGES
        if not reads_alike(getattr(before, language), getattr(after, language))
    ]
    if known is not None:
        is_settled = known.language in changed or reads_alike(
            getattr(after, OTHER[known.language]), known.former
        )
        return None if is_settled else known
    if len(changed) != 1 or before.missing():
        return None
    return Outdated(OTHER[changed[0]], getattr(before, changed[0]), now)


def _places_before(before: Draft, after: Draft) -> dict[str, str]:
    """Where each choice stood before: those that were moved as they are, by their new places."""
    stood: dict[Localized, int] = {}
    for number, choice in enumerate(before.choices, 1):
        stood.setdefault(choice, number)
    return {
        f"choice{number}": f"choice{stood[choice]}"
        for number, choice in enumerate(after.choices, 1)
        if choice in stood
    }


def localized_texts(draft: Draft) -> dict[str, Localized]:
    """Every text of a question that has two languages, by its name; choices from `choice1` on."""
    texts: dict[str, Localized] = {}
    for part in fields(draft):
        value = getattr(draft, part.name)
        if isinstance(value, Localized):
            texts[part.name] = value
    texts |= {f"choice{number}": choice for number, choice in enumerate(draft.choices, 1)}
    return texts


def translated(draft: Draft, language: str, texts: Mapping[str, str]) -> Draft:
    """The question with those texts in that language, by the names of `localized_texts`."""
    after = {
        name: replace(text, **{language: texts[name]}) if name in texts else text
        for name, text in localized_texts(draft).items()
    }
    choices = tuple(after.pop(f"choice{number}") for number, _ in enumerate(draft.choices, 1))
    parts: dict[str, Any] = {**after, "choices": choices}
    return replace(draft, **parts)


def untranslated(draft: Draft) -> tuple[str, ...]:
    """The languages that lack a text which the other one has."""
    texts = [text for text in localized_texts(draft).values() if text]
    return tuple(
        language for language in LANGUAGES if any(language in text.missing() for text in texts)
    )


def languages_of(outdated: OutdatedTexts) -> str:
    """The languages to be looked at again, by their codes with spaces between."""
    named = {state.language for state in outdated.values()}
    return " ".join(language for language in LANGUAGES if language in named)


def behind(languages: str) -> tuple[LazyString, ...]:
    """A sentence for each of the languages that a question is kept with as out of date."""
    return tuple(BEHIND[language] for language in languages.split())


def reads_alike(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but signs, spacing, capitals, accents and script."""
    return one == other or (fold_search(one), _figures(one)) == (
        fold_search(other),
        _figures(other),
    )


def _figures(text: str) -> list[str]:
    return FIGURES.findall("".join(plain_signs(text).split()))


def to_json(outdated: OutdatedTexts) -> dict[str, Any]:
    """As stored."""
    return {name: asdict(state) for name, state in outdated.items()}


def from_json(stored: Mapping[str, Any] | None) -> dict[str, Outdated]:
    """The inverse of `to_json`; nothing of a question that was stored before there was this."""
    return dict(_read(stored or {}))


def _read(stored: Mapping[str, Any]) -> Iterator[tuple[str, Outdated]]:
    for name, state in stored.items():
        yield name, Outdated(state["language"], state["former"], state["at"])
