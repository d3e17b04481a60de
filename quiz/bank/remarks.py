"""What is said to who imported a file, besides what became of its questions. Pure."""

from collections.abc import Iterator

from flask_babel import LazyString, lazy_ngettext
from flask_babel import lazy_gettext as _l

from quiz.bank.comparison import Comparison
from quiz.bank.formats.base import FileReading
from quiz.bank.kinds.registry import problems

# Heads of columns that are named; of a sheet with hundreds a sentence says enough.
MOST_NAMES = 12
ONE_LANGUAGE = {
    "fr": _l("The file is in French alone: its questions wait for their Chinese."),
    "zh": _l("The file is in Chinese alone: its questions wait for their French."),
}


def remarks(reading: FileReading, comparison: Comparison) -> Iterator[LazyString]:
    """What was understood or left out of a file, for who imported it."""
    yield from _about_cells(reading)
    yield from _about_questions(reading, comparison)


def _about_cells(reading: FileReading) -> Iterator[LazyString]:
    if reading.ignored:
        yield lazy_ngettext(
            "%(num)d column is not ours and was left out: %(names)s.",
            "%(num)d columns are not ours and were left out: %(names)s.",
            len(reading.ignored),
            names=", ".join(reading.ignored[:MOST_NAMES]),
        )
    if reading.cleaned:
        yield lazy_ngettext(
            "Invisible characters were removed from %(num)d cell.",
            "Invisible characters were removed from %(num)d cells.",
            reading.cleaned,
        )


def _about_questions(reading: FileReading, comparison: Comparison) -> Iterator[LazyString]:
    if reading.language:
        yield ONE_LANGUAGE[reading.language]
    if reading.left_out:
        yield lazy_ngettext(
            "%(num)d question cannot be taken and is left out.",
            "%(num)d questions cannot be taken and are left out.",
            len(reading.left_out),
        )
    if comparison.foreign:
        yield lazy_ngettext(
            "%(num)d row has an id that this bank does not have: its question is new.",
            "%(num)d rows have an id that this bank does not have: their questions are new.",
            len(comparison.foreign),
        )
    if gaps := _count_gaps(comparison):
        yield lazy_ngettext(
            "%(num)d question has a gap and cannot be launched yet.",
            "%(num)d questions have a gap and cannot be launched yet.",
            gaps,
        )


def _count_gaps(comparison: Comparison) -> int:
    drafts = (*(q.draft for q in comparison.new), *(change.after for change in comparison.wanted))
    return sum(any(problem.gap for problem in problems(draft)) for draft in drafts)
