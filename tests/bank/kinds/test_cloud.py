"""Words: read, folded, counted, and not shown before somebody has looked at them."""

import pytest

from quiz.bank.kinds.base import Content
from quiz.bank.kinds.registry import canonical, kind_of, problems
from quiz.bank.kinds.tally import REST, Share, count_parts
from quiz.errors import Invalid
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_choices, make_content, make_draft


@pytest.fixture
def content() -> Content:
    return make_content("cloud")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("jade", "jade"),
        (" bleu  de Chine \n", "bleu de Chine"),
        ("jade\nvert\n青瓷", "jade\nvert\n青瓷"),
        # The same word counts once for one player, as it was written first.
        ("Jade\nvert\nLE JADE", "Jade\nvert"),
        ("\n\n🙂", "🙂"),
        (
            "青" * 24 + "\n" + "瓷" * 24 + "\n" + "玉" * 24,
            "\n".join(("青" * 24, "瓷" * 24, "玉" * 24)),
        ),
    ],
)
def test_one_to_three_words_are_an_answer(content: Content, raw: str, value: str) -> None:
    assert kind_of(content).parse(content, raw, "fr") == value
    assert kind_of(content).credit(content, value) is None


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("\n \n", "The answer is empty."),
        ("…\n!", "Write at least one word."),
        ("un\ndeux\ntrois\nquatre", "Write at most 3 words."),
        ("a" * 25, "Write at most 24 characters a word."),
        ("jade\tvert\x07", "The answer contains a character that cannot be shown."),
    ],
)
def test_what_is_no_word_is_refused(content: Content, raw: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        kind_of(content).parse(content, raw, "fr")
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, []),
        (
            {"choices": make_choices(1)},
            ["This kind of question has no choices: leave this empty."] * 2,
        ),
        (
            {"key": {"right": "jade"}},
            ["No answer is right or wrong in this question: leave this empty."],
        ),
        ({"key": {"tolerance": "2"}}, ["Only a number has a tolerance: leave it empty."]),
    ],
)
def test_what_its_author_is_told(values: dict[str, object], told: list[str]) -> None:
    found = problems(canonical(make_draft("cloud", **values)))
    assert [str(problem.sentence) for problem in found] == told


def test_words_that_fold_alike_are_one_called_as_most_wrote_it(content: Content) -> None:
    rows = [("jade", 2), ("Jade\nvert", 3), ("le JADE", 1), ("vert", 1)]
    spread = count_parts(rows, kind_of(content).parts, 1_000)
    assert kind_of(content).tally(content, spread, 7) == (
        Share("Jade", Localized("Jade", "Jade"), 6, 86, is_right=False),
        Share("vert", Localized("vert", "vert"), 4, 57, is_right=False),
    )
    assert kind_of(content).crowd(content, spread, 7) == {"words": 10}


def test_every_word_is_in_the_number_however_many_differ(content: Content) -> None:
    rows = [(f"mot {number}\njade", 1) for number in range(1_500)]
    spread = count_parts(rows, kind_of(content).parts, kind_of(content).kept_values)
    assert (len(spread), spread["jade"], spread[REST]) == (1_001, 1_500, 501)
    assert kind_of(content).crowd(content, spread, 1_500) == {"words": 3_000}
    assert kind_of(content).tally(content, spread, 1_500)[0].count == 1_500


def test_nothing_is_said_before_the_count(content: Content) -> None:
    assert kind_of(content).crowd(content, {}, 0) == {}
