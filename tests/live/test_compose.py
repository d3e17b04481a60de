"""What each scene holds, by table: every kind in every phase, the shares from real answers."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from quiz.bank.citation import ObjectView
from quiz.bank.kinds.base import Content
from quiz.bank.kinds.registry import kind_of
from quiz.events.facts import ChannelFacts, EventFacts, RoundFacts
from quiz.events.phases import Phase
from quiz.events.timeline import EventTimes, Moment, Pause, RoundTimes, moments
from quiz.i18n.localized import Localized
from quiz.leaderboard.rules import BoardFacts, Line, Row
from quiz.live.scene import QuestionView, SceneView, compose
from tests.bank.drafts import id_of, make_content

DELAY = 3_000
CHANNEL = ChannelFacts(1, "kuaishou", "Kuaishou", "", DELAY, "zh")
TIMES = RoundTimes(
    id=7,
    number=2,
    launched_at=100_000,
    lead_ms=5_000,
    seconds=20,
    plateau_ms=6_000,
    delays={1: DELAY},
    shut_at=131_000,
    counted_at=131_500,
    reveal_click_at=132_000,
    board_click_at=150_000,
)
OPENS = 105_000 + DELAY
PHASES = {
    Phase.LOBBY: EventTimes(),
    Phase.READY: EventTimes((TIMES,)),
    Phase.OPEN: EventTimes((TIMES,)),
    Phase.CLOSED: EventTimes((TIMES,)),
    Phase.REVEALED: EventTimes((TIMES,)),
    Phase.BOARD: EventTimes((TIMES,)),
    Phase.VOID: EventTimes((replace(TIMES, reveal_click_at=None, voided_at=133_000),)),
    Phase.INTERLUDE: EventTimes((TIMES,), (Pause(160_000, None, {1: DELAY}),)),
    Phase.OVER: EventTimes((TIMES,), ended_at=170_000, ended_delays={1: DELAY}),
}
# What seven players answered: the numbers of choices as they were written, or what they typed.
ANSWERS: dict[str, list[Any]] = {
    "single": [[2], [2], [2], [2], [1], [1], [4]],
    "multiple": [[1, 3], [1, 3], [1], [3], [2], [1, 2, 3], [4]],
    "true_false": [[1], [1], [1], [1], [1], [2], [2]],
    "order": [[1, 2, 3, 4]] * 5 + [[4, 3, 2, 1]] * 2,
    "number": ["1852", "1852", "1 860", "1830", "1900", "1900", "12"],
    "text": ["kengo kuma", "KUMA Kengo", "隈研吾", "Ando", "Ando", "Piano", "je ne sais pas"],
    "poll": [[3], [3], [3], [3], [3], [3], [1]],
    "match": [[1, 2, 3, 4]] * 3 + [[2, 1, 3, 4]] * 2 + [[4, 3, 1, 2]] * 2,
    "cloud": ["jade", "Jade\nvert", "青瓷", "calme", "vert\ncalme\njade", "玉", "doux"],
    "scale": ["4", "4", "4", "５", "5", "1", "2"],
}
# For each written choice the part of seven answers that name it, in whole percent.
SHARES: dict[str, list[int]] = {
    "single": [29, 57, 0, 14],
    "multiple": [57, 29, 57, 14],
    "true_false": [71, 29],
    "poll": [14, 0, 86, 0],
    "match": [43, 43, 71, 71],
}
RIGHT: dict[str, set[int]] = {"single": {2}, "multiple": {1, 3}, "true_false": {1}}
SAYS: dict[str, dict[str, Any]] = {
    "number": {"value": "1852", "tolerance": "20"},
    "text": {"forms": ("Kengo Kuma", "隈研吾")},
}
# What else is public of a question, for the templates of its kind.
FACTS = {"scale": ["steps"], "match": ["others"]}
SECRETS = {
    "explanation": Localized("Parce que.", "因为。"),
    "object_title": Localized("Vase", "花瓶"),
    "maker": Localized("Sèvres", "Sèvres"),
    "source_url": "https://museum.example/1",
}
CITATION = ObjectView(
    title=Localized("Vase", "花瓶"),
    maker=Localized("Sèvres", "Sèvres"),
    source_url="https://museum.example/1",
)
ROWS = tuple(Row(number, f"Vase {number}", 900 - number, number, None) for number in range(1, 13))
SCORES = {row.score: 1 for row in ROWS}
LINES = tuple(Line(row.rank, row.score, 1, row.nickname) for row in ROWS)


def board_of(content: Content, kind: str) -> BoardFacts:
    """The board of the round that those seven answered."""
    values = [
        kind_of(content).parse(content, sent(content, answer), "fr") for answer in ANSWERS[kind]
    ]
    spread = Counter(part for value in values for part in kind_of(content).parts(value))
    return BoardFacts(ROWS, SCORES, spread, players=12, answers=len(ANSWERS[kind]))


def sent(content: Content, answer: Any) -> str:
    """An answer as a phone sends it."""
    if isinstance(answer, str):
        return answer
    if content["kind"] != "match":
        return ",".join(id_of(content, number) for number in answer)
    rights = {other["fr"]: other["id"] for other in content["others"]}
    given = {id_of(content, n): rights[f"n° {own}"] for n, own in enumerate(answer, 1)}
    return ",".join(given[choice["id"]] for choice in content["choices"])


def moment_of(times: EventTimes, phase: Phase) -> Moment:
    """The last moment of that phase."""
    return [moment for moment in moments(times) if moment.phase is phase][-1]


def scene_of(phase: Phase, content: Content, board: BoardFacts | None) -> SceneView:
    times = PHASES[phase]
    rounds = tuple(RoundFacts(played, "key", content, 1, Fraction(0), 0) for played in times.rounds)
    event = EventFacts(
        id=1,
        code="va2020",
        key="e1",
        version=3,
        title=Localized("Le V&A", "V&A"),
        museum=Localized("Musée", "博物馆"),
        starts_at=90_000,
        time_zone="Europe/Paris",
        channels=(CHANNEL,),
        rounds=rounds,
        planned=1,
        times=times,
    )
    return compose("x" * 22, event, CHANNEL, moment_of(times, phase), board)


def question_of(view: SceneView) -> QuestionView:
    assert view.question is not None
    return view.question


@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.parametrize("phase", sorted(set(PHASES) - {Phase.OPEN, Phase.CLOSED, Phase.REVEALED}))
def test_most_scenes_hold_no_question(phase: Phase, kind: str) -> None:
    content = make_content(kind)
    view = scene_of(phase, content, board_of(content, kind))
    assert (view.phase, view.question) == (phase, None)
    assert view.opens_at == (OPENS if phase is Phase.READY else None)
    shown = {Phase.BOARD: LINES[:10], Phase.OVER: LINES[:3]}.get(phase, ())
    assert (view.lines, view.players) == (shown, 12 if shown else 0)


@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.CLOSED])
def test_an_open_question_holds_what_is_public_and_nothing_else(phase: Phase, kind: str) -> None:
    content = make_content(kind, **SECRETS)
    view = scene_of(phase, content, board_of(content, kind))
    question = question_of(view)
    assert (view.phase, view.number, view.opens_at, view.lines) == (Phase.OPEN, 2, OPENS, ())
    assert (question.kind, question.seconds, question.solution) == (kind, 20, None)
    assert question.prompt == Localized.from_json(content["prompt"])
    assert [(c.id, c.text.fr) for c in question.choices] == [
        (dealt["id"], dealt["fr"]) for dealt in content["choices"]
    ]
    assert [c.letter for c in question.choices] == [*"ABCD"][: len(question.choices)]
    assert {(c.right, c.place, c.share) for c in question.choices} <= {(None, None, None)}
    assert sorted(question.facts) == FACTS.get(kind, [])


@pytest.mark.parametrize("kind", ANSWERS)
def test_the_reveal_says_what_is_right_and_how_many_said_so(kind: str) -> None:
    content = make_content(kind, **SECRETS)
    question = question_of(scene_of(Phase.REVEALED, content, board_of(content, kind)))
    solution = question.solution
    assert solution is not None
    says = {"value": "", "tolerance": "", "forms": ()} | SAYS.get(kind, {})
    assert {name: getattr(solution, name) for name in says} == says
    assert (solution.answers, solution.explanation) == (7, SECRETS["explanation"])
    assert solution.object == CITATION
    for number in range(1, len(question.choices) + 1):
        choice = next(c for c in question.choices if c.id == id_of(content, number))
        right = number in RIGHT[kind] if kind in RIGHT else None
        place = number if kind == "order" else None
        share = SHARES[kind][number - 1] if kind in SHARES else None
        assert (choice.right, choice.place, choice.share) == (right, place, share)


@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.parametrize("answers", [None, 0])
def test_a_reveal_that_nobody_answered_says_no_share(kind: str, answers: int | None) -> None:
    content = make_content(kind)
    board = None if answers is None else BoardFacts((), {}, {}, players=3, answers=answers)
    question = question_of(scene_of(Phase.REVEALED, content, board))
    assert {choice.share for choice in question.choices} <= {None}
    assert question.solution is not None
    assert question.solution.answers == 0
