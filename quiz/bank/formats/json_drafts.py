"""A question as a JSON object: each of its parts by its name. What it does not have is empty."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from quiz.bank.formats.json_values import a_dict, a_list, a_text
from quiz.bank.rules import OPTIONAL_TEXTS, Draft, json_value
from quiz.bank.translation import Outdated, localized_texts
from quiz.i18n.invisible import has_control
from quiz.i18n.localized import LANGUAGES, Localized

FORMER_LONGEST = max(part.longest for part in OPTIONAL_TEXTS)
# The end of the year 9999, in ms: no calendar goes on.
LATEST = 253_402_300_799_000


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


def outdated_of_json(written: Any, draft: Draft) -> dict[str, Outdated]:
    """Which texts of that question are behind their other language, as far as it makes sense."""
    texts = localized_texts(draft)
    states = ((name, _outdated(a_dict(state))) for name, state in a_dict(written).items())
    return {
        name: state
        for name, state in states
        if state is not None and name in texts and not texts[name].missing()
    }


def _outdated(state: Mapping[str, Any]) -> Outdated | None:
    language, former = a_text(state.get("language")), a_text(state.get("former"))
    at = _number(state.get("at"))
    is_text = 0 < len(former) <= FORMER_LONGEST and not has_control(former.replace("\n", ""))
    is_known = language in LANGUAGES and is_text and 0 <= at <= LATEST
    return Outdated(language, former, at) if is_known else None


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
