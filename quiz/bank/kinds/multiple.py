"""Several choices may be right."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.answers import readable
from quiz.bank.kinds.base import Content, ids_of
from quiz.bank.kinds.choices import ChoiceKind, not_a_choice
from quiz.bank.rules import Draft, Problem


class Multiple(ChoiceKind):
    """At least one choice is right and one wrong; each wrong one chosen costs."""

    name = "multiple"
    label = _l("Several right choices")
    names = (
        *(
            "choix multiple",
            "choix multiples",
            "plusieurs bonnes réponses",
            "réponses multiples",
            "qcm",
        ),
        *("多选", "多选题", "多项选择", "多项选择题"),
        *("multiple choice",),
    )
    takes_several = True

    def right_problems(self, draft: Draft) -> Iterator[Problem]:
        yield from super().right_problems(draft)
        if draft.choices and len(draft.key.get("right", ())) >= len(draft.choices):
            yield Problem("correct", "", _l("At least one choice must be wrong in this question."))

    def parse(self, content: Content, raw: str, language: str) -> str:  # noqa: ARG002 (ids are the same in every language)
        chosen = {part.strip() for part in readable(raw).split(",")}
        if not chosen <= set(ids_of(content)):
            raise not_a_choice()
        return ",".join(sorted(chosen))

    def credit(self, content: Content, value: str) -> Fraction:
        right = set(content["key"]["right"])
        wrong = set(ids_of(content)) - right
        chosen = set(value.split(","))
        gained = Fraction(len(chosen & right), len(right))
        return max(Fraction(0), gained - Fraction(len(chosen & wrong), len(wrong)))

    def guess(self, public: Content, language: str, rng: Random) -> str:  # noqa: ARG002 (ids are the same in every language)
        ids = ids_of(public)
        return ",".join(rng.sample(ids, rng.randint(1, len(ids))))

    def recall(self, content: Content, skill: float, language: str, rng: Random) -> str:  # noqa: ARG002 (ids are the same in every language)
        ids, right = ids_of(content), content["key"]["right"]
        chosen = [own for own in ids if (own in right) == (rng.random() < skill)]
        return ",".join(chosen or rng.sample(ids, 1))
