"""Pictures to choose among: one strip in dealt order, each square with its text alternative.

In forms and sheets its choices are the alternatives, for who hears; the second cell names the
pictures in the same order, with bars between, as the cell of a question's own picture names one.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.base import Content, Key
from quiz.bank.kinds.blanks import Blank
from quiz.bank.kinds.choices import OneChoiceKind
from quiz.bank.rules import Draft, Problem, picture_key

PICTURES, PARTS = "pictures", "parts"
# The side of a square in the strip's own pixels.
SIDE = 320


class PictureChoice(OneChoiceKind):
    """One picture is right; credit is all or nothing."""

    name = "picture"
    label = _l("Choose a picture")
    names: ClassVar[tuple[str, ...]] = (
        *("choisir une image", "choix d'image", "images", "choix parmi des images"),
        *("选图", "选图题", "图片选择", "图片选择题"),
        *("picture choice", "choose a picture"),
    )
    widget = "pictures"
    needs_picture = True
    tolerance = Blank(
        "pictures",
        _l("Pictures of the choices"),
        _l("The pictures in the order of the choices, by their names, with | between them."),
    )

    def key(self, correct: str, tolerance: str) -> dict[str, Any]:
        key = super().key(correct, "")
        if tolerance.strip():
            key[PICTURES] = [name.strip() for name in tolerance.split("|")]
        return key

    def cells(self, key: Key) -> tuple[str, str]:
        return super().cells(key)[0], "|".join(key.get(PICTURES, ()))

    def key_problems(self, draft: Draft) -> Iterator[Problem]:
        yield from self.choices_problems(draft)
        yield from self.right_problems(draft)
        named = draft.key.get(PICTURES, ())
        if len(named) != len(draft.choices):
            sentence = _l("Each choice needs its picture.")
            yield Problem("tolerance", "", sentence, gap=True)
        for number, name in enumerate(named, 1):
            if not picture_key(name):
                sentence = _l("The picture of choice %(number)s is not kept yet.", number=number)
                yield Problem("tolerance", "", sentence, gap=True)
        if draft.image:
            sentence = _l("Here the choices are the pictures: leave the question's own one out.")
            yield Problem("image", "", sentence)

    def filled(self, draft: Draft) -> Draft:
        """A choice may have no picture yet; the strip comes once all of them have."""
        whole = super().filled(draft)
        named = (*draft.key.get(PICTURES, ()), *("" for _ in whole.choices))
        return replace(whole, key={**whole.key, PICTURES: named[: len(whole.choices)]})

    def dealt_facts(self, draft: Draft, id_of: dict[int, str]) -> Content:
        return {PARTS: [picture_key(draft.key[PICTURES][place]) for place in id_of]}

    def pictures(self, content: Content) -> tuple[str, ...]:
        return tuple(content[PARTS]) if all(content[PARTS]) else ()

    def public(self, content: Content) -> Content:
        count = len(content["choices"])
        return super().public(content) | {
            "boxes": tuple(f"{place * SIDE} 0 {SIDE} {SIDE}" for place in range(count)),
            "strip": (count * SIDE, SIDE),
        }

    def credit(self, content: Content, value: str) -> Fraction:
        return Fraction(value in content["key"]["right"])
