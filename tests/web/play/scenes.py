"""Scenes made by hand, for looking at their templates alone."""

from decimal import Decimal
from typing import Any

from quiz.bank.kinds.histogram import histogram
from quiz.bank.kinds.match import Pairs
from quiz.bank.kinds.scale import ScaleStep
from quiz.events.facts import ChannelFacts
from quiz.i18n.localized import Localized
from quiz.leaderboard.rules import Line
from quiz.live.scene import (
    LETTERS,
    SHAPES,
    ChoiceView,
    ObjectView,
    QuestionView,
    SceneView,
    SolutionView,
)
from tests.clocks import EVENING

CHANNEL = ChannelFacts(1, "kuaishou", "Kuaishou", "https://live.example/vam", 6_000, "zh")
KINDS = (
    "single",
    "true_false",
    "poll",
    "multiple",
    "order",
    "number",
    "text",
    "scale",
    "match",
    "cloud",
)
WITHOUT_CHOICES = ("number", "text", "scale", "cloud")
WORDS = (Localized("pas du tout", "一点也不"), *[Localized()] * 3, Localized("tout à fait", "非常"))
STEPS = tuple(ScaleStep(str(n), words, 10 * n) for n, words in enumerate(WORDS, 1))
# What only the kind's own templates know of the question, and of its answers.
FACTS: dict[str, dict[str, Any]] = {
    "scale": {"steps": STEPS},
    "match": {"others": [{"id": f"r{n}x9k2", "fr": f"n° {n}", "zh": f"{n}号"} for n in range(6)]},
}
# What is right, for those templates alone.
SOLVED: dict[str, dict[str, Any]] = {
    "match": {"pairs": Pairs().others(FACTS["match"])},
}
CROWDS: dict[str, dict[str, Any]] = {
    "scale": {"steps": STEPS, "mean": "3.4"},
    "cloud": {"words": 31_234},
    "number": {
        "histogram": histogram(
            {str(1_700 + 13 * n): 40 + n * n % 17 for n in range(24)},
            1_500,
            Decimal(1852),
            Decimal(20),
        )
    },
}


def make_choices(count: int = 6, **values: Any) -> tuple[ChoiceView, ...]:
    """That many choices with long texts; `values` are given to each."""
    return tuple(
        ChoiceView(
            f"c{place}x9k2",
            LETTERS[place],
            SHAPES[place],
            Localized(
                f"Le musée de Bethnal Green, {place} (actuel Young V&A)",
                f"贝思纳尔格林博物馆{place}",
            ),
            **values,
        )
        for place in range(count)
    )


def make_solution(**values: Any) -> SolutionView:
    """What is said at the reveal of a question about a table."""
    defaults: dict[str, Any] = {
        "value": None,
        "tolerance": None,
        "forms": (),
        "explanation": Localized(
            "Elle sort d’un atelier impérial de Pékin.", "它出自北京的宫廷作坊。"
        ),
        "object": ObjectView(
            title=Localized("Table en laque sculptée", "剔红漆桌"),
            maker=Localized("Atelier impérial", "Atelier impérial"),
            date=Localized("1425–1436", "1425–1436"),
            inventory_no="FE.6:1 to 4-1973",
            credit="Victoria and Albert Museum, London",
            rights="© V&A",
            source_url="https://collections.example/O75869",
        ),
        "answers": 8_123,
    }
    return SolutionView(**defaults | values)


def make_question(kind: str, **values: Any) -> QuestionView:
    """A question of that kind, with as many choices as there may be."""
    defaults: dict[str, Any] = {
        "kind": kind,
        "prompt": Localized(
            "Sous quel empereur fut-elle fabriquée ?", "它制作于哪位皇帝在位期间？"
        ),
        "choices": () if kind in WITHOUT_CHOICES else make_choices(),
        "seconds": 20,
        "facts": FACTS.get(kind, {}),
    }
    return QuestionView(**defaults | values)


def make_scene(phase: str, **values: Any) -> SceneView:
    """The scene of that phase in round 3."""
    defaults: dict[str, Any] = {
        "id": "x" * 22,
        "phase": phase,
        "code": "va2020",
        "title": Localized("Le V&A en direct", "走进V&A"),
        "museum": Localized("Musée de la céramique", "陶瓷博物馆"),
        "channel": CHANNEL,
        "starts_at": EVENING,
        "number": 3,
        "opens_at": EVENING,
    }
    return SceneView(**defaults | values)


def make_lines(count: int = 10) -> tuple[Line, ...]:
    """Lines of a board with wide names; the second shares its rank with the third."""
    ranks = [1, 2, 2, 4, 5, 6, 7, 8, 9, 10]
    moves = [2, -1, None, 0, 13, -2, 1, -4, 7, 120]
    return tuple(
        Line(
            rank=ranks[place],
            score=9_240 - ranks[place],
            tied=ranks.count(ranks[place]),
            nickname=f"Coffret savant {1_234 + place}",
            move=moves[place],
        )
        for place in range(count)
    )


def make_crowds(count: int = 10) -> tuple[Line, ...]:
    """Lines of a board on which everybody shares a rank with many."""
    return tuple(Line(1 + 1_620 * place, 9_240 - place, 1_620) for place in range(count))
