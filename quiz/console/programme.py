"""The run of show: what was launched and what became of it, what is planned and what stops it."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.bank.kinds.registry import kind_of, prompt_of
from quiz.bank.kinds.tally import Share
from quiz.bank.rules import Problem
from quiz.console.evening import EntryFacts, Evening
from quiz.console.question import QuestionLines, draft_lines
from quiz.console.steps import coming_number
from quiz.events.clicks import Click
from quiz.events.facts import RoundFacts
from quiz.events.phases import Phase
from quiz.events.rules import Step, is_past_counting_again, judge_step
from quiz.events.timeline import EventTimes
from quiz.i18n.localized import Localized

PLAYED = "played"


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A launched round in the run of show."""

    number: int
    phase: str
    prompt: Localized
    answers: int
    tallies: tuple[Share, ...]
    may_void: bool
    may_count_again: bool


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A planned question; `above` and `below` name the entries that a move puts it before.

    It would be open for `seconds`: longer than its author's `planned_s`, where tonight's crowd has
    need of `needed_s`.
    """

    id: int
    number: int
    question_id: int
    question: QuestionLines
    seconds: int
    planned_s: int
    needed_s: int
    weight: int
    bank_id: int
    bank: str
    problems: tuple[Problem, ...]
    archived: bool
    first: bool
    last: bool
    above: int | None
    below: int | None


def round_lines(evening: Evening) -> list[RoundLine]:
    """Every launched round, the last one at the end."""
    return [
        _round_line(evening, played)
        for played in evening.facts.rounds
        if played.times.cancelled_at is None
    ]


def _round_line(evening: Evening, played: RoundFacts) -> RoundLine:
    spread = evening.spreads[played.times.id]
    shares: tuple[Share, ...] = ()
    # While answers still arrive, the stage says how they spread.
    if played.times.counted_at is not None:
        content = dict(played.content)
        shares = kind_of(content).tally(content, spread.counts, spread.answers)
    return RoundLine(
        number=played.times.number,
        phase=_phase(evening, played),
        prompt=prompt_of(played.content),
        answers=spread.answers,
        # Every choice; of whole answers only the most frequent one.
        tallies=tuple(share for share in shares if share.choice) or shares[:1],
        may_void=_may_void(evening, played),
        may_count_again=_may_count_again(evening, played),
    )


def _phase(evening: Evening, played: RoundFacts) -> str:
    """What became of a round: its phase while it is on, then whether it was counted or is void."""
    if played.times.is_void:
        return str(Phase.VOID)
    present = evening.present
    is_on = present.round is not None and present.round.id == played.times.id
    return str(present.phase) if is_on and not present.phase.is_between_rounds else PLAYED


def _may_void(evening: Evening, played: RoundFacts) -> bool:
    times, number = evening.facts.times, played.times.number
    answered = judge_step(Step.VOID, times, evening.now, Click(number))
    return answered.possible and not answered.already


def _may_count_again(evening: Evening, played: RoundFacts) -> bool:
    past = is_past_counting_again(evening.facts.times, played.times.number)
    return played.times.is_void and not past


def entry_lines(entries: Sequence[EntryFacts], times: EventTimes) -> list[EntryLine]:
    """Every planned question, with the number it will have if nothing is moved."""
    ids = [entry.id for entry in entries]
    first_number = coming_number(times)
    return [
        EntryLine(
            id=entry.id,
            number=first_number + index,
            question_id=entry.question_id,
            question=draft_lines(entry.draft),
            seconds=entry.pace.seconds,
            planned_s=entry.draft.seconds,
            needed_s=entry.pace.needed_s,
            weight=entry.draft.weight,
            bank_id=entry.bank_id,
            bank=entry.bank,
            problems=entry.problems,
            archived=entry.archived,
            first=index == 0,
            last=index == len(ids) - 1,
            above=ids[index - 1] if index else None,
            below=next(iter(ids[index + 2 :]), None),
        )
        for index, entry in enumerate(entries)
    ]
