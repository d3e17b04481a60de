"""The spread of a round in words, as every screen reads it."""

import pytest

from quiz.bank.kinds.base import Content
from quiz.bank.kinds.registry import kind_of
from quiz.bank.kinds.tally import Share
from quiz.i18n.localized import Localized
from tests.bank.drafts import id_of, make_content


def tally(content: Content, spread: dict[str, int], answers: int) -> tuple[Share, ...]:
    return kind_of(content).tally(content, spread, answers)


def about(content: Content, number: int, count: int, percent: int, *, is_right: bool) -> Share:
    """What the tally should say of `le vase <number>`."""
    own = id_of(content, number)
    place = [choice["id"] for choice in content["choices"]].index(own)
    text = Localized(f"le vase {number}", f"花瓶{number}")
    return Share("ABCDEF"[place], text, count, percent, is_right, choice=own)


@pytest.mark.parametrize(("kind", "right"), [("single", 2), ("true_false", 1), ("poll", None)])
def test_every_choice_is_named_even_if_nobody_took_it(kind: str, right: int | None) -> None:
    content = make_content(kind)
    counts = {1: (1, 25), 2: (3, 75), 3: (0, 0), 4: (0, 0)}
    numbers = range(1, len(content["choices"]) + 1)
    found = tally(content, {id_of(content, 2): 3, id_of(content, 1): 1}, 4)
    expected = [about(content, n, *counts[n], is_right=n == right) for n in numbers]
    assert sorted(found, key=str) == sorted(expected, key=str)
    assert [share.label for share in found] == [*"ABCD"][: len(found)]


def test_of_several_choices_each_is_counted() -> None:
    content = make_content("multiple")
    both = ",".join(sorted([id_of(content, 1), id_of(content, 2)]))
    found = tally(content, {both: 2, id_of(content, 2): 2}, 4)
    assert about(content, 2, 4, 100, is_right=False) in found
    assert about(content, 1, 2, 50, is_right=True) in found
    assert about(content, 3, 0, 0, is_right=True) in found


def test_an_order_is_told_by_its_letters_and_its_right_places() -> None:
    content = make_content("order")
    right = content["key"]["order"]
    dealt = [choice["id"] for choice in content["choices"]]
    letters = ["ABCD"[dealt.index(own)] for own in right]
    wrong = ",".join([right[1], right[0], *right[2:]])
    swapped = [letters[1], letters[0], *letters[2:]]
    assert tally(content, {wrong: 1, ",".join(right): 3}, 4) == (
        Share(" ".join(letters), Localized(), 3, 75, True, places=(1, 2, 3, 4)),
        Share(" ".join(swapped), Localized(), 1, 25, False, places=(2, 1, 3, 4)),
    )


def test_of_numbers_the_most_frequent_are_told() -> None:
    spread = {"1902": 1, "1901": 1, "1853": 2, "1900": 1, "1852": 6, "1851": 2}
    assert tally(make_content("number"), spread, 13) == (
        Share("1852", Localized("1852", "1852"), 6, 46, True),
        Share("1851", Localized("1851", "1851"), 2, 15, False),
        Share("1853", Localized("1853", "1853"), 2, 15, False),
        Share("1900", Localized("1900", "1900"), 1, 8, False),
        Share("1901", Localized("1901", "1901"), 1, 8, False),
    )


def test_a_text_is_right_in_any_accepted_form() -> None:
    found = tally(make_content("text"), {"kengo KUMA": 1, "隈研吾": 1, "Piano, Renzo": 1}, 3)
    assert {share.text.fr: share.is_right for share in found} == {
        "kengo KUMA": True,
        "隈研吾": True,
        "Piano, Renzo": False,
    }


def test_nobody_answered() -> None:
    assert [share.percent for share in tally(make_content("single"), {}, 0)] == [0, 0, 0, 0]


def test_what_is_no_choice_of_the_question_counts_for_none() -> None:
    content = make_content("single")
    found = tally(content, {"bcdfgh": 3, id_of(content, 2): 1}, 4)
    assert sorted(share.count for share in found) == [0, 0, 0, 1]
