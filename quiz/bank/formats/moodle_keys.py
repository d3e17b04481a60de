"""What Moodle calls right, as a key of ours: weights in per cent, numbers with what is allowed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.base import Key
from quiz.bank.kinds.cells import number_readings
from quiz.bank.kinds.multiple import Multiple
from quiz.bank.kinds.number import Number
from quiz.bank.kinds.single import Single
from quiz.bank.kinds.text import Text
from quiz.i18n.readings import plain_decimal

FULL = Decimal(100)
WILDCARD = "*"
# Weights such as 33.33333 add up to a hundred only nearly.
NEARLY = Decimal("0.01")
# As many as a number may have here.
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Weighted:
    """An answer with its weight in per cent; a number's has a tolerance."""

    text: str
    weight: Decimal = FULL
    tolerance: str = ""


@dataclass(frozen=True, slots=True)
class FoundKey:
    """The kind that a key belongs to, and what of it could not be taken over."""

    kind: str
    key: Key
    notes: tuple[LazyString, ...] = ()


def weight_of(text: str) -> Decimal:
    """A weight as it is written: `50`, `33.33333`, `-100`; 0 for what is none."""
    try:
        weight = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return Decimal(0)
    return weight if weight.is_finite() else Decimal(0)


def chosen_key(weights: Sequence[Decimal], *, takes_one: bool) -> FoundKey:
    """The key of choices; where only one may be chosen, only a full weight is right."""
    full = [number for number, weight in enumerate(weights, 1) if weight >= FULL - NEARLY]
    some = [number for number, weight in enumerate(weights, 1) if weight > 0]
    right = (full or some) if takes_one else some
    notes = []
    if takes_one and len(some) > len(right):
        notes.append(_l("Choices that are half right there count as wrong here."))
    is_single = takes_one and len(right) < 2
    key: dict[str, Any] = {"right": right} if right else {}
    return FoundKey(Single.name if is_single else Multiple.name, key, tuple(notes))


def forms_key(answers: Sequence[Weighted]) -> FoundKey:
    """The key of a short answer: every form that has all of the credit."""
    known = [answer for answer in answers if answer.text.strip(WILDCARD + " ")]
    best = max((answer.weight for answer in known), default=FULL)
    forms = list(dict.fromkeys(a.text for a in known if a.weight >= best and a.weight > 0))
    partly = [answer.text for answer in known if 0 < answer.weight < best]
    notes = []
    if partly:
        listed = " · ".join(partly)
        notes.append(_l("Answers that are half right there are left out: %(forms)s.", forms=listed))
    if any(WILDCARD in form for form in forms):
        sentence = _l("A star stands for any letters there; write out what is accepted here.")
        notes.append(sentence)
    return FoundKey(Text.name, {"forms": forms} if forms else {}, tuple(notes))


def number_key(answers: Sequence[Weighted]) -> FoundKey | None:
    """The key of a number; None where no answer is one.

    Steps around one number become the widest of them: here credit falls evenly until there.
    """
    found = [(answer, number) for answer in answers if (number := _interval(answer)) is not None]
    right = [(answer, number) for answer, number in found if answer.weight > 0]
    if not right:
        return None
    best = max(right, key=lambda pair: pair[0].weight)[1]
    around = [number for _answer, number in right if number[0] == best[0]]
    tolerance = max(width for _value, width in around)
    notes = []
    if len(around) < len(right):
        only = plain_decimal(best[0])
        notes.append(_l("One number alone can be right here: %(number)s is taken.", number=only))
    if len(around) > 1:
        notes.append(_l("Credit falls evenly within the tolerance here, and not by steps."))
    value, width = round(best[0], DECIMALS), round(tolerance, DECIMALS)
    if value != best[0]:
        digits = plain_decimal(value)
        notes.append(_l("The number has too many decimals: %(number)s is taken.", number=digits))
    key = {"value": plain_decimal(value), "tolerance": plain_decimal(width)}
    return FoundKey(Number.name, key, tuple(notes))


def _interval(answer: Weighted) -> tuple[Decimal, Decimal] | None:
    """The middle of what is right and how far it reaches: `5`, `5` with a tolerance, `1..5`."""
    low, dots, high = answer.text.partition("..")
    ends = [number for part in ((low, high) if dots else (low,)) for number in _numbers(part)]
    if len(ends) < (2 if dots else 1):
        return None
    if dots:
        return (ends[0] + ends[1]) / 2, abs(ends[1] - ends[0]) / 2
    return ends[0], abs(next(iter(_numbers(answer.tolerance)), Decimal(0)))


def _numbers(text: str) -> list[Decimal]:
    """The number that a text is, the likeliest one; none for anything else."""
    return [Decimal(found) for found in number_readings(text, ".")[:1]]
