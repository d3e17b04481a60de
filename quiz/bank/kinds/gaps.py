"""What stands where a question that is still being written says nothing yet. Pure.

So filled it can be dealt and looked at; that anything is missing is said beside it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from quiz.bank.rules import OPTIONAL_TEXTS, Draft
from quiz.i18n.localized import LANGUAGES, Localized

GAP = "…"


def filled_text(text: Localized) -> Localized:
    """The text with a sign in each language that it lacks."""
    return Localized(*(getattr(text, language) or GAP for language in LANGUAGES))


def filled_texts(draft: Draft) -> Draft:
    """The question with its prompt, and with every other text that it has, in both languages."""
    others = {text.attribute: getattr(draft, text.attribute) for text in OPTIONAL_TEXTS}
    filled: dict[str, Any] = {name: filled_text(text) for name, text in others.items() if text}
    return replace(draft, prompt=filled_text(draft.prompt), **filled)


def filled_choices(choices: Sequence[Localized], least: int, most: int) -> tuple[Localized, ...]:
    """As many choices as there must and may be, each in both languages."""
    lacking = [Localized()] * (least - len(choices))
    return tuple(filled_text(choice) for choice in (*choices, *lacking)[:most])
