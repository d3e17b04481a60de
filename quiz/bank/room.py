"""Whether a question finds room in the studio's picture at once, by its letters. Pure.

The overlay measures for itself; this says beforehand what it will find at 1920 × 1080, in the
smallest type it uses (28 px). Measured there: lines of 34 px, 346 px for them below the line of the
round, in a panel that takes 38 % of the height.
"""

from math import ceil

from flask_babel import lazy_gettext as _l

from quiz.bank.rules import Draft, Problem
from quiz.i18n.localized import LANGUAGES, Localized

LINES = 9
# Signs in a line: of the question, and of a choice in two and in three columns.
WHOLE = {"fr": 98, "zh": 52}
COLUMNS = {2: {"fr": 43, "zh": 23}, 3: {"fr": 27, "zh": 14}}
IN_TWO = (1, 2, 4)


def is_in_parts(draft: Draft) -> bool:
    """Whether the overlay will show the question first, and then its choices."""
    columns = 2 if len(draft.choices) in IN_TWO else 3
    heights = [_lines(choice, COLUMNS[columns]) for choice in draft.choices]
    rows = [heights[begin : begin + columns] for begin in range(0, len(heights), columns)]
    return _lines(draft.prompt, WHOLE) + sum(max(row) for row in rows) > LINES


def room_problem(draft: Draft) -> Problem | None:
    """What an author should know of a question that is too long for one picture, if it is."""
    if not is_in_parts(draft):
        return None
    sentence = _l(
        "This question is long for the picture: the overlay will show it in parts, the question "
        "first, then its choices."
    )
    return Problem("prompt", "", sentence)


def _lines(text: Localized, signs: dict[str, int]) -> int:
    return sum(ceil(len(getattr(text, own)) / signs[own]) for own in LANGUAGES)
