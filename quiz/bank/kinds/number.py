"""A number to estimate: all the credit at the value, none at the tolerance."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from babel.numbers import format_decimal
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.answers import readable
from quiz.bank.kinds.base import (
    Content,
    Key,
    Kind,
    Solution,
    frozen,
)
from quiz.bank.kinds.blanks import Blank, Flag
from quiz.bank.kinds.cells import Cells, number_doubts, number_readings
from quiz.bank.kinds.gaps import GAP
from quiz.bank.kinds.histogram import histogram
from quiz.bank.kinds.problems import missing_key, no_choices
from quiz.bank.rules import Draft, Problem
from quiz.errors import Ambiguous, Invalid
from quiz.i18n.localized import Localized
from quiz.i18n.reader import figures_for_reader
from quiz.i18n.readings import plain_decimal, readings
from quiz.i18n.signs import plain_width

# Enough for any collection's numbers, and few enough that a credit stays a short fraction.
PLAIN = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,6})?")
# What is public of a number besides its prompt, where the author has said so.
NEGATIVE = "negative"
PLUS_MINUS = re.compile(r"^\s*(?:±|\+/[-−])\s*")
SAMPLE = Decimal("1234.5")
EXAMPLE = figures_for_reader(("-3.5",))
# What somebody who does not know might say.
YEARS = range(1700, 2021)


class Number(Kind):
    """Credit falls evenly with the distance from the value; without tolerance it is exact."""

    name = "number"
    label = _l("Number")
    names = (
        *("nombre", "numérique", "valeur", "estimation", "nombre à estimer"),
        *("数字", "数字题", "数值", "数值题", "估算题"),
        *("numeric", "numerical"),
    )
    widget = "number"
    breaks_ties = True
    # Enough for all guesses of a crowd at a year.
    kept_values = 1_000
    correct = Blank(
        "value", _l("Right number"), _l("In digits: 1852 or %(example)s.", example=EXAMPLE)
    )
    tolerance = Blank(
        "tolerance",
        _l("Tolerance"),
        _l("How far off still earns something; 0 asks for the exact number."),
    )

    flags = (
        Flag(
            "may_be_negative",
            _l("May be negative"),
            _l("Phones then show a keyboard that has a minus; players learn no more from it."),
        ),
    )

    def key(self, correct: str, tolerance: str) -> dict[str, Any]:
        if not correct.strip() and not tolerance.strip():
            return {}
        return {"value": _tidied(correct), "tolerance": _tidied(tolerance) or "0"}

    def cells(self, key: Key) -> tuple[str, str]:
        return key.get("value", ""), key.get("tolerance", "")

    def read_cells(
        self,
        correct: str,
        tolerance: str,
        choices: Sequence[Localized],  # noqa: ARG002 (a number has none)
        point: str,
    ) -> Cells:
        written = {"correct": correct, "tolerance": PLUS_MINUS.sub("", tolerance)}
        found = {name: number_readings(cell, point) for name, cell in written.items()}
        read = {name: found[name][0] if found[name] else cell for name, cell in written.items()}
        doubts = [
            doubt for name, cell in written.items() for doubt in number_doubts(name, cell, point)
        ]
        return Cells(read["correct"], read["tolerance"], tuple(doubts))

    def sheet_cells(self, key: Key, point: str) -> tuple[str, str]:
        correct, tolerance = (_with_point(cell, point) for cell in self.cells(key))
        return correct, tolerance

    def key_problems(self, draft: Draft) -> Iterator[Problem]:
        yield from no_choices(draft)
        value, tolerance = self.cells(draft.key)
        if not value:
            yield missing_key()
        elif not PLAIN.fullmatch(value):
            wrong = _l(
                "“Right answer” must be a plain number, like 1852 or %(example)s.", example=EXAMPLE
            )
            yield Problem("correct", "", _several(value) or wrong)
        if tolerance.startswith("-") or (tolerance and not PLAIN.fullmatch(tolerance)):
            wrong = _l("“Tolerance” must be a plain number, zero or above, like 20.")
            yield Problem("tolerance", "", _several(tolerance) or wrong)

    def cautions(self, draft: Draft) -> Iterator[Problem]:
        if self.cells(draft.key)[0].startswith("-") and not draft.may_be_negative:
            sentence = _l(
                "The right answer is below zero, and phones show a keyboard without a minus: tick"
                " “May be negative”, or write 1 in the column may_be_negative of a file."
            )
            yield Problem("correct", "", sentence)

    def filled(self, draft: Draft) -> Draft:
        value, tolerance = (cell if PLAIN.fullmatch(cell) else "" for cell in self.cells(draft.key))
        key = {"value": value or GAP, "tolerance": tolerance or "0"}
        return replace(super().filled(draft), choices=(), key=key)

    def deal(self, draft: Draft, rng: Random) -> Content:  # noqa: ARG002 (the interface names it)
        return frozen(draft, [], dict(draft.key)) | (
            {NEGATIVE: True} if draft.may_be_negative else {}
        )

    def public(self, content: Content) -> Content:
        return super().public(content) | ({NEGATIVE: True} if content.get(NEGATIVE) else {})

    def parse(self, content: Content, raw: str, language: str) -> str:  # noqa: ARG002 (the interface names it)
        return read_number(readable(raw), language)

    def parse_plain(self, content: Content, raw: str) -> str:  # noqa: ARG002 (the interface names it)
        text = readable(raw)
        if not PLAIN.fullmatch(text):
            raise Invalid(_l("Write a number in digits, like %(example)s.", example="1234.5"))
        return _canonical(text)

    def distance(self, content: Content, value: str) -> Fraction:
        return abs(Fraction(value) - Fraction(content["key"]["value"]))

    def credit(self, content: Content, value: str) -> Fraction:
        distance = self.distance(content, value)
        tolerance = Fraction(content["key"]["tolerance"])
        if not tolerance:
            return Fraction(distance == 0)
        return max(Fraction(0), 1 - distance / tolerance)

    def crowd(self, content: Content, spread: Mapping[str, int], answers: int) -> dict[str, Any]:
        """The spread as a histogram, once somebody has answered."""
        if not spread:
            return {}
        value, tolerance = (Decimal(cell) for cell in self.cells(content["key"]))
        return {"histogram": histogram(spread, answers, value, tolerance)}

    def key_solution(self, key: Key) -> Solution:
        value, tolerance = self.cells(key)
        return Solution(value=value, tolerance=tolerance)

    def guess(self, public: Content, language: str, rng: Random) -> str:  # noqa: ARG002 (nothing public narrows it down)
        return in_digits(Decimal(rng.choice(YEARS)), language)

    def recall(self, content: Content, skill: float, language: str, rng: Random) -> str:
        """The value itself, or one that is off by up to twice the tolerance, in whole numbers."""
        value, tolerance = (Decimal(cell) for cell in self.cells(content["key"]))
        if rng.random() >= skill / 2:
            value += round((1 - skill) * 2 * float(tolerance) * rng.uniform(-1, 1))
        return in_digits(value, language)


def in_digits(number: Decimal, language: str) -> str:
    """The number in the digits of `language`, to be read in one way: 166 000 or 166,000."""
    written = str(format_decimal(number, locale=language))
    return written if len(readings(written, language)) == 1 else f"{written}0"


def read_number(text: str, language: str) -> str:
    """The plain decimal that somebody wrote on a page in `language`.

    Ambiguous holds the readings where there are several; Invalid says what to write.
    """
    found = readings(text, language)
    if not found:
        example = format_decimal(SAMPLE, locale=language)
        raise Invalid(_l("Write a number in digits, like %(example)s.", example=example))
    if not all(map(PLAIN.fullmatch, found)):
        raise Invalid(_l("This number has too many digits."))
    if len(found) > 1:
        raise Ambiguous(_l("This number can be read in more than one way."), found)
    return found[0]


def _several(cell: str) -> LazyString | None:
    """What to write for a number that can be read in several ways; None for any other cell."""
    found = number_readings(cell, ".")
    if len(found) < 2:
        return None
    return _l(
        "“%(cell)s” can be read in more than one way. Write one of these: %(numbers)s",
        cell=cell,
        numbers=" · ".join(found),
    )


def _tidied(cell: str) -> str:
    """A cell's number in its one spelling; what is none stays, to be judged."""
    text = plain_width(cell).strip()
    return _canonical(text) if PLAIN.fullmatch(text) else text


def _with_point(cell: str, point: str) -> str:
    """A plain decimal with `point`; three decimals after a comma get a zero more.

    Otherwise they would read as thousands.
    """
    if not PLAIN.fullmatch(cell) or point == "." or "." not in cell:
        return cell
    whole, _, part = cell.partition(".")
    return f"{whole}{point}{part}{'0' if len(part) == 3 else ''}"


def _canonical(plain: str) -> str:
    return plain_decimal(Decimal(plain))
