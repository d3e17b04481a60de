"""The same choice twice is found; a bank that gives its answers away says so."""

import pytest

from quiz.bank.checks.choices import bank_flaws, choice_flaws, right_traits
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft

ALL = (Localized("Le vase", "花瓶"), Localized("Le bol", "碗"), Localized("Le plat long", "长盘子"))


def test_choices_that_differ_by_accents_or_script_alone_say_the_same() -> None:
    choices = (
        Localized("Sèvres", "琺瑯彩"),
        Localized("SEVRES !", "珐琅彩"),
        Localized("Limoges", "青花"),
        Localized("Le Limoges", ""),
    )
    found = choice_flaws(make_draft(choices=choices))
    assert [(flaw.language, str(flaw.sentence)) for flaw in found] == [
        ("fr", "Choices 1 and 2 say the same."),
        ("zh", "Choices 1 and 2 say the same."),
    ]


@pytest.mark.parametrize(
    ("right", "choices", "traits"),
    [
        ([1], ALL, "one first"),
        ([2], ALL, "one"),
        ([3], ALL, "one longest"),
        ([1], ALL[::-1], "one first longest"),
        ([3], (*ALL[:2], Localized("Le plat long", "盘子")), "one longest"),
        ([3], (ALL[0], Localized("Le bol", "小茶碗"), Localized("Le plat", "盘")), "one"),
        ([1], ALL[:2], ""),
        ([1, 2], ALL, ""),
        ([7], ALL, ""),
        ([], ALL, ""),
    ],
)
def test_a_question_says_where_its_answer_is(
    right: list[int], choices: tuple[Localized, ...], traits: str
) -> None:
    assert right_traits(make_draft(key={"right": right}, choices=choices)) == traits


@pytest.mark.parametrize("kind", ["multiple", "order", "poll", "number", "true_false"])
def test_other_kinds_say_nothing(kind: str) -> None:
    assert right_traits(make_draft(kind)) == ""


@pytest.mark.parametrize(
    ("traits", "sentences"),
    [
        ({"one first": 4}, []),
        ({"one first": 5, "": 90}, ["The right answer is the first choice in 5 of 5 questions."]),
        ({"one first": 2, "one": 3}, []),
        (
            {"one first longest": 6, "one longest": 1, "one": 1},
            [
                "The right answer is the first choice in 6 of 8 questions.",
                "The right answer is the longest choice in 7 of 8 questions.",
            ],
        ),
    ],
)
def test_a_bank_that_gives_its_answers_away_says_so(
    traits: dict[str, int], sentences: list[str]
) -> None:
    assert [str(sentence) for sentence in bank_flaws(traits)] == sentences
