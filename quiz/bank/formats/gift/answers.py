"""What stands in the braces of a GIFT question: its kind, its choices, what is right. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from quiz.bank.formats.gift.blocks import FORM, plain
from quiz.bank.formats.markup import read_markup
from quiz.bank.formats.moodle_keys import (
    FULL,
    FoundKey,
    Weighted,
    chosen_key,
    forms_key,
    number_key,
    weight_of,
)
from quiz.bank.formats.pairs import Sides, paired_choices
from quiz.bank.formats.texts import ForeignText, foreign_words
from quiz.bank.kinds.order import Order
from quiz.bank.kinds.true_false import TrueFalse

TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
WEIGHT = re.compile(r"\s*%(-?[0-9]+(?:[.,][0-9]+)?)%")
GENERAL = "####"
ORDERING = re.compile(r">\s*[0-9]*\s*[^\n]*\n(.*)", re.DOTALL)
# What one of these questions is called in Moodle, where we have nothing like it.
ESSAY, CLOZE = "essay", "multianswer"
BETWEEN = "->"


@dataclass(frozen=True, slots=True)
class GiftAnswer:
    """One answer: whether it began with =, its weight in per cent, its text and its form."""

    is_marked: bool
    weight: Decimal
    text: str
    form: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The key of a question, its choices, and what is said at the end."""

    found: FoundKey
    choices: tuple[ForeignText, ...] = ()
    explanation: str = ""


def read_answers(braces: str, form: str) -> Answered | str:
    """What the braces say; the name of the kind in Moodle, where it is none of ours."""
    text, _sign, general = braces.partition(GENERAL)
    explanation, written = plain(general).strip(), text.strip()
    if (truth := TRUTHS.get(written.partition("#")[0].strip().upper())) is not None:
        return Answered(_truth(is_true=truth), explanation=explanation)
    if (items := ORDERING.match(written)) is not None:
        return Answered(FoundKey(Order.name, {}), _items(items[1], form), explanation)
    if written.startswith("#"):
        found = number_key([*_numbers(written[1:])])
        return "numerical" if found is None else Answered(found, explanation=explanation)
    answers = split_answers(written, form)
    if not answers:
        return ESSAY
    if all(BETWEEN in answer.text for answer in answers):
        found, pairs = paired_choices([_sides(answer) for answer in answers])
        return Answered(found, pairs, explanation)
    return _chosen(answers, explanation)


def _sides(answer: GiftAnswer) -> Sides:
    """A pair: what stands before the arrow, and what after it."""
    left, _arrow, right = answer.text.partition(BETWEEN)
    return (
        foreign_words(plain(left), answer.form),
        foreign_words(plain(right), answer.form),
    )


def _chosen(answers: Sequence[GiftAnswer], explanation: str) -> Answered:
    if all(answer.is_marked for answer in answers):
        forms = [Weighted(_words(answer), answer.weight) for answer in answers]
        return Answered(forms_key(forms), explanation=explanation)
    takes_one = any(answer.is_marked for answer in answers)
    found = chosen_key([answer.weight for answer in answers], takes_one=takes_one)
    choices = tuple(foreign_words(plain(answer.text), answer.form) for answer in answers)
    return Answered(found, choices, explanation)


def split_answers(text: str, form: str) -> tuple[GiftAnswer, ...]:
    """The answers of a text, each without what is said of it when it was given.

    `~=` begins one right answer, as Moodle reads it.
    """
    return tuple(_answers(text.replace("~=", "="), form))


def _answers(text: str, form: str) -> Iterator[GiftAnswer]:
    found = re.split(r"([=~])", text)[1:]
    for sign, written in zip(found[::2], found[1::2], strict=True):
        answer = written.partition("#")[0]
        weight = WEIGHT.match(answer)
        rest = answer if weight is None else answer[weight.end() :]
        own = FORM.match(rest)
        usual = FULL if sign == "=" else Decimal(0)
        yield GiftAnswer(
            sign == "=",
            usual if weight is None else weight_of(weight[1]),
            rest if own is None else rest[own.end() :],
            form if own is None else own[1].lower(),
        )


def _truth(*, is_true: bool) -> FoundKey:
    return FoundKey(TrueFalse.name, {"right": [1 if is_true else 2]})


def _items(text: str, form: str) -> tuple[ForeignText, ...]:
    """The things to put in order, one a line."""
    return tuple(foreign_words(plain(line), form) for line in text.splitlines() if line.strip())


def _numbers(text: str) -> Iterator[Weighted]:
    """Numbers with what is allowed: `1822:2`, `1..5`, or several, each with its weight."""
    if not re.match(r"\s*[=~]", text):
        # What comes after the number, marked as wrong, is only what is said of wrong answers.
        text = "=" + re.split(r"[=~]", text)[0]
    for answer in split_answers(text, "plain"):
        value, _colon, tolerance = plain(answer.text).strip().partition(":")
        yield Weighted(value.strip(), answer.weight, tolerance.strip())


def _words(answer: GiftAnswer) -> str:
    return read_markup(plain(answer.text), answer.form).text
