"""The question that is on, as the host reads it: both languages, what is right, who chose what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from quiz.bank.citation import ObjectView, object_json, object_view
from quiz.bank.kinds.base import Kind, Solution
from quiz.bank.kinds.choices import LETTERS, SHAPES
from quiz.bank.kinds.registry import KINDS, kind_of, label_of, prompt_of
from quiz.bank.kinds.tally import Share
from quiz.bank.rules import Draft, picture_key
from quiz.console.evening import Evening
from quiz.events.phases import Phase
from quiz.i18n.localized import Localized
from quiz.pictures.rules import OBJECT_PICTURE, hung_picture


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A choice in its dealt place; `place` is its right one, from 1, where choices are ordered."""

    id: str
    letter: str
    shape: str
    text: Localized
    right: bool
    place: int | None
    # The key of its picture, or nothing.
    picture: str = ""


@dataclass(frozen=True, slots=True)
class QuestionLines:
    """A question whole, for the host alone; `facts` is what else its kind dealt, for its widget."""

    kind: Any
    kit: Kind | None
    prompt: Localized
    choices: tuple[ChoiceLine, ...]
    value: str
    tolerance: str
    forms: tuple[str, ...]
    explanation: Localized
    # The keys of its picture and of its object's, or nothing.
    picture: str
    object: ObjectView = field(default_factory=ObjectView)
    object_picture: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StageView:
    """What is on: the phase of the studio, its round, the question.

    `tallies` count each choice by its id; where whole answers are counted, `frequent` has them.
    `crowd` is what the kind's own template draws of all of them.
    """

    phase: Phase
    number: int | None
    rounds: int
    void: bool
    question: QuestionLines | None
    tallies: Mapping[str, Share]
    frequent: tuple[Share, ...]
    crowd: Mapping[str, Any]


def stage_of(evening: Evening) -> StageView:
    """The round that is on, or that was on last."""
    present, last = evening.present, evening.last
    shares = () if last is None else shares_now(evening, last.content)
    return StageView(
        phase=present.phase,
        number=None if last is None else last.times.number,
        rounds=evening.facts.rounds_in_all,
        void=last is not None and last.times.is_void,
        question=None if last is None else question_lines(last.content),
        tallies={share.choice: share for share in shares if share.choice},
        frequent=tuple(share for share in shares if not share.choice),
        crowd={} if last is None else crowd_now(evening, last.content),
    )


def shares_now(evening: Evening, content: Mapping[str, Any]) -> tuple[Share, ...]:
    """The answers of the round that is on, in words."""
    numbers = evening.numbers
    return kind_of(content).tally(dict(content), numbers.spread, numbers.all_answers)


def crowd_now(evening: Evening, content: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the kind of the round that is on shows of all answers at once."""
    numbers = evening.numbers
    return kind_of(content).crowd(dict(content), numbers.spread, numbers.all_answers)


def question_lines(content: Mapping[str, Any]) -> QuestionLines:
    """A frozen copy as lines, with its key."""
    solution, hung = kind_of(content).solution(dict(content)), hung_picture(content)
    of_object = hung_picture(content, OBJECT_PICTURE)
    public = kind_of(content).public(dict(content))
    texts = kind_of(content).host_texts(dict(content))
    return QuestionLines(
        kind=kind_of(content).label,
        kit=kind_of(content),
        prompt=prompt_of(content),
        choices=tuple(
            ChoiceLine(
                id=dealt["id"],
                letter=LETTERS[index],
                shape=SHAPES[index],
                text=text,
                right=dealt["id"] in solution.right,
                place=solution.order.index(dealt["id"]) + 1 if solution.order else None,
                picture="" if hung is None or not hung.parts else hung.parts[index],
            )
            for index, (dealt, text) in enumerate(zip(public["choices"], texts, strict=True))
        ),
        value=solution.value,
        tolerance=solution.tolerance,
        forms=solution.forms,
        explanation=solution.explanation,
        picture="" if hung is None or hung.parts else hung.key,
        object=solution.object,
        object_picture="" if of_object is None else of_object.key,
        facts=public,
    )


def draft_lines(draft: Draft) -> QuestionLines:
    """A question that is not dealt yet: its choices as they were written."""
    kind = KINDS.get(draft.kind)
    solution = Solution() if kind is None else kind.key_solution(draft.key)
    of_choices = () if draft.picture else draft.pictures
    pictures = (*of_choices, *[""] * len(draft.choices))
    return QuestionLines(
        kind=label_of(draft.kind),
        kit=kind,
        prompt=draft.prompt,
        choices=tuple(
            ChoiceLine(str(number), "", "", choice, str(number) in solution.right, None, picture)
            for number, (choice, picture) in enumerate(
                zip(draft.choices, pictures, strict=False), 1
            )
        ),
        value=solution.value,
        tolerance=solution.tolerance,
        forms=solution.forms,
        explanation=draft.explanation,
        picture=draft.picture,
        object=object_view(object_json(draft)),
        object_picture=picture_key(draft.object_picture),
    )
