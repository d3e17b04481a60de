"""Two versions of a question side by side, part by part and language by language. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.json_drafts import draft_of_json
from quiz.bank.history.marking import Piece, marked
from quiz.bank.kinds.registry import KINDS, canonical, flags, label_of
from quiz.bank.rules import CITED_TEXTS, OPTIONAL_TEXTS, PLAIN_TEXTS, PROMPT, TAGS, Draft
from quiz.i18n.localized import LANGUAGES, Localized

# What a text that is neither French nor Chinese is filed under.
EITHER = ""
# Between things of a list, as they are read.
ITEMS = " · "
YES, NO = _l("Yes"), _l("No")
LABELS: Mapping[str, LazyString | str] = {
    **{
        text.attribute: text.label
        for text in (PROMPT, *OPTIONAL_TEXTS, *CITED_TEXTS, *PLAIN_TEXTS, TAGS)
    },
    "kind": _l("Kind"),
    "seconds": _l("Seconds"),
    "weight": _l("Weight"),
    "picture_with_question": _l("Show the picture with the question, never before"),
}
PICTURES = frozenset({"image", "object_picture", "pictures"})


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """One thing that a question says: its texts by language, or one under EITHER.

    One that `is_picture` has names of pictures, with bars between.
    """

    name: str
    label: LazyString | str
    texts: Mapping[str, LazyString | str]
    is_picture: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The pictures that it names, if it does."""
        return tuple(filter(None, str(self.texts[EITHER]).split("|"))) if self.is_picture else ()


@dataclass(frozen=True, slots=True)
class TextChange:
    """What became of a text in one language."""

    language: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether it is other than before."""
        return self.before != self.after

    @property
    def names_before(self) -> tuple[str, ...]:
        """The pictures that were named, where it names pictures."""
        return tuple(filter(None, self.before.split("|")))

    @property
    def names_after(self) -> tuple[str, ...]:
        """The pictures that are named."""
        return tuple(filter(None, self.after.split("|")))

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Both as one text, its words marked."""
        return marked(self.before, self.after)


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that is other than before in some language; with both languages where it has them."""

    name: str
    label: LazyString | str
    texts: tuple[TextChange, ...]
    is_picture: bool = False

    @property
    def by_language(self) -> bool:
        """Whether it says something in each language."""
        return self.texts[0].language != EITHER


def draft_in(content: Mapping[str, Any]) -> Draft | None:
    """The question that a version says; None where nobody can read it any more."""
    draft = draft_of_json(content)
    try:
        canonical(draft)
    except (TypeError, ValueError, AttributeError, LookupError):
        return None
    return draft if draft.kind in KINDS else None


def differences(before: Draft, after: Draft, point: str) -> tuple[PartChange, ...]:
    """Every part that two versions say otherwise, in the order of the editor."""
    was = {part.name: part for part in question_parts(before, point)}
    will = {part.name: part for part in question_parts(after, point)}
    changes = (_change(was.get(name), will.get(name)) for name in (*will, *(was.keys() - will)))
    return tuple(change for change in changes if any(text.is_changed for text in change.texts))


def _change(was: QuestionPart | None, will: QuestionPart | None) -> PartChange:
    part = will or was
    if part is None:
        raise ValueError("One of them is there.")
    before, after = ({} if one is None else one.texts for one in (was, will))
    texts = (
        TextChange(language, str(before.get(language, "")), str(after.get(language, "")))
        for language in part.texts
    )
    return PartChange(part.name, part.label, tuple(texts), part.is_picture)


def question_parts(draft: Draft, point: str) -> tuple[QuestionPart, ...]:
    """All that a question says, without what is empty; `point` is the sign before decimals."""
    found = (part for name in _names() for part in _parts(draft, name, point))
    return tuple(part for part in found if any(map(str, part.texts.values())))


def _names() -> tuple[str, ...]:
    return tuple(part.name for part in fields(Draft))


def _parts(draft: Draft, name: str, point: str) -> Iterator[QuestionPart]:
    value = getattr(draft, name)
    label = LABELS.get(name, name)
    if name == "key":
        yield from _key_parts(draft, point)
    elif name == "kind":
        yield QuestionPart(name, label, {EITHER: label_of(value)})
    elif isinstance(value, Localized):
        yield QuestionPart(name, label, _both(value))
    elif name == "choices":
        for number, choice in enumerate(value, 1):
            words = _l("Choice %(number)s", number=number)
            yield QuestionPart(f"choice{number}", words, _both(choice))
    elif isinstance(value, bool):
        yield from _fact(draft, name, is_true=value)
    else:
        text = ITEMS.join(value) if isinstance(value, tuple) else str(value)
        yield QuestionPart(name, label, {EITHER: text}, name in PICTURES)


def _both(text: Localized) -> dict[str, LazyString | str]:
    return {language: getattr(text, language) for language in LANGUAGES}


def _fact(draft: Draft, name: str, *, is_true: bool) -> Iterator[QuestionPart]:
    """Something that is so or not; what its kind does not ask is not said."""
    own = {flag.name: flag.label for flag in flags()}
    kind = KINDS.get(draft.kind)
    if name in own and (kind is None or name not in {flag.name for flag in kind.flags}):
        return
    label = own.get(name, LABELS.get(name, name))
    yield QuestionPart(name, label, {EITHER: YES if is_true else NO})


def _key_parts(draft: Draft, point: str) -> Iterator[QuestionPart]:
    """What is right, as a form has it."""
    kind = KINDS.get(draft.kind)
    if kind is None:
        return
    blanks = kind.correct, kind.tolerance
    right = _l("Right choice") if kind.most_right == 1 else _l("Right choices")
    for blank, cell in zip(blanks, kind.sheet_cells(draft.key, point), strict=True):
        label = right if blank is None else blank.label
        name = "right" if blank is None else blank.name
        text = ITEMS.join(cell.split("|")) if blank is None else cell
        yield QuestionPart(name, label, {EITHER: text}, name in PICTURES)
