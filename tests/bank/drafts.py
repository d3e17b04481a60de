"""Written questions of every kind, complete in both languages."""

from random import Random
from typing import Any

from quiz.bank.formats.bilingual import write
from quiz.bank.kinds.base import Content
from quiz.bank.kinds.registry import KINDS, deal
from quiz.bank.rules import Draft, picture_name
from quiz.i18n.localized import Localized

KEYS: dict[str, dict[str, Any]] = {
    "single": {"right": [2]},
    "multiple": {"right": [1, 3]},
    "true_false": {"right": [1]},
    "order": {},
    "number": {"value": "1852", "tolerance": "20"},
    "text": {"forms": ["Kengo Kuma", "隈研吾"]},
    "poll": {},
    "scale": {},
    "hotspot": {
        "right": [2],
        "regions": [[0, 0, 200, 200], [400, 400, 200, 100], [0, 700, 300, 300], [700, 0, 300, 100]],
    },
    "picture": {"right": [2], "pictures": [picture_name(letter * 32) for letter in "abcd"]},
    "match": {},
    "cloud": {},
}
# What a kind asks for besides.
MORE: dict[str, dict[str, Any]] = {
    "hotspot": {
        "image": picture_name("a" * 32),
        "image_alt": Localized("Un plat couvert de motifs", "一只纹饰繁密的盘子"),
    },
}


def make_choices(count: int) -> tuple[Localized, ...]:
    """Choices in both languages, none like another."""
    return tuple(Localized(f"le vase {number}", f"花瓶{number}") for number in range(1, count + 1))


def make_pairs(count: int) -> tuple[Localized, ...]:
    """Pairs in both languages, none like another."""
    return tuple(Localized(f"le vase {n} = n° {n}", f"花瓶{n}＝{n}号") for n in range(1, count + 1))


def make_draft(kind: str = "single", **values: Any) -> Draft:
    """A question without problems, of four choices where its kind takes as many."""
    count = min(4, KINDS[kind].most_choices)
    choices = make_pairs(count) if kind == "match" else make_choices(count)
    defaults = {
        "prompt": Localized("Lequel est le plus ancien ?", "哪一件最古老？"),
        "choices": choices,
        "key": KEYS[kind],
    } | MORE.get(kind, {})
    return Draft(kind=kind, **defaults | values)


def make_content(kind: str = "single", seed: int = 7, **values: Any) -> Content:
    """The frozen copy of such a question, dealt from `seed`."""
    return deal(make_draft(kind, **values), Random(seed))


def id_of(content: Content, number: int) -> str:
    """The id of `le vase <number>` in a frozen copy."""
    return next(
        choice["id"] for choice in content["choices"] if choice["fr"] == f"le vase {number}"
    )


def many_questions(count: int) -> bytes:
    """A bank's file of so many questions."""
    return write(
        Draft(
            kind="single",
            prompt=Localized(f"Quel est le vase numéro {number} ?", f"第{number}件花瓶是哪一件？"),
            choices=tuple(Localized(f"le {n}", f"第{n}件") for n in range(1, 5)),
            key={"right": [1]},
        )
        for number in range(count)
    )
