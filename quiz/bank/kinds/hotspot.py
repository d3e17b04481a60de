"""Find the detail: regions of the picture, some of them right, each a mark on every screen.

In forms and sheets its choices are the names of the regions, for who hears or has no script; the
second cell says where each one lies: left, top, width and height in thousandths of the picture,
with commas between the numbers and bars between the regions.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from math import dist
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.base import Content, Framing, Key
from quiz.bank.kinds.blanks import Blank
from quiz.bank.kinds.choices import LETTERS, MOST_CHOICES, ChoiceKind, OneChoiceKind
from quiz.bank.rules import Draft, Problem

WHOLE = 1_000
# A finger covers about so many thousandths of a picture on a phone.
SMALLEST = 30
# Marks that are nearer, in thousandths, cover one another.
APART = 90
REGION = re.compile(r"([0-9]{1,4}),([0-9]{1,4}),([0-9]{1,4}),([0-9]{1,4})")
REGIONS, MARKS, BOX = "regions", "marks", "box"
# A frozen copy without its picture's size is as wide as it is high.
SQUARE = (WHOLE, WHOLE)
# The radius of a mark, of what a finger reaches and of the light around it, as shares of the
# picture's longer side.
RADIUS, REACH, LIGHT = Fraction(9, 200), Fraction(3, 40), Fraction(1, 7)

Region = list[int]


@dataclass(frozen=True, slots=True)
class RegionMark:
    """A region in the picture's own pixels, and its mark in the middle of it."""

    id: str
    letter: str
    left: int
    top: int
    width: int
    height: int
    x: int
    y: int
    radius: int
    reach: int
    light: int


class Hotspot(OneChoiceKind):
    """One region is touched; credit is all or nothing."""

    name = "hotspot"
    label = _l("Find the detail")
    names: ClassVar[tuple[str, ...]] = (
        *("trouver le détail", "zone cliquable", "zones cliquables", "point sensible"),
        *("找细节", "热点", "热点题", "图片热点"),
        *("hot spot", "find the detail"),
    )
    widget = "hotspot"
    needs_picture = True
    most_right = MOST_CHOICES
    tolerance = Blank(
        "regions",
        _l("Regions"),
        _l(
            "Where each region lies: left, top, width and height in thousandths of the picture, "
            "with | between the regions, for example 100,200,150,150|600,300,150,150."
        ),
    )

    def key(self, correct: str, tolerance: str) -> dict[str, Any]:
        key = super().key(correct, "")
        if tolerance.strip():
            key[REGIONS] = [_region(part) for part in tolerance.split("|")]
        return key

    def cells(self, key: Key) -> tuple[str, str]:
        regions = "|".join(",".join(map(str, region)) for region in key.get(REGIONS, ()))
        return super().cells(key)[0], regions

    def framed_anew(self, key: Key, before: Framing, after: Framing) -> Key:
        moved = [_moved(region, before, after) for region in key.get(REGIONS, ())]
        return {**key, REGIONS: moved} if moved else key

    def key_problems(self, draft: Draft) -> Iterator[Problem]:
        yield from self.choices_problems(draft)
        yield from self.right_problems(draft)
        yield from _picture_problems(draft)
        yield from _region_problems(draft)

    def cautions(self, draft: Draft) -> Iterator[Problem]:
        middles = [
            (left + width / 2, top + height / 2)
            for left, top, width, height in filter(_is_inside, draft.key.get(REGIONS, ()))
        ]
        for one, other in combinations(range(len(middles)), 2):
            if dist(middles[one], middles[other]) < APART:
                sentence = _l(
                    "The marks of choices %(first)s and %(second)s lie on one another: a finger "
                    "may touch the wrong one.",
                    first=one + 1,
                    second=other + 1,
                )
                yield Problem("tolerance", "", sentence)

    def right_problems(self, draft: Draft) -> Iterator[Problem]:
        yield from ChoiceKind.right_problems(self, draft)
        if draft.choices and len(draft.key.get("right", ())) >= len(draft.choices):
            yield Problem("correct", "", _l("At least one region must be wrong."))

    def filled(self, draft: Draft) -> Draft:
        """A region that is not drawn yet waits in a row at the foot of the picture."""
        whole = super().filled(draft)
        drawn = dict(enumerate(draft.key.get(REGIONS, ())))
        regions = [
            drawn[place] if _is_inside(drawn.get(place, [])) else _waiting(place)
            for place in range(len(whole.choices))
        ]
        return replace(whole, key={**whole.key, REGIONS: regions})

    def dealt_facts(self, draft: Draft, id_of: dict[int, str]) -> Content:
        return {REGIONS: {own: draft.key[REGIONS][place] for place, own in id_of.items()}}

    def public(self, content: Content) -> Content:
        width, height = picture_size(content)
        return super().public(content) | {
            MARKS: region_marks(content, width, height),
            BOX: f"0 0 {width} {height}",
        }

    def credit(self, content: Content, value: str) -> Fraction:
        return Fraction(value in content["key"]["right"])


