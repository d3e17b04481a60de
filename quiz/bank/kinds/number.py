"""A number to estimate: all the credit at the value, none at the tolerance."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol
from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.base import (
    Blank,
    Content,
    Key,
    Kind,
    Solution,
    frozen,
    missing_key,
    no_choices,
    readable,
)
from quiz.bank.rules import Draft, Problem
from quiz.errors import Invalid

# Enough for any collection's numbers, and few enough that a credit stays a short fraction.
PLAIN = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,6})?")
SAMPLE = Decimal("1234.5")
# What somebody who does not know might say.
YEARS = range(1700, 2021)


class Number(Kind):
    """Credit falls evenly with the distance from the value; without tolerance it is exact."""

    name = "number"
    label = _l("Number")
    widget = "number"
    correct = Blank(
        "value", _l("Right number"), _l("Digits, with a point before decimals: 1852 or -3.5.")
    )
    tolerance = Blank(
        "tolerance",
        _l("Tolerance"),
        _l("How far off still earns something; 0 asks for the exact number."),
    )

    def key(self, correct: str, tolerance: str) -> dict[str, Any]:
        if not correct.strip() and not tolerance.strip():
            return {}
        return {"value": _tidied(correct), "tolerance": _tidied(tolerance) or "0"}

    def cells(self, key: Key) -> tuple[str, str]:
        return key.get("value", ""), key.get("tolerance", "")

    def key_problems(self, draft: Draft) -> Iterator[Problem]:
        yield from no_choices(draft)
        value, tolerance = self.cells(draft.key)
        if not value:
            yield missing_key()
        elif not PLAIN.fullmatch(value):
            yield Problem(
                "correct", "", _l("“Right answer” must be a plain number, like 1852 or -3.5.")
            )
        if tolerance.startswith("-") or (tolerance and not PLAIN.fullmatch(tolerance)):
            yield Problem(
                "tolerance", "", _l("“Tolerance” must be a plain number, zero or above, like 20.")
            )

    def deal(self, draft: Draft, rng: Random) -> Content:  # noqa: ARG002 (the interface names it)
        return frozen(draft, [], dict(draft.key))

    def parse(self, content: Content, raw: str, language: str) -> str:  # noqa: ARG002 (the interface names it)
        return read_number(readable(raw), language)

    def credit(self, content: Content, value: str) -> Fraction:
        distance = abs(Fraction(value) - Fraction(content["key"]["value"]))
        tolerance = Fraction(content["key"]["tolerance"])
        if not tolerance:
            return Fraction(distance == 0)
        return max(Fraction(0), 1 - distance / tolerance)

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
    """The number in the digits of `language`: 166 000 or 166,000."""
    return str(format_decimal(number, locale=language))


def read_number(text: str, language: str) -> str:
    """The plain decimal that somebody wrote in the digits of `language`, or Invalid."""
    written = unicodedata.normalize("NFKC", text).replace("−", "-")
    found = _pattern(language).fullmatch(written)
    if found is None:
        example = format_decimal(SAMPLE, locale=language)
        raise Invalid(_l("Write a number in digits, like %(example)s.", example=example))
    whole = re.sub("[^0-9]", "", found["whole"])
    plain = f"{found['sign']}{whole}" + (f".{found['rest']}" if found["rest"] else "")
    if not PLAIN.fullmatch(plain):
        raise Invalid(_l("This number has too many digits."))
    return _canonical(plain)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Digits, in groups of three or not, with the marks of `language`.

    A French point is read as a comma, since phones' keyboards offer one, but never before exactly
    three digits, where somebody may have meant thousands.
    """
    group = unicodedata.normalize("NFKC", get_group_symbol(language))
    decimal = re.escape(get_decimal_symbol(language))
    groups = "|".join(rf"(?:{re.escape(mark)}[0-9]{{3}})+" for mark in sorted({" ", group}))
    point = r"|\.(?![0-9]{3}$)" if "." not in (group, get_decimal_symbol(language)) else ""
    return re.compile(
        rf"(?P<sign>[+-]?)(?P<whole>[0-9]{{1,3}}(?:{groups})|[0-9]+)"
        rf"(?:(?:{decimal}{point})(?P<rest>[0-9]+))?"
    )


def _tidied(cell: str) -> str:
    """A cell's number in its one spelling; what is none stays, to be judged."""
    text = unicodedata.normalize("NFKC", cell).strip()
    return _canonical(text) if PLAIN.fullmatch(text) else text


def _canonical(plain: str) -> str:
    number = Decimal(plain).normalize()
    return format(number, "f") if number else "0"
