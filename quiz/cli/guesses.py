"""What somebody would answer: by what they know of the frozen copy, or by guessing."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

from babel.numbers import format_decimal

# Answers to any question that asks for a name: some are right here or there.
WORDS = {
    "fr": ("Kengo Kuma", "kuma kengo", "Tadao Andō", "Gustave Eiffel", "je ne sais pas", "Ming"),
    "zh": ("隈研吾", "安藤忠雄", "贝聿铭", "不知道", "郎世宁", "李白"),
}
YEARS = range(1700, 2021)


def guess(kind: str, choices: Sequence[str], language: str, rng: Random) -> str:
    """An answer, as it would be sent, by somebody who sees a question and not its key."""
    if kind == "multiple":
        return ",".join(rng.sample(choices, rng.randint(1, len(choices))))
    if kind == "order":
        return ",".join(rng.sample(choices, len(choices)))
    if kind == "number":
        return written(Decimal(rng.choice(YEARS)), language)
    if kind == "text":
        return rng.choice(WORDS[language])
    return rng.choice(choices)


def recall(content: dict[str, Any], skill: float, language: str, rng: Random) -> str:
    """An answer, as it would be sent, by somebody who knows a share of `skill` of such things."""
    kind, key = content["kind"], content["key"]
    ids = [choice["id"] for choice in content["choices"]]
    if kind == "multiple":
        chosen = [own for own in ids if (own in key["right"]) == (rng.random() < skill)]
        return ",".join(chosen or rng.sample(ids, 1))
    if kind == "order":
        return ",".join(_nearly(list(key["order"]), skill, rng))
    if kind == "number":
        value, tolerance = Decimal(key["value"]), Decimal(key["tolerance"])
        return written(_near(value, tolerance, skill, rng), language)
    if rng.random() < skill:
        return str(rng.choice(key.get("forms") or key.get("right") or ids))
    return guess(kind, ids, language, rng)


def written(number: Decimal, language: str) -> str:
    """The number in the digits of `language`: 166 000 or 166,000."""
    return str(format_decimal(number, locale=language))


def _nearly(right: list[str], skill: float, rng: Random) -> list[str]:
    """The right order, with each neighbouring pair in doubt as often as the skill is missing."""
    for place in range(len(right) - 1):
        if rng.random() > skill:
            right[place], right[place + 1] = right[place + 1], right[place]
    return right


def _near(value: Decimal, tolerance: Decimal, skill: float, rng: Random) -> Decimal:
    """The value itself, or one that is off by up to twice the tolerance, in whole numbers."""
    if rng.random() < skill / 2:
        return value
    off = Decimal(round((1 - skill) * 2 * float(tolerance) * rng.uniform(-1, 1)))
    return value + off
