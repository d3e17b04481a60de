"""Pictures to choose among: written, judged, dealt in one strip that tells nothing."""

from fractions import Fraction
from typing import Any

import pytest

from quiz.bank.formats.bilingual import read, write
from quiz.bank.kinds.registry import KINDS, canonical, problems
from quiz.bank.rules import picture_name
from tests.bank.drafts import id_of, make_content, make_draft

PICTURE = KINDS["picture"]
NAMES = make_draft("picture").key["pictures"]


def wrong(**values: Any) -> list[tuple[str, bool]]:
    draft = canonical(make_draft("picture", **values))
    return [(problem.column, problem.gap) for problem in problems(draft)]


def test_the_right_picture_has_all_of_the_credit() -> None:
    content = make_content("picture")
    found = [PICTURE.credit(content, id_of(content, number)) for number in range(1, 5)]
    assert found == [0, Fraction(1), 0, 0]


def test_the_strip_is_in_the_order_in_which_the_choices_are_dealt() -> None:
    for seed in range(20):
        content = make_content("picture", seed)
        order = [int(choice["fr"][-1]) for choice in content["choices"]]
        assert PICTURE.pictures(content) == tuple("abcd"[number - 1] * 32 for number in order)


def test_what_is_public_tells_no_picture_and_not_what_is_right() -> None:
    first, second = (
        PICTURE.public(make_content("picture", key={"right": [right], "pictures": NAMES}))
        for right in (1, 4)
    )
    assert first == second
    assert (first["boxes"][1], first["strip"]) == ("320 0 320 320", (1_280, 320))
    assert "a" * 32 not in str(first)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"key": {"pictures": NAMES}}, [("correct", True)]),
        ({"key": {"right": [1]}}, [("tolerance", True)]),
        ({"key": {"right": [1], "pictures": NAMES[:3]}}, [("tolerance", True)]),
        ({"key": {"right": [1], "pictures": [*NAMES[:3], "vase.jpg"]}}, [("tolerance", True)]),
        (
            {"image": picture_name("a" * 32)},
            [("image_alt_fr", True), ("image_alt_zh", True), ("image", False)],
        ),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    values: dict[str, Any], expected: list[tuple[str, bool]]
) -> None:
    assert list(dict.fromkeys(wrong(**values))) == expected


def test_all_of_its_pictures_are_a_questions_own() -> None:
    assert make_draft("picture").pictures == tuple(letter * 32 for letter in "abcd")


def test_a_file_keeps_its_pictures() -> None:
    draft = make_draft("picture")
    assert read(write([draft])) == (draft,)
