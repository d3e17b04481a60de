"""What several kinds find wrong with a written question. Pure."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from quiz.bank.rules import Draft, Problem
from quiz.i18n.localized import LANGUAGES


def no_choices(draft: Draft) -> Iterator[Problem]:
    """A problem for each text of a choice where a kind has none."""
    for number, choice in enumerate(draft.choices, 1):
        for language in LANGUAGES:
            if language not in choice.missing():
                sentence = _l("This kind of question has no choices: leave this empty.")
                yield Problem(f"choice{number}", language, sentence)


def no_tolerance(draft: Draft) -> Iterator[Problem]:
    """The problem of a tolerance where the right answer is not a number."""
    if draft.key.get("tolerance"):
        yield Problem("tolerance", "", _l("Only a number has a tolerance: leave it empty."))


def missing_key() -> Problem:
    """The gap of a question that does not say what is right."""
    return Problem("correct", "", _l("The right answer is missing."), gap=True)
