"""Find the detail: regions that are written, judged, dealt with their names, and marked."""

from fractions import Fraction
from random import Random
from typing import Any

import pytest

from quiz.bank.formats.bilingual import read, write
from quiz.bank.kinds.base import Content
from quiz.bank.kinds.hotspot import RegionMark
from quiz.bank.kinds.registry import KINDS, canonical, problems
from quiz.i18n.localized import Localized
from quiz.pictures.rules import PICTURE, hang_picture
from tests.bank.drafts import id_of, make_choices, make_content, make_draft

HOTSPOT = KINDS["hotspot"]
REGIONS = make_draft("hotspot").key["regions"]


def told(**values: Any) -> list[tuple[str, bool]]:
    draft = canonical(make_draft("hotspot", **values))
    return [(problem.column, problem.gap) for problem in problems(draft)]


@pytest.fixture
def content() -> Content:
    """A round on a picture of 600 × 400 pixels."""
    size, alt = (600, 400), Localized("Un plat", "一只盘子")
    hung = hang_picture("a" * 32, size, alt, Random(1), is_ahead=True)
    return make_content("hotspot") | {PICTURE: hung}


def test_a_region_that_is_right_has_all_of_the_credit(content: Content) -> None:
    found = [HOTSPOT.credit(content, id_of(content, number)) for number in range(1, 5)]
    assert found == [0, Fraction(1), 0, 0]


def test_a_region_goes_with_its_name_however_it_is_dealt(content: Content) -> None:
    for seed in range(20):
        dealt = make_content("hotspot", seed)
        found = [dealt["regions"][id_of(dealt, number)] for number in range(1, 5)]
        assert found == REGIONS


def test_marks_stand_in_the_picture_by_the_letters_of_their_rows(content: Content) -> None:
    public = HOTSPOT.public(content)
    assert public["box"] == "0 0 600 400"
    marks = public["marks"]
    assert [mark.letter for mark in marks] == ["A", "B", "C", "D"]
    assert [mark.id for mark in marks] == [choice["id"] for choice in public["choices"]]
    second = next(mark for mark in marks if mark.id == id_of(content, 2))
    assert second == RegionMark(
        second.id, second.letter, 240, 160, 120, 40, x=300, y=180, radius=27, reach=45, light=86
    )


def test_what_is_public_does_not_depend_on_what_is_right() -> None:
    first, second = (
        make_content("hotspot", key={"right": right, "regions": REGIONS}) for right in ([1], [3, 4])
    )
    assert HOTSPOT.public(first) == HOTSPOT.public(second)


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({}, []),
        ({"key": {"right": [1, 2], "regions": REGIONS}}, []),
        ({"key": {"right": [1, 2, 3, 4], "regions": REGIONS}}, [("correct", False)]),
        ({"key": {"regions": REGIONS}}, [("correct", True)]),
        ({"key": {"right": [9], "regions": REGIONS}}, [("correct", False)]),
        ({"image": ""}, [("image", True)]),
        ({"image": "vase.jpg"}, [("image", True)]),
        ({"key": {"right": [1]}}, [("tolerance", True)]),
        ({"key": {"right": [1], "regions": REGIONS[:3]}}, [("tolerance", True)]),
        ({"key": {"right": [1], "regions": [*REGIONS[:3], []]}}, [("tolerance", False)]),
        (
            {"key": {"right": [1], "regions": [*REGIONS[:3], [900, 0, 200, 200]]}},
            [("tolerance", False)],
        ),
        (
            {"key": {"right": [1], "regions": [*REGIONS[:3], [0, 0, 9, 200]]}},
            [("tolerance", False)],
        ),
        (
            {"choices": make_choices(1), "key": {"right": [1], "regions": REGIONS[:1]}},
            [("choice2_fr", True), ("choice2_zh", True), ("correct", False)],
        ),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    values: dict[str, Any], wrong: list[tuple[str, bool]]
) -> None:
    assert told(**values) == wrong


def test_marks_that_lie_on_one_another_are_said_to_the_author() -> None:
    key = {"right": [1], "regions": [*REGIONS[:3], [430, 400, 200, 100]]}
    found = list(HOTSPOT.cautions(make_draft("hotspot", key=key)))
    assert [(problem.field, str(problem.sentence)) for problem in found] == [
        (
            "tolerance",
            "The marks of choices 2 and 4 lie on one another: a finger may touch the wrong one.",
        )
    ]
    assert list(HOTSPOT.cautions(make_draft("hotspot"))) == []


@pytest.mark.parametrize(
    ("typed", "regions"),
    [
        ("0,0,200,200|400, 400, 200, 100", [[0, 0, 200, 200], [400, 400, 200, 100]]),
        ("0,0,200", [[]]),
        ("a|1,2,3,4", [[], [1, 2, 3, 4]]),
        ("99999,0,0,0", [[]]),
    ],
)
def test_regions_are_read_as_they_are_typed(typed: str, regions: list[list[int]]) -> None:
    assert HOTSPOT.key("1", typed) == {"right": [1], "regions": regions}


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ([0, 0, 1000, 1000], [0, 0, 1000, 1000], [200, 400, 100, 50]),
        # Half of the width from a tenth on: what lay at 200 lies at 200 again, twice as wide.
        ([0, 0, 1000, 1000], [100, 0, 500, 1000], [200, 400, 200, 50]),
        ([100, 0, 500, 1000], [0, 0, 1000, 1000], [200, 400, 50, 50]),
        # What is cut off is no part of it any more.
        ([0, 0, 1000, 1000], [250, 0, 500, 1000], [0, 400, 100, 50]),
        ([0, 0, 1000, 1000], [500, 0, 500, 1000], [0, 400, 0, 50]),
    ],
)
def test_regions_stay_where_they_are_on_a_picture_that_is_framed_anew(
    before: list[int], after: list[int], moved: list[int]
) -> None:
    key = {"right": [1], "regions": [[200, 400, 100, 50]]}
    assert HOTSPOT.framed_anew(key, before, after) == {"right": [1], "regions": [moved]}


def test_a_file_keeps_its_regions() -> None:
    draft = make_draft("hotspot")
    assert read(write([draft])) == (draft,)
