"""The columns of our sheet, and what each is for."""

from quiz.bank.kinds.choices import MOST_CHOICES
from quiz.bank.kinds.registry import flags
from quiz.bank.rules import CITED_TEXTS, OPTIONAL_TEXTS, PLAIN_TEXTS
from quiz.i18n.localized import LANGUAGES

EXPLANATION, OBJECT, IMAGE_ALT = (text.column for text in OPTIONAL_TEXTS)
PLAIN = {text.column: text.attribute for text in PLAIN_TEXTS}
CITED = {text.column: text.attribute for text in CITED_TEXTS}
# One text for both languages, unless each has its own.
IN_ONE = ("maker", "date")
# What an object is cited by that few questions need.
RARE = ("institution", "manifest", "object_picture")
CHOICES = tuple(f"choice{number}" for number in range(1, MOST_CHOICES + 1))


def _both(column: str) -> tuple[str, ...]:
    return tuple(f"{column}_{language}" for language in LANGUAGES)


COLUMNS = (
    "kind",
    *_both("prompt"),
    *(name for choice in CHOICES for name in _both(choice)),
    *("correct", "tolerance", "seconds", "weight"),
    *_both(EXPLANATION),
    *_both(OBJECT),
    *IN_ONE,
    *(name for name in PLAIN if name not in RARE),
    *_both(IMAGE_ALT),
    "tags",
)
# Which question of the bank a row is, and as it was when the file was written.
IDENTITY = ("id", "version")
# Facts that only some kinds have.
FLAGS = tuple(flag.name for flag in flags())
# Written where some question of the bank needs them.
RARELY = (*FLAGS, *(name for column in CITED for name in _both(column)), *RARE)
KNOWN = (*COLUMNS, *RARELY, *IDENTITY)
NEEDED = ("kind", *_both("prompt"))


def language_of(column: str) -> str:
    """The language that a column's texts are in; empty where they may be in either."""
    return next((code for code in LANGUAGES if column.endswith(f"_{code}")), "")
