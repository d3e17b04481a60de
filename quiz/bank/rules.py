"""A question as it is written: what it holds, how it is tidied, what stops it. Pure.

What only one kind of question asks for stands in `bank.kinds`.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.citation import as_filed_before
from quiz.errors import Conflict, Invalid
from quiz.i18n.invisible import has_control, without_invisible
from quiz.i18n.lists import split_bars
from quiz.i18n.localized import LANGUAGES, Localized, plain_in_both

SECONDS = range(1, 3601)
WEIGHTS = range(11)
NOTHING = Localized()
# How a question names a picture that is kept here; any other name is of a file that never came.
KEPT_PICTURE = re.compile(r"([0-9a-f]{32})\.jpg")


@dataclass(frozen=True, slots=True)
class TextPart:
    """One text of a question: its attribute, its column in a file, its name, its longest length."""

    attribute: str
    column: str
    label: LazyString
    longest: int


PROMPT = TextPart("prompt", "prompt", _l("Question"), 400)
CHOICE_LONGEST = 150
ALTERNATIVE = TextPart("image_alt", "image_alt", _l("Description of the picture"), 500)
OPTIONAL_TEXTS = (
    TextPart("explanation", "explanation", _l("Explanation"), 1500),
    TextPart("object_title", "object", _l("Object"), 300),
    ALTERNATIVE,
)
# What else is said of the object, in each language, or in one text for both.
CITED_TEXTS = (
    TextPart("maker", "maker", _l("Maker"), 300),
    TextPart("date", "date", _l("Date"), 300),
    TextPart("place", "place", _l("Place"), 300),
    TextPart("material", "material", _l("Material"), 300),
)
PLAIN_TEXTS = (
    TextPart("inventory_no", "inventory_no", _l("Inventory number"), 300),
    TextPart("credit", "credit", _l("Credit"), 500),
    TextPart("rights", "rights", _l("Rights"), 500),
    TextPart("source_url", "source_url", _l("Source"), 1000),
    TextPart("image", "image", _l("Picture"), 1000),
    TextPart("institution", "institution", _l("Institution"), 300),
    TextPart("manifest", "manifest", _l("IIIF manifest"), 1000),
    TextPart("object_picture", "object_picture", _l("Picture of the object"), 1000),
)
TAGS = TextPart("tags", "tags", _l("Tags"), 500)

MISSING: dict[str, Callable[[LazyString], LazyString]] = {
    "fr": lambda label: _l("“%(field)s” is missing in French.", field=label),
    "zh": lambda label: _l("“%(field)s” is missing in Chinese.", field=label),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that stops a question, as a sentence for the reader.

    `field` is a column's name without its language. A `gap` is something still missing: such a
    question is kept in its bank, but neither imported nor launched.
    """

    field: str
    language: str
    sentence: LazyString
    gap: bool = False

    @property
    def column(self) -> str:
        """The column of our file in which the problem stands."""
        return f"{self.field}_{self.language}" if self.language else self.field


class Unfit(Invalid):
    """A question that cannot be kept; `problems` says each reason."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(_l("This question cannot be kept as it is."))
        self.problems = problems


class Changed(Conflict):
    """Somebody else was first; `now` is the bank or the question as it is true now, if it is."""

    def __init__(self, message: LazyString, now: object) -> None:
        super().__init__(message)
        self.now = now


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A written question, whether it came from a bank, a file or a form."""

    kind: str
    prompt: Localized
    choices: tuple[Localized, ...] = ()
    key: Mapping[str, Any] = field(default_factory=dict)
    seconds: int = 30
    weight: int = 1
    explanation: Localized = NOTHING
    object_title: Localized = NOTHING
    maker: Localized = NOTHING
    date: Localized = NOTHING
    place: Localized = NOTHING
    material: Localized = NOTHING
    inventory_no: str = ""
    credit: str = ""
    rights: str = ""
    source_url: str = ""
    image: str = ""
    image_alt: Localized = NOTHING
    picture_with_question: bool = False
    may_be_negative: bool = False
    tags: tuple[str, ...] = ()
    institution: str = ""
    manifest: str = ""
    object_picture: str = ""

    @property
    def picture(self) -> str:
        """The key of the picture that it shows, or nothing."""
        return picture_key(self.image)

    @property
    def comes_with_picture(self) -> bool:
        """Whether players see a picture no earlier than the question."""
        return self.picture_with_question and bool(self.pictures)

    @property
    def pictures(self) -> tuple[str, ...]:
        """The keys of all pictures that it shows: its own, and those of its choices."""
        named = (self.image, *self.key.get("pictures", ()))
        return tuple(key for key in map(picture_key, named) if key)

    @property
    def kept_pictures(self) -> tuple[str, ...]:
        """The same, and that of the object, which is shown with the answer."""
        key = picture_key(self.object_picture)
        return (*self.pictures, key) if key else self.pictures


# What a question is made of: to ask for it is slow, and a file has thousands of questions.
PARTS = tuple(part.name for part in fields(Draft))


def picture_key(name: str) -> str:
    """The key of the picture that a question calls so; nothing if that is no picture of ours."""
    found = KEPT_PICTURE.fullmatch(name)
    return found[1] if found else ""


