"""How much a question gives to read, and whether it is open long enough for that. Pure."""

from flask_babel import lazy_gettext as _l

from quiz.bank.rules import Draft, Problem
from quiz.i18n.localized import LANGUAGES, Localized


def reading_units(prompt: Localized, choices: tuple[Localized, ...]) -> dict[str, int]:
    """For each language, the characters of a prompt and its choices."""
    return {
        language: sum(len(getattr(text, language)) for text in (prompt, *choices))
        for language in LANGUAGES
    }


def too_short(draft: Draft, needed: int) -> Problem | None:
    """The problem of a question that is open for fewer than the `needed` seconds, if it is one."""
    if draft.seconds >= needed:
        return None
    sentence = _l(
        "The time is too short: the question has %(seconds)s s and needs at least %(needed)s s.",
        seconds=draft.seconds,
        needed=needed,
    )
    return Problem("seconds", "", sentence)
