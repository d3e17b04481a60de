"""One choice is right."""

from fractions import Fraction
from typing import ClassVar

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.base import Content
from quiz.bank.kinds.choices import OneChoiceKind


class Single(OneChoiceKind):
    """One choice is right; credit is all or nothing."""

    name = "single"
    label = _l("One right choice")
    names: ClassVar[tuple[str, ...]] = (
        *("choix unique", "choix simple", "réponse unique", "une bonne réponse", "qcu"),
        *("单选", "单选题", "单项选择", "单项选择题"),
        *("single choice",),
    )

    def credit(self, content: Content, value: str) -> Fraction:
        return Fraction(value in content["key"]["right"])
