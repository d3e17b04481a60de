"""An object as it is written: what it holds, how it is tidied, what stops it. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.errors import Conflict, Invalid
from quiz.i18n.folding import fold_search
from quiz.i18n.invisible import has_control, without_invisible
from quiz.i18n.localized import LANGUAGES, Localized, plain_in_both

NOTHING = Localized()
PARTED = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectWords:
    """What is written of an object; `picture` is the key of a picture that is kept here."""

    title: Localized = NOTHING
    maker: Localized = NOTHING
    date: Localized = NOTHING
    place: Localized = NOTHING
    material: Localized = NOTHING
    inventory_no: str = ""
    institution: str = ""
    credit: str = ""
    rights: str = ""
    page: str = ""
    manifest: str = ""
    picture: str = ""


# What each part is called, and how many characters it has at most in a language.
LABELS: Mapping[str, LazyString] = {
    "title": _l("Title"),
    "maker": _l("Maker"),
    "date": _l("Date"),
    "place": _l("Place"),
    "material": _l("Material"),
    "inventory_no": _l("Inventory number"),
    "institution": _l("Institution"),
    "credit": _l("Credit"),
    "rights": _l("Rights"),
    "page": _l("Page"),
    "manifest": _l("IIIF manifest"),
}
LONGEST = dict.fromkeys(LABELS, 300) | {
    "credit": 500,
    "rights": 500,
    "page": 1000,
    "manifest": 1000,
}
LOCALIZED = tuple(part.name for part in fields(ObjectWords) if part.type is Localized)
PLAIN = tuple(name for name in LABELS if name not in LOCALIZED)
ADDRESSES = ("page", "manifest")


@dataclass(frozen=True, slots=True)
class ObjectProblem:
    """What is wrong with one part of an object, in one language if it has two."""

    part: str
    language: str
    sentence: LazyString


class UnfitObject(Invalid):
    """An object that cannot be kept; `problems` says each reason."""

    def __init__(self, problems: tuple[ObjectProblem, ...]) -> None:
        super().__init__(_l("This object cannot be kept as it is."))
        self.problems = problems


class ChangedObject(Conflict):
    """Somebody else was first."""


def tidy_words(words: ObjectWords) -> ObjectWords:
    """The same without stray spaces and what nobody sees."""
    changes: dict[str, Any] = {name: _tidy(getattr(words, name)) for name in PLAIN}
    for name in LOCALIZED:
        text = getattr(words, name)
        tidied = Localized(*(_tidy(getattr(text, language)) for language in LANGUAGES))
        changes[name] = tidied if name == "title" else plain_in_both(tidied)
    return replace(words, **changes)


def _tidy(text: str) -> str:
    return without_invisible(text).strip()


def object_problems(words: ObjectWords) -> Iterator[ObjectProblem]:
    """All that stops tidied words from being kept: no title, too long, no address."""
    if not words.title:
        yield ObjectProblem("title", LANGUAGES[0], _l("An object has a title in one language."))
    for name in LOCALIZED:
        for language in LANGUAGES:
            yield from _text_problems(name, language, getattr(getattr(words, name), language))
    for name in PLAIN:
        yield from _text_problems(name, "", getattr(words, name))
    for name in ADDRESSES:
        address = getattr(words, name)
        if address and not address.lower().startswith(("https://", "http://")):
            sentence = _l(
                "“%(field)s” must be a web address that begins with https:// or http://.",
                field=LABELS[name],
            )
            yield ObjectProblem(name, "", sentence)


def _text_problems(name: str, language: str, text: str) -> Iterator[ObjectProblem]:
    if len(text) > LONGEST[name]:
        sentence = _l(
            "“%(field)s” is too long: at most %(longest)s characters.",
            field=LABELS[name],
            longest=LONGEST[name],
        )
        yield ObjectProblem(name, language, sentence)
    if has_control(text.replace("\n", "").replace("\t", "")):
        sentence = _l("“%(field)s” contains a character that cannot be shown.", field=LABELS[name])
        yield ObjectProblem(name, language, sentence)


def searched_text(words: ObjectWords) -> str:
    """Each text of an object folded, on a line of its own, its title first."""
    texts = [getattr(getattr(words, name), own) for name in LOCALIZED for own in LANGUAGES]
    texts += [getattr(words, name) for name in PLAIN]
    folded = (fold_search(text) for text in texts)
    return "".join((PARTED, *(f"{line}{PARTED}" for line in dict.fromkeys(folded) if line)))