def picture_name(key: str) -> str:
    """How a question names the picture of that key."""
    return f"{key}.jpg"


def tidy(draft: Draft) -> Draft:
    """The same question without stray spaces, empty last choices and repeated tags."""
    changes: dict[str, Any] = {
        text.attribute: tidy_text(getattr(draft, text.attribute)) for text in PLAIN_TEXTS
    }
    for text in (PROMPT, *OPTIONAL_TEXTS):
        changes[text.attribute] = _tidy_localized(getattr(draft, text.attribute))
    for text in CITED_TEXTS:
        changes[text.attribute] = plain_in_both(_tidy_localized(getattr(draft, text.attribute)))
    choices = [_tidy_localized(choice) for choice in draft.choices]
    while choices and not choices[-1]:
        choices.pop()
    return replace(draft, choices=tuple(choices), tags=split_bars("|".join(draft.tags)), **changes)


def tidy_text(text: str) -> str:
    """`text` without spaces around it and invisible characters, its lines ended in one way."""
    return without_invisible(text).strip()


def _tidy_localized(text: Localized) -> Localized:
    return Localized(**{language: tidy_text(getattr(text, language)) for language in LANGUAGES})


def fingerprint(draft: Draft) -> str:
    """64 characters that two tidied questions share only if a file would hold them alike."""
    facts = {name: json_value(getattr(draft, name)) for name in PARTS}
    del facts["picture_with_question"]  # Our file has no column for it.
    if not draft.may_be_negative:
        # A question that was kept before there was this fact is the same question.
        del facts["may_be_negative"]
    plain = json.dumps(as_filed_before(facts), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def json_value(value: Any) -> Any:
    """A part of a question as JSON has it."""
    if isinstance(value, Localized):
        return value.to_json()
    if isinstance(value, tuple):
        return [json_value(part) for part in value]
    return dict(value) if isinstance(value, Mapping) else value


def common_problems(draft: Draft) -> Iterator[Problem]:
    """What stops a question of any kind: gaps, lengths, numbers out of range."""
    for problem in _localized_problems("prompt", PROMPT.label, draft.prompt, PROMPT.longest):
        # Without a word in any language nobody could even find the question in its bank.
        yield problem if draft.prompt else replace(problem, gap=False)
    for text in OPTIONAL_TEXTS:
        value = getattr(draft, text.attribute)
        if value:
            yield from _localized_problems(text.column, text.label, value, text.longest)
    for text in CITED_TEXTS:
        yield from _cited_problems(text, getattr(draft, text.attribute))
    if draft.picture and not draft.image_alt:
        yield from _localized_problems("image_alt", ALTERNATIVE.label, draft.image_alt, 0)
    for text in PLAIN_TEXTS:
        value = getattr(draft, text.attribute)
        yield from text_problems(text.column, "", text.label, value, text.longest)
    yield from text_problems(TAGS.column, "", TAGS.label, "|".join(draft.tags), TAGS.longest)
    if draft.source_url and not draft.source_url.lower().startswith(("https://", "http://")):
        sentence = _l("“Source” must be a web address that begins with https:// or http://.")
        yield Problem("source_url", "", sentence)
    yield from _number_problems(draft)


def choice_problems(number: int, choice: Localized) -> Iterator[Problem]:
    """What stops choice `number`, counted from 1: missing in a language, or too long."""
    label = _l("Choice %(number)s", number=number)
    yield from _localized_problems(f"choice{number}", label, choice, CHOICE_LONGEST)


def _cited_problems(text: TextPart, value: Localized) -> Iterator[Problem]:
    if value.fr == value.zh:
        # It may stand in one cell for both languages.
        yield from text_problems(text.column, "", text.label, value.fr, text.longest)
    else:
        yield from _localized_problems(text.column, text.label, value, text.longest)


def _localized_problems(
    column: str, label: LazyString, text: Localized, longest: int
) -> Iterator[Problem]:
    for language in LANGUAGES:
        if language in text.missing():
            yield Problem(column, language, MISSING[language](label), gap=True)
        yield from text_problems(column, language, label, getattr(text, language), longest)


def text_problems(
    column: str, language: str, label: LazyString, text: str, longest: int
) -> Iterator[Problem]:
    """What stops one text in one language: too long, or a character nobody can see."""
    if len(text) > longest:
        sentence = _l(
            "“%(field)s” is too long: at most %(longest)s characters.", field=label, longest=longest
        )
        yield Problem(column, language, sentence)
    if has_control(text.replace("\n", "").replace("\t", "")):
        sentence = _l("“%(field)s” contains a character that cannot be shown.", field=label)
        yield Problem(column, language, sentence)


def _number_problems(draft: Draft) -> Iterator[Problem]:
    if draft.seconds not in SECONDS:
        sentence = _l(
            "“Seconds” must be a whole number from %(least)s to %(most)s.",
            least=SECONDS[0],
            most=SECONDS[-1],
        )
        yield Problem("seconds", "", sentence)
    if draft.weight not in WEIGHTS:
        sentence = _l(
            "“Weight” must be a whole number from %(least)s to %(most)s.",
            least=WEIGHTS[0],
            most=WEIGHTS[-1],
        )
        yield Problem("weight", "", sentence)
