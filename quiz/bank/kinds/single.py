"""One choice is right."""

from fractions import Fraction

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.base import Content
from quiz.bank.kinds.choices import OneChoiceKind


class Single(OneChoiceKind):
    """One choice is right; credit is all or nothing."""

    name = "single"
    label = _l("One right choice")

    def credit(self, content: Content, value: str) -> Fraction:
        return Fraction(value in content["key"]["right"])
