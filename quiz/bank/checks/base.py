"""A flaw, and the texts of a question in which flaws are found. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.rules import OPTIONAL_TEXTS, PROMPT, Draft
from quiz.i18n.localized import Localized


@dataclass(frozen=True, slots=True)
class Flaw:
    """What an editor should look at again, as a sentence; it stops nothing.

    `check` names the rule. Where typing was mended, `before` and `after` are that text.
    """

    check: str
    sentence: LazyString
    language: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a question, with its name for the reader."""

    label: LazyString
    text: Localized

    @property
    def is_whole(self) -> bool:
        """Whether it is there in both languages."""
        return bool(self.text.fr and self.text.zh)


def passages(draft: Draft) -> Iterator[Passage]:
    """Every text of a question that has two languages and is not empty."""
    for part in (PROMPT, *OPTIONAL_TEXTS):
        text = getattr(draft, part.attribute)
        if text:
            yield Passage(part.label, text)
    for number, choice in enumerate(draft.choices, 1):
        if choice:
            yield Passage(_l("Choice %(number)s", number=number), choice)
