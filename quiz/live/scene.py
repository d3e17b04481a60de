"""What one screen shows: chosen before any template sees it, so nothing early can leak.

A scene's id says nothing: it is an HMAC over the event, the channel, the round's random key, the
phase and the scene's own revision.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quiz.events.facts import ChannelFacts, EventFacts, RoundFacts
from quiz.events.timeline import Moment, Phase
from quiz.i18n.localized import Localized
from quiz.leaderboard.rules import PODIUM_ROWS, SHOWN_ROWS, BoardFacts, Row

LETTERS = "ABCDEF"
SHAPES = ("circle", "triangle", "square", "diamond", "pentagon", "star")
NAMES_SHOWN = frozenset({Phase.BOARD, Phase.OVER})


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
class ObjectView:
    """The object's citation; empty texts where the bank says nothing."""

    title: Localized
    maker: str
    date: str
    inventory_no: str
    credit: str
    rights: str
    source_url: str


@dataclass(frozen=True, slots=True)
class SolutionView:
    """What is right, and why; only in the scene of the reveal."""

    value: str | None
    tolerance: str | None
    forms: tuple[str, ...]
    explanation: Localized
    object: ObjectView
    answers: int

    def forms_for(self, language: str) -> tuple[str, ...]:
        """The accepted forms, those in the reader's own script first."""
        return tuple(sorted(self.forms, key=lambda form: is_han(form) != (language == "zh")))


def is_han(text: str) -> bool:
    """Whether `text` has a Chinese character."""
    return any("\u3400" <= letter <= "\u9fff" for letter in text)


@dataclass(frozen=True, slots=True)
class QuestionView:
    """The question as it may be read from its opening on."""

    kind: str
    prompt: Localized
    choices: tuple[ChoiceView, ...]
    seconds: int
    solution: SolutionView | None = None


@dataclass(frozen=True, slots=True)
class SceneView:
    """Everything a template of a scene may use. Instants include the channel's delay."""

    id: str
    phase: str
    code: str
    title: Localized
    museum: Localized
    channel: ChannelFacts
    starts_at: int
    number: int | None
    opens_at: int | None
    question: QuestionView | None = None
    rows: tuple[Row, ...] = ()
    players: int = 0


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
        rows=_rows(phase, board),
        players=board.players if board is not None and phase in NAMES_SHOWN else 0,
    )


def _question(
    phase: Phase, played: RoundFacts | None, board: BoardFacts | None
) -> QuestionView | None:
    if played is None or phase not in (Phase.OPEN, Phase.REVEALED):
        return None
    content = played.content
    shown = phase is Phase.REVEALED
    spread = _spread(content, board) if shown and board is not None else {}
    return QuestionView(
        kind=content["kind"],
        prompt=Localized.from_json(content["prompt"]),
        choices=tuple(
            _choice(content, index, spread if shown else None)
            for index in range(len(content["choices"]))
        ),
        seconds=played.times.seconds,
        solution=_solution(content, board) if shown else None,
    )


def _choice(content: Mapping[str, Any], index: int, spread: Mapping[str, int] | None) -> ChoiceView:
    dealt = content["choices"][index]
    text = Localized(fr=dealt["fr"], zh=dealt["zh"])
    plain = ChoiceView(dealt["id"], LETTERS[index], SHAPES[index], text)
    if spread is None:
        return plain
    key = content["key"]
    order = key.get("order")
    return ChoiceView(
        plain.id,
        plain.letter,
        plain.shape,
        text,
        right=plain.id in key["right"] if "right" in key else None,
        place=order.index(plain.id) + 1 if order else None,
        share=spread.get(plain.id),
    )


def _spread(content: Mapping[str, Any], board: BoardFacts | None) -> dict[str, int]:
    """For kinds that choose: the percentage of answers that name each choice."""
    if board is None or not board.answers or "order" in content["key"]:
        return {}
    named = {dealt["id"]: 0 for dealt in content["choices"]}
    for value, count in board.spread.items():
        for part in value.split(","):
            if part in named:
                named[part] += count
    return {choice: round(100 * count / board.answers) for choice, count in named.items()}


def _solution(content: Mapping[str, Any], board: BoardFacts | None) -> SolutionView:
    key, shown = content["key"], content["object"]
    return SolutionView(
        value=key.get("value"),
        tolerance=key.get("tolerance"),
        forms=tuple(key.get("forms", ())),
        explanation=Localized.from_json(content["explanation"]),
        object=ObjectView(**{**shown, "title": Localized.from_json(shown["title"])}),
        answers=board.answers if board is not None else 0,
    )


def _rows(phase: Phase, board: BoardFacts | None) -> tuple[Row, ...]:
    if board is None or phase not in NAMES_SHOWN:
        return ()
    if phase is Phase.OVER:
        return tuple(row for row in board.rows if row.rank <= PODIUM_ROWS)[:SHOWN_ROWS]
    return board.rows[:SHOWN_ROWS]