def picture_size(content: Mapping[str, Any]) -> tuple[int, int]:
    """The pixels of the frozen copy's picture."""
    picture = content.get("picture")
    return SQUARE if picture is None else (picture["width"], picture["height"])


def region_marks(content: Content, width: int, height: int) -> tuple[RegionMark, ...]:
    """The marks of all regions in the order in which their names are dealt."""
    return tuple(
        _mark(dealt["id"], letter, content[REGIONS][dealt["id"]], (width, height))
        for dealt, letter in zip(content["choices"], LETTERS, strict=False)
    )


def _mark(own: str, letter: str, region: Region, size: tuple[int, int]) -> RegionMark:
    (left, top, wide, high), (width, height) = region, size
    return RegionMark(
        own,
        letter,
        left=round(left * width / WHOLE),
        top=round(top * height / WHOLE),
        width=round(wide * width / WHOLE),
        height=round(high * height / WHOLE),
        x=round((left + wide / 2) * width / WHOLE),
        y=round((top + high / 2) * height / WHOLE),
        radius=round(max(size) * RADIUS),
        reach=round(max(size) * REACH),
        light=round(max(size) * LIGHT),
    )


def _region(text: str) -> Region:
    """The four numbers of a region; none for what is no region."""
    found = REGION.fullmatch("".join(text.split()))
    return [] if found is None else [int(part) for part in found.groups()]


def _waiting(place: int) -> Region:
    """Where the mark of a region stands that is not drawn yet."""
    return [WHOLE // MOST_CHOICES * place, WHOLE - 2 * APART, APART, APART]


def _moved(region: Region, before: Framing, after: Framing) -> Region:
    """Where the same part of a picture lies in another frame, cut off at its edges."""
    if len(region) != len(before):
        return region
    edges = []
    for side in (0, 1):
        start, extent = region[side], region[side + 2]
        ends = (
            (before[side] * WHOLE + end * before[side + 2] - after[side] * WHOLE) / after[side + 2]
            for end in (start, start + extent)
        )
        edges.append([min(max(round(end), 0), WHOLE) for end in ends])
    (left, right), (top, bottom) = edges
    return [left, top, right - left, bottom - top]


def _is_inside(region: Region) -> bool:
    if len(region) != len(("left", "top", "width", "height")):
        return False
    left, top, width, height = region
    fits = left + width <= WHOLE and top + height <= WHOLE
    return fits and min(width, height) >= SMALLEST


def _picture_problems(draft: Draft) -> Iterator[Problem]:
    if not draft.picture:
        sentence = _l("This kind of question needs a picture: its regions lie on it.")
        yield Problem("image", "", sentence, gap=True)


def _region_problems(draft: Draft) -> Iterator[Problem]:
    regions = draft.key.get(REGIONS, ())
    if len(regions) != len(draft.choices):
        sentence = _l("Each choice needs its region on the picture: draw as many as there are.")
        yield Problem("tolerance", "", sentence, gap=True)
    for number, region in enumerate(regions, 1):
        if not _is_inside(region):
            sentence = _l(
                "Region %(number)s does not lie within the picture, or is too small to be touched.",
                number=number,
            )
            yield Problem("tolerance", "", sentence)
