"""What one screen shows: chosen before any template sees it, so nothing early can leak.

A scene's id says nothing: it is an HMAC over the event, the channel, the round's random key, the
phase and the scene's own revision.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from quiz.bank.citation import ObjectView
from quiz.bank.kinds.base import Content, Kind, Solution
from quiz.bank.kinds.choices import LETTERS, SHAPES
from quiz.bank.kinds.registry import KINDS, kind_of
from quiz.events.facts import ChannelFacts, EventFacts, RoundFacts
from quiz.events.phases import Phase
from quiz.events.timeline import Moment
from quiz.i18n.localized import Localized
from quiz.leaderboard.rules import BoardFacts, Line
from quiz.live.pictures import PictureView, object_picture_view, picture_view


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A choice in its dealt place. `right`, `place` and `share` are None until the reveal.

    `place` is its right position in an order round, from 1; `share` the percentage that chose it.
    """

    id: str
    letter: str
    shape: str
    text: Localized
    right: bool | None = None
    place: int | None = None
    share: int | None = None


@dataclass(frozen=True, slots=True)
class SolutionView:
    """What is right, and why; only in the scene of the reveal.

    `facts` is what only the kind's own templates know, `crowd` what they show of all answers.
    """

    value: str
    tolerance: str
    forms: tuple[str, ...]
    explanation: Localized
    object: ObjectView
    answers: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    crowd: Mapping[str, Any] = field(default_factory=dict)

    def forms_for(self, language: str) -> tuple[str, ...]:
        """The accepted forms, those in the reader's own script first."""
        return tuple(sorted(self.forms, key=lambda form: is_han(form) != (language == "zh")))


def is_han(text: str) -> bool:
    """Whether `text` has a Chinese character."""
    return any("\u3400" <= letter <= "\u9fff" for letter in text)


@dataclass(frozen=True, slots=True)
class QuestionView:
    """The question as it may be read from its opening on.

    `facts` is what else its kind made public, for its own templates.
    """

    kind: str
    prompt: Localized
    choices: tuple[ChoiceView, ...]
    seconds: int
    solution: SolutionView | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kit(self) -> Kind:
        """What its kind knows of itself; `kit.widget` names the templates that show it."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class SceneView:
    """Everything a template of a scene may use. Instants include the channel's delay."""

    id: str
    phase: Phase
    code: str
    title: Localized
    museum: Localized
    channel: ChannelFacts
    starts_at: int
    number: int | None
    opens_at: int | None
    question: QuestionView | None = None
    picture: PictureView | None = None
    object_picture: PictureView | None = None
    lines: tuple[Line, ...] = ()
    players: int = 0
    time_zone: str = ""
    kit: Kind | None = None
    weight: int = 1
    void_reason: str = ""
    is_tie_break: bool = False


def scene_id(
    secret: bytes, event: EventFacts, channel_id: int, moment: Moment, revision: int | str
) -> str:
    """22 characters that nobody can guess and that say nothing."""
    played = event.round(None if moment.round is None else moment.round.id)
    parts = (event.key, channel_id, played.key if played else "", moment.scene[0], revision)
    message = "\x1f".join(str(part) for part in parts).encode()
    return hmac.new(secret, b"scene\x1f" + message, hashlib.sha256).hexdigest()[:22]


def compose(
    identifier: str,
    event: EventFacts,
    channel: ChannelFacts,
    moment: Moment,
    board: BoardFacts | None,
) -> SceneView:
    """The view of `moment` on `channel`: a question only when open, its answer only when revealed.

    `board` is the board of the moment's round; it is None until the round is counted.
    """
    phase = moment.scene[0]
    played = event.round(None if moment.round is None else moment.round.id)
    timed = played is not None and phase in (Phase.READY, Phase.OPEN)
    delay = played.times.delay(channel.id) if played is not None else 0
    return SceneView(
        id=identifier,
        phase=phase,
        code=event.code,
        title=event.title,
        museum=event.museum,
        channel=channel,
        starts_at=event.starts_at,
        number=None if played is None else played.times.number,
        opens_at=played.times.opens + delay if played is not None and timed else None,
        question=_question(phase, played, board),
        picture=None if played is None else picture_view(event.code, played, phase),
        object_picture=None if played is None else object_picture_view(event.code, played, phase),
        lines=_lines(phase, board),
        time_zone=event.time_zone,
        kit=None if played is None else kind_of(dict(played.content)),
        weight=1 if played is None else played.weight,
        void_reason=played.void_reason if played is not None and phase is Phase.VOID else "",
        is_tie_break=played is not None and played.times.tie_break,
        players=board.players if board is not None and phase.shows_names else 0,
    )


def _question(
    phase: Phase, played: RoundFacts | None, board: BoardFacts | None
) -> QuestionView | None:
    """What the kind makes public, and at the reveal its solution: nothing else is looked at."""
    if played is None or phase not in (Phase.OPEN, Phase.REVEALED):
        return None
    content = dict(played.content)
    public = kind_of(content).public(content)
    asked = QuestionView(
        kind=public.pop("kind"),
        prompt=Localized.from_json(public.pop("prompt")),
        choices=tuple(
            ChoiceView(dealt["id"], letter, shape, Localized.from_json(dealt))
            for dealt, letter, shape in zip(public.pop("choices"), LETTERS, SHAPES, strict=False)
        ),
        seconds=played.times.seconds,
        facts=public,
    )
    return asked if phase is Phase.OPEN else _revealed(asked, content, board)


def _revealed(asked: QuestionView, content: Content, board: BoardFacts | None) -> QuestionView:
    solution = kind_of(content).solution(content)
    shares = _shares(content, board)
    spread, answers = ({}, 0) if board is None else (board.spread, board.answers)
    return replace(
        asked,
        choices=tuple(_judged(choice, solution, shares) for choice in asked.choices),
        solution=SolutionView(
            value=solution.value,
            tolerance=solution.tolerance,
            forms=solution.forms,
            explanation=solution.explanation,
            object=solution.object,
            answers=answers,
            facts=solution.facts,
            crowd=kind_of(content).crowd(content, spread, answers),
        ),
    )


def _judged(choice: ChoiceView, solution: Solution, shares: Mapping[str, int]) -> ChoiceView:
    order = solution.order
    return replace(
        choice,
        right=choice.id in solution.right if solution.right else None,
        place=order.index(choice.id) + 1 if order else None,
        share=shares.get(choice.id),
    )


def _shares(content: Content, board: BoardFacts | None) -> dict[str, int]:
    """The percentage of answers that name each choice, where choices are counted one by one."""
    if board is None or not board.answers:
        return {}
    tally = kind_of(content).tally(content, board.spread, board.answers)
    return {share.choice: share.percent for share in tally if share.choice}


def _lines(phase: Phase, board: BoardFacts | None) -> tuple[Line, ...]:
    if board is None or not phase.shows_names:
        return ()
    return board.podium if phase is Phase.OVER else board.lines
