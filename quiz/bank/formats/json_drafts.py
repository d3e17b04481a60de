"""A question as a JSON object: each of its parts by its name. What it does not have is empty."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from quiz.bank.formats.json_values import a_dict, a_list, a_text
from quiz.bank.rules import Draft, json_value
from quiz.i18n.localized import Localized


def json_of_draft(draft: Draft) -> dict[str, Any]:
    """All that a question says."""
    return {part.name: json_value(getattr(draft, part.name)) for part in fields(draft)}


def draft_of_json(written: Mapping[str, Any]) -> Draft:
    """The question that somebody wrote so, perhaps long ago; it may be of no kind of ours."""
    values = {
        part.name: READERS[part.type](written[part.name])
        for part in fields(Draft)
        if part.name in written
    }
    return Draft(**{"kind": "", "prompt": Localized(), **values})


def _localized(value: Any) -> Localized:
    """A text in both languages; one that was written when there was one for both is in both."""
    if isinstance(value, str):
        return Localized(value, value)
    texts = a_dict(value)
    return Localized(a_text(texts.get("fr")), a_text(texts.get("zh")))


def _number(value: Any) -> int:
    """A whole number; −1, which no question has, for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


READERS: Mapping[Any, Callable[[Any], Any]] = {
    str: a_text,
    int: _number,
    bool: lambda value: value is True,
    Localized: _localized,
    tuple[Localized, ...]: lambda value: tuple(map(_localized, a_list(value))),
    tuple[str, ...]: lambda value: tuple(map(a_text, a_list(value))),
    Mapping[str, Any]: a_dict,
}
