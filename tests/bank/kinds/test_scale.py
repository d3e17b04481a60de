"""A scale: five steps, words at both ends, nothing right or wrong."""

import pytest

from quiz.bank.kinds.base import Content
from quiz.bank.kinds.registry import canonical, kind_of, problems
from quiz.bank.kinds.scale import ScaleStep
from quiz.bank.kinds.tally import Share
from quiz.bank.rules import NOTHING
from quiz.errors import Invalid
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_choices, make_content, make_draft

FIRST, LAST = make_choices(2)


@pytest.fixture
def content() -> Content:
    return make_content("scale")


@pytest.mark.parametrize(("raw", "value"), [("1", "1"), (" 5 ", "5"), ("３", "3")])
def test_a_step_is_an_answer(content: Content, raw: str, value: str) -> None:
    assert kind_of(content).parse(content, raw, "zh") == value
    assert kind_of(content).credit(content, value) is None


@pytest.mark.parametrize("raw", ["0", "6", "2,5", "cinq", "11", "三"])
def test_nothing_else_is_an_answer(content: Content, raw: str) -> None:
    with pytest.raises(Invalid) as refused:
        kind_of(content).parse(content, raw, "fr")
    assert str(refused.value) == "The answer is not on the scale from 1 to 5."


@pytest.mark.parametrize(
    ("choices", "right", "told"),
    [
        (0, {}, ["A scale needs words at both ends: choice 1 says what 1 means, 2 what 5."]),
        (1, {}, ["A scale needs words at both ends: choice 1 says what 1 means, 2 what 5."]),
        (2, {}, []),
        (3, {}, ["This kind of question has at most 2 choices."]),
        (
            2,
            {"right": [1]},
            ["No answer is right or wrong in this question: leave this empty."],
        ),
    ],
)
def test_what_its_author_is_told(choices: int, right: dict[str, object], told: list[str]) -> None:
    draft = canonical(make_draft("scale", choices=make_choices(choices), key=right))
    assert [str(problem.sentence) for problem in problems(draft)] == told


def test_words_stand_at_both_ends_in_the_order_in_which_they_are_written(content: Content) -> None:
    assert kind_of(content).public(content)["steps"] == (
        ScaleStep("1", FIRST),
        ScaleStep("2", NOTHING),
        ScaleStep("3", NOTHING),
        ScaleStep("4", NOTHING),
        ScaleStep("5", LAST),
    )


def test_every_step_is_counted_even_if_nobody_took_it(content: Content) -> None:
    assert kind_of(content).tally(content, {"5": 3, "2": 1}, 4) == (
        Share("①", Localized("1 – le vase 1", "1：花瓶1"), 0, 0, False, choice="1"),
        Share("②", Localized("2", "2"), 1, 25, False, choice="2"),
        Share("③", Localized("3", "3"), 0, 0, False, choice="3"),
        Share("④", Localized("4", "4"), 0, 0, False, choice="4"),
        Share("⑤", Localized("5 – le vase 2", "5：花瓶2"), 3, 75, False, choice="5"),
    )


@pytest.mark.parametrize(
    ("spread", "mean", "shares"),
    [
        ({"5": 3, "2": 1}, "4.3", (0, 25, 0, 0, 75)),
        ({"4": 1, "5": 1, "3": 1}, "4.0", (0, 0, 33, 33, 33)),
        ({"1": 19, "2": 1}, "1.1", (95, 5, 0, 0, 0)),
        ({}, None, (None,) * 5),
    ],
)
def test_the_reveal_says_the_shares_and_the_mean(
    content: Content, spread: dict[str, int], mean: str | None, shares: tuple[int | None, ...]
) -> None:
    crowd = kind_of(content).crowd(content, spread, sum(spread.values()))
    assert crowd.get("mean") == mean
    assert tuple(step.share for step in crowd["steps"]) == shares
