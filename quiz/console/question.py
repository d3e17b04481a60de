"""The question that is on, as the host reads it: both languages, what is right, who chose what."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quiz.bank.kinds.registry import KINDS, kind_of
from quiz.bank.rules import Draft
from quiz.console.evening import Evening
from quiz.events.timeline import Phase
from quiz.i18n.localized import Localized
from quiz.live.scene import LETTERS, SHAPES

FREQUENT = 5


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A choice in its dealt place; `place` is its right one, from 1, where choices are ordered."""

    id: str
    letter: str
    shape: str
    text: Localized
    right: bool
    place: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many gave one answer, and what part of all answers that is, in percent."""

    label: str
    count: int
    percent: int
    right: bool


@dataclass(frozen=True, slots=True)
class QuestionLines:
    """A question whole, for the host alone."""

    kind: Any
    prompt: Localized
    choices: tuple[ChoiceLine, ...]
    value: str
    tolerance: str
    forms: tuple[str, ...]
    explanation: Localized


@dataclass(frozen=True, slots=True)
class StageView:
    """What is on: the phase of the studio, its round, the question."""

    phase: Phase
    number: int | None
    rounds: int
    void: bool
    question: QuestionLines | None
    tallies: Mapping[str, Tally]
    frequent: tuple[Tally, ...]


def stage_of(evening: Evening) -> StageView:
    """The round that is on, or that was on last."""
    present, last = evening.present, evening.last
    spread = evening.numbers.spread
    answers = evening.numbers.all_answers
    return StageView(
        phase=present.phase,
        number=None if last is None else last.times.number,
        rounds=evening.facts.rounds_in_all,
        void=last is not None and last.times.voided_at is not None,
        question=None if last is None else question_of(last.content),
        tallies={} if last is None else tallies_of(last.content, spread, answers),
        frequent=() if last is None else frequent_of(last.content, spread, answers),
    )


def question_of(content: Mapping[str, Any]) -> QuestionLines:
    """A frozen copy as lines, with its key."""
    solution = kind_of(content).solution(dict(content))
    return QuestionLines(
        kind=kind_of(content).label,
        prompt=Localized.from_json(content["prompt"]),
        choices=tuple(
            ChoiceLine(
                id=dealt["id"],
                letter=LETTERS[index],
                shape=SHAPES[index],
                text=Localized.from_json(dealt),
                right=dealt["id"] in solution.right,
                place=solution.order.index(dealt["id"]) + 1 if solution.order else None,
            )
            for index, dealt in enumerate(content["choices"])
        ),
        value=solution.value,
        tolerance=solution.tolerance,
        forms=solution.forms,
        explanation=Localized.from_json(content["explanation"]),
    )


def draft_lines(draft: Draft) -> QuestionLines:
    """A question that is not dealt yet: its choices as they were written."""
    kind = KINDS.get(draft.kind)
    right = draft.key.get("right", ())
    return QuestionLines(
        kind=draft.kind if kind is None else kind.label,
        prompt=draft.prompt,
        choices=tuple(
            ChoiceLine(str(number), "", "", choice, number in right, None)
            for number, choice in enumerate(draft.choices, 1)
        ),
        value=str(draft.key.get("value", "")),
        tolerance=str(draft.key.get("tolerance", "")),
        forms=tuple(draft.key.get("forms", ())),
        explanation=draft.explanation,
    )


def tallies_of(
    content: Mapping[str, Any], spread: Mapping[str, int], answers: int
) -> dict[str, Tally]:
    """For kinds that choose: how many named each choice, in the dealt order."""
    solution = kind_of(content).solution(dict(content))
    if solution.order:
        return {}
    named = {dealt["id"]: 0 for dealt in content["choices"]}
    for value, count in spread.items():
        for part in value.split(","):
            if part in named:
                named[part] += count
    return {
        own: Tally(LETTERS[index], count, _percent(count, answers), own in solution.right)
        for index, (own, count) in enumerate(named.items())
    }


def frequent_of(
    content: Mapping[str, Any], spread: Mapping[str, int], answers: int
) -> tuple[Tally, ...]:
    """For the other kinds: the most frequent answers; orders are written as letters."""
    if content["choices"] and not content["key"].get("order"):
        return ()
    kind = kind_of(content)
    first = sorted(spread.items(), key=lambda item: (-item[1], item[0]))[:FREQUENT]
    return tuple(
        Tally(
            _written(content, value),
            count,
            _percent(count, answers),
            kind.credit(dict(content), value) == Fraction(1),
        )
        for value, count in first
    )


def _written(content: Mapping[str, Any], value: str) -> str:
    letters = {dealt["id"]: LETTERS[index] for index, dealt in enumerate(content["choices"])}
    return " ".join(letters.get(part, part) for part in value.split(",")) if letters else value


def _percent(count: int, answers: int) -> int:
    return round(100 * count / answers) if answers else 0
