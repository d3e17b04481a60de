"""What a translator fills in: every text of a question in one language, and nothing else of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import Length, Optional

from quiz.bank.kinds.registry import KINDS
from quiz.bank.rules import CITED_TEXTS, OPTIONAL_TEXTS, PLAIN_TEXTS, PROMPT, Draft, Problem
from quiz.bank.translation import OTHER, localized_texts, translated
from quiz.glossary.rules import FoundTerm, MarkedPart
from quiz.i18n.field import stripped
from quiz.i18n.lists import join_list, split_list
from quiz.i18n.localized import HTML_LANG, Localized
from quiz.web.admin.forms.question import LONGEST
from quiz.web.admin.forms.versioned import VersionedForm

PARTS = {part.attribute: part for part in (PROMPT, *OPTIONAL_TEXTS, *CITED_TEXTS, *PLAIN_TEXTS)}
NAMES = {part.column: part.attribute for part in PARTS.values()}
# Texts of several lines; a choice or a title has one.
AREAS = frozenset(("prompt", "explanation", "image_alt"))
WORDS = "words"
# What an object says of itself, in all questions that cite it.
OBJECTS_OWN = frozenset(("object_title", *(part.attribute for part in CITED_TEXTS)))


@dataclass(frozen=True, slots=True)
class TranslatedField:
    """A field of one language beside what the other one says, and whether that is right.

    Where it is out of date, the other one said `former` before; `parts` is what it says now with
    its terms apart, and `terms` are these.
    """

    name: str
    field: Field
    source: str
    is_right: bool = False
    former: str = ""
    parts: tuple[MarkedPart, ...] = ()
    terms: tuple[FoundTerm, ...] = ()


class TranslationForm(VersionedForm):
    """The texts of a question in one language."""

    language = ""
    sources: Mapping[str, str] = MappingProxyType({})
    right: frozenset[str] = frozenset()

    @property
    def lines(self) -> Iterator[TranslatedField]:
        """The fields in the order in which the question is written, its choices after it."""
        for name, source in self.sources.items():
            yield TranslatedField(name, self[name], source, name in self.right)

    def draft(self, before: Draft) -> Draft:
        """The question with what was typed."""
        typed = {name: self[name].data or "" for name in self.sources if name != WORDS}
        draft = translated(before, self.language, typed)
        if WORDS not in self.sources:
            return draft
        words = split_list("|".join((self[WORDS].data or "").splitlines()))
        return replace(draft, key=KINDS[draft.kind].with_words(draft.key, self.language, words))

    @staticmethod
    def recorded_as(name: str) -> str:
        """How the record calls a field: choices together, and accepted forms as the key."""
        return "choices" if name.startswith("choice") else "key" if name == WORDS else name

    def blame(self, problems: Iterable[Problem]) -> list[Problem]:
        """Put each problem under its field; those that are about none of them."""
        elsewhere = []
        for problem in problems:
            name = NAMES.get(problem.field, WORDS if problem.field == "correct" else problem.field)
            if name in self.sources and problem.language in ("", self.language):
                self[name].errors = [*self[name].errors, problem.sentence]
            else:
                elsewhere.append(problem)
        return elsewhere


def translation_form(
    draft: Draft, language: str, version: int, *, cited: bool, **kwargs: Any
) -> TranslationForm:
    """The form of what a question says, or should say, in that language.

    What the object says of itself is left out if it is `cited`: its own page has that, for all.
    """
    left_out = OBJECTS_OWN if cited else frozenset()
    texts = {
        name: text
        for name, text in _in_order(draft)
        if getattr(text, OTHER[language]).strip() and name not in left_out and _is_shown(name, text)
    }
    made = {name: _field(name) for name in texts}
    data = {name: getattr(text, language) for name, text in texts.items()}
    sources = {name: getattr(text, OTHER[language]) for name, text in texts.items()}
    kind = KINDS.get(draft.kind)
    known = () if kind is None else kind.key_solution(draft.key).right
    if kind is not None and kind.takes_forms and draft.key.get("forms"):
        made[WORDS] = _words_field()
        data[WORDS] = _listed(kind.words_in(draft.key, language))
        sources[WORDS] = _listed(kind.words_in(draft.key, OTHER[language]))
    bases: tuple[type, ...] = (TranslationForm,)
    attributes = {
        **made,
        "language": language,
        "sources": sources,
        "right": frozenset(f"choice{number}" for number in known),
    }
    form: TranslationForm = type("AnyTranslationForm", bases, attributes)(
        data={**data, "version": version}, **kwargs
    )
    for name in sources:
        form[name].html_lang = HTML_LANG[language]
    return form


def text_label(name: str) -> Any:
    """How a text is called: by its part of a question, or by the number of a choice."""
    part = PARTS.get(name)
    return part.label if part else _l("Choice %(number)s", number=name.removeprefix("choice"))


def _in_order(draft: Draft) -> Iterator[tuple[str, Any]]:
    """The texts as a translator reads them: the question, its choices, the rest."""
    texts = localized_texts(draft)
    first = ("prompt", *(name for name in texts if name.startswith("choice")))
    yield from ((name, texts[name]) for name in first)
    yield from ((name, text) for name, text in texts.items() if name not in first)


def _is_shown(name: str, text: Localized) -> bool:
    """Figures alone are the same in both; choices are read together all the same."""
    is_choice, is_word = name.startswith("choice"), any(letter.isalpha() for letter in text.fr)
    return is_choice or is_word or text.fr != text.zh


def _field(name: str) -> Field:
    box = TextAreaField if name in AREAS else StringField
    return box(text_label(name), [Optional(), Length(max=LONGEST)], filters=[stripped])


def _words_field() -> Field:
    return TextAreaField(
        _l("Accepted answers"),
        [Optional(), Length(max=LONGEST)],
        filters=[stripped],
        description=_l("One a line; each is accepted, in whichever language the page is."),
    )


def _listed(words: Iterable[str]) -> str:
    items = tuple(words)
    return "\n".join(items) if len(items) > 1 else join_list(items)
