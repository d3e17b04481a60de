"""Regions of a picture as other programs draw them: circles, boxes, outlines; here boxes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.foreign import in_one
from quiz.bank.formats.moodle_keys import FoundKey
from quiz.bank.formats.texts import ForeignText
from quiz.bank.kinds.choices import LETTERS
from quiz.bank.kinds.hotspot import REGIONS, SMALLEST, WHOLE, Hotspot

Box = tuple[int, int, int, int]
CIRCLE, BOX, OUTLINE = "circle", "rect", "poly"


@dataclass(frozen=True, slots=True)
class DrawnRegion:
    """A box in thousandths of the picture: left, top, width, height; whether it is right."""

    box: Box
    is_right: bool
    name: str = ""


def box_of(shape: str, coords: Sequence[float], size: tuple[float, float]) -> Box | None:
    """The box around a shape in a picture of that size, in thousandths; None if it is none.

    Coordinates are those of HTML's image maps: a circle's middle and radius, a box's left, top,
    right and bottom, an outline's corners.
    """
    if shape == CIRCLE and len(coords) == 3:
        x, y, radius = coords
        edges = (x - radius, y - radius, x + radius, y + radius)
    elif shape == BOX and len(coords) == 4:
        edges = (coords[0], coords[1], coords[2], coords[3])
    elif shape == OUTLINE and len(coords) >= 6 and len(coords) % 2 == 0:
        edges = (min(coords[::2]), min(coords[1::2]), max(coords[::2]), max(coords[1::2]))
    else:
        return None
    if min(size) <= 0:
        return None
    left, right = (_within(edge * WHOLE / size[0]) for edge in (edges[0], edges[2]))
    top, bottom = (_within(edge * WHOLE / size[1]) for edge in (edges[1], edges[3]))
    (left, width), (top, height) = _at_least(left, right), _at_least(top, bottom)
    return left, top, width, height


def _within(edge: float) -> int:
    return min(max(round(edge), 0), WHOLE)


def _at_least(start: int, end: int) -> tuple[int, int]:
    """Where a side begins and how long it is, so that a finger finds it."""
    length = max(end - start, SMALLEST)
    return min(start, WHOLE - length), length


def regions_key(regions: Sequence[DrawnRegion]) -> tuple[FoundKey, tuple[ForeignText, ...]]:
    """The key of a question about regions, and their names: letters where they have none."""
    key: dict[str, Any] = {REGIONS: [list(region.box) for region in regions]}
    right = [number for number, region in enumerate(regions, 1) if region.is_right]
    notes = []
    if right and len(right) < len(regions):
        key["right"] = right
    else:
        notes.append(_l("Draw at least one region that is wrong, and say which one is right."))
    if not all(region.name for region in regions):
        notes.append(_l("The regions have no names in the file; they are called by letters now."))
    names = [
        region.name or (LETTERS[place] if place < len(LETTERS) else str(place + 1))
        for place, region in enumerate(regions)
    ]
    texts = tuple(ForeignText(in_one(name)) for name in names)
    return FoundKey(Hotspot.name, key, tuple(notes)), texts
