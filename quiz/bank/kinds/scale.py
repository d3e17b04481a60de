"""A scale from 1 to 5 with words at both ends: nothing is right, nothing is scored.

In forms and sheets its two choices are the words at its ends, the first one those at 1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.answers import readable
from quiz.bank.kinds.base import Content, frozen
from quiz.bank.kinds.choices import ChoiceKind
from quiz.bank.kinds.tally import Share, percent_of
from quiz.bank.kinds.unscored import UnscoredKind
from quiz.bank.rules import NOTHING, Draft, Problem
from quiz.errors import Invalid
from quiz.i18n.localized import Localized
from quiz.i18n.signs import plain_width

STEPS = tuple(str(number) for number in range(1, 6))
# A step beside its share: a bare digit before a percentage would read as one number with it.
MARKS = "①②③④⑤"
ENDS = "ends"
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """A step of a scale with its words, if it is an end; `share` is in whole percent, if known."""

    value: str
    words: Localized
    share: int | None = None

    @property
    def text(self) -> Localized:
        """The step in words: its number, at an end with what it means."""
        if not self.words:
            return Localized(self.value, self.value)
        return Localized(f"{self.value} – {self.words.fr}", f"{self.value}：{self.words.zh}")


class Scale(UnscoredKind, ChoiceKind):
    """Everybody says how much, from the words at 1 to those at 5; nobody gains a point."""

    name = "scale"
    label = _l("Scale from 1 to 5")
    names = (
        *("échelle", "échelle de 1 à 5", "échelle d’appréciation"),
        *("量表", "量表题", "评分", "评分题", "打分题"),
        *("rating scale",),
    )
    widget = "scale"
    most_choices = 2
    most_right = 0

    def choices_problems(self, draft: Draft) -> Iterator[Problem]:
        if len(draft.choices) < self.least_choices:
            sentence = _l("A scale needs words at both ends: choice 1 says what 1 means, 2 what 5.")
            yield Problem(f"choice{len(draft.choices) + 1}", "", sentence, gap=True)
        else:
            yield from super().choices_problems(draft)

    def right_problems(self, draft: Draft) -> Iterator[Problem]:
        yield from UnscoredKind.right_problems(self, draft)

    def deal(self, draft: Draft, rng: Random) -> Content:  # noqa: ARG002 (the interface names it)
        return frozen(draft, [], {}) | {ENDS: [end.to_json() for end in draft.choices]}

    def public(self, content: Content) -> Content:
        return super().public(content) | {"steps": _steps(content)}

    def parse(self, content: Content, raw: str, language: str) -> str:  # noqa: ARG002 (the steps are the same for all)
        value = plain_width(readable(raw))
        if value not in STEPS:
            raise Invalid(_l("The answer is not on the scale from 1 to 5."))
        return value

    def guess(self, public: Content, language: str, rng: Random) -> str:  # noqa: ARG002 (nothing public narrows it down)
        return rng.choice(STEPS)

    def words(self, content: Content, value: str) -> tuple[Localized, ...]:  # noqa: ARG002 (a file takes the number)
        return (Localized(value, value),)

    def tally(self, content: Content, spread: Mapping[str, int], answers: int) -> tuple[Share, ...]:
        """Every step, with how many chose it."""
        return tuple(
            Share(
                mark,
                step.text,
                count := spread.get(step.value, 0),
                percent_of(count, answers),
                is_right=False,
                choice=step.value,
            )
            for mark, step in zip(MARKS, _steps(content), strict=True)
        )

    def crowd(self, content: Content, spread: Mapping[str, int], answers: int) -> dict[str, Any]:
        """The steps with their shares, and the mean to one decimal, once somebody has answered."""
        counts = {int(step): spread.get(step, 0) for step in STEPS}
        given = sum(counts.values())
        if not given:
            return {"steps": _steps(content)}
        mean = Decimal(sum(step * count for step, count in counts.items())) / given
        return {
            "steps": tuple(
                ScaleStep(step.value, step.words, percent_of(counts[int(step.value)], answers))
                for step in _steps(content)
            ),
            "mean": str(mean.quantize(TENTH, ROUND_HALF_UP)),
        }


def _steps(content: Content) -> tuple[ScaleStep, ...]:
    """The steps in order, with the words at the first and the last."""
    first, last = (Localized.from_json(end) for end in content[ENDS])
    words = (first, *(NOTHING for _ in STEPS[2:]), last)
    return tuple(ScaleStep(*step) for step in zip(STEPS, words, strict=True))
