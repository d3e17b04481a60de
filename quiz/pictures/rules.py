"""What a picture may be, which copies are made of it, and how it is framed. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from random import Random
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.errors import Invalid
from quiz.i18n.localized import Localized

MOST_BYTES = 25_000_000
# A file comes in parts of so many bytes, each a form of its own.
PART_BYTES = 400_000
MOST_PIXELS = 50_000_000
# A frame and a focus are told in thousandths of the whole picture.
WHOLE = 1_000
# A frame of fewer thousandths shows nothing that anybody could make out.
SMALLEST_FRAME = 50
KEY = re.compile(r"[0-9a-f]{32}")
NAME_LONGEST = 200


class Copy(StrEnum):
    """What a picture is kept as, besides the master that all are made of."""

    PHONE = "phone"
    STUDIO = "studio"
    THUMBNAIL = "thumbnail"


@dataclass(frozen=True, slots=True)
class Measure:
    """How large a copy may be: pixels of its longest side, bytes; whether it is a square."""

    side: int
    most_bytes: int
    is_square: bool = False


MASTER = Measure(4_096, 3_000_000)
COPIES = {
    Copy.PHONE: Measure(1_080, 80_000),
    Copy.STUDIO: Measure(1_920, 400_000),
    Copy.THUMBNAIL: Measure(320, 30_000, is_square=True),
}

# Pictures as choices are one strip of squares, in the order in which they are dealt.
STRIP_BYTES = 90_000

# Which copies a round shows, and where its frozen copy keeps them.
HUNG = (Copy.PHONE, Copy.STUDIO)
PICTURE = "picture"
# The same of the object, which is seen with the answer.
OBJECT_PICTURE = "object_picture"
HANGING = (PICTURE, OBJECT_PICTURE)


class Fault(StrEnum):
    """Why a file cannot be a picture of ours."""

    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    NO_PICTURE = "no_picture"
    DRAWING = "drawing"
    FOREIGN = "foreign"
    MOVING = "moving"
    BROKEN = "broken"
    TOO_HARD = "too_hard"


SENTENCES: dict[Fault, LazyString] = {
    Fault.TOO_LARGE: _l("This picture is too large: a file has at most 25 MB."),
    Fault.TOO_MANY_PIXELS: _l(
        "This picture has too many points: at most 50 megapixels. Save it smaller, then try again."
    ),
    Fault.NO_PICTURE: _l(
        "This file is no picture that we can read. Please choose a JPEG, PNG, WebP, AVIF or TIFF."
    ),
    Fault.DRAWING: _l(
        "A drawing in SVG is not taken, since it may carry a program. Please export it as PNG."
    ),
    Fault.FOREIGN: _l(
        "Pictures of this kind (GIF, HEIC, BMP) are not taken. Please save it as JPEG or PNG."
    ),
    Fault.MOVING: _l("This picture moves. Please save one image of it, as JPEG or PNG."),
    Fault.BROKEN: _l(
        "This picture is damaged or incomplete. Please save it again from its source."
    ),
    Fault.TOO_HARD: _l(
        "This picture could not be prepared within the time and memory that one may take. Please "
        "save it as JPEG, then try again."
    ),
}


class PictureRefused(Invalid):
    """A file that cannot be a picture of ours; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(SENTENCES[fault])
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a picture that is shown, in thousandths of its width and height."""

    left: int = 0
    top: int = 0
    width: int = WHOLE
    height: int = WHOLE


@dataclass(frozen=True, slots=True)
class Focus:
    """The point that stays in sight where a copy has another shape, in thousandths of the frame."""

    left: int = WHOLE // 2
    top: int = WHOLE // 2


@dataclass(frozen=True, slots=True)
class HungPicture:
    """A picture as a round shows it: its key, its size in pixels, when it may be known.

    `names` are those under which the public finds its copies: drawn for the round, so that a
    picture that is used again tells nothing. Ahead, it may be seen before its question. `parts` are
    the keys of the pictures of a strip, from left to right.
    """

    key: str
    width: int
    height: int
    alt: Localized
    is_ahead: bool
    names: Mapping[Copy, str]
    parts: tuple[str, ...] = ()


def hang_strip(parts: Sequence[str], rng: Random, *, is_ahead: bool) -> dict[str, Any]:
    """As `hang_picture`, for the squares of several pictures side by side."""
    side = COPIES[Copy.THUMBNAIL].side
    size = (side * len(parts), side)
    hung = hang_picture(strip_key(parts), size, Localized(), rng, is_ahead=is_ahead)
    return hung | {"parts": list(parts)}


def strip_key(parts: Sequence[str]) -> str:
    """32 hexadecimal digits that two strips share only if they are the same pictures in order."""
    return blake2b(",".join(parts).encode(), digest_size=16).hexdigest()


def hang_picture(
    key: str, size: tuple[int, int], alt: Localized, rng: Random, *, is_ahead: bool
) -> dict[str, Any]:
    """What a round's frozen copy keeps of a picture, with names drawn for it."""
    return {
        "key": key,
        "width": size[0],
        "height": size[1],
        "alt": alt.to_json(),
        "is_ahead": is_ahead,
        "names": {str(copy): f"{rng.getrandbits(128):032x}" for copy in HUNG},
    }


def hung_picture(content: Mapping[str, Any], part: str = PICTURE) -> HungPicture | None:
    """The picture of a frozen copy, if it has one: the question's, or the object's."""
    kept = content.get(part)
    if kept is None:
        return None
    names = {Copy(copy): name for copy, name in kept["names"].items()}
    alt, parts = Localized.from_json(kept["alt"]), tuple(kept.get("parts", ()))
    size = (kept["width"], kept["height"])
    return HungPicture(kept["key"], *size, alt, kept["is_ahead"], names, parts)


def format_of(data: bytes) -> str | Fault:
    """Which format the bytes are, by Pillow's name, whatever the file is called; or the fault.

    Its first bytes alone are looked at: whether the rest is sound, decoding says.
    """
    if len(data) > MOST_BYTES:
        return Fault.TOO_LARGE
    head = data[:512]
    for name, pattern in MAGIC.items():
        if pattern.match(head):
            return name
    if DRAWING.search(head):
        return Fault.DRAWING
    return Fault.FOREIGN if FOREIGN.match(head) else Fault.NO_PICTURE


# The first bytes of each format (RFC 2083; ITU T.81; RFC 9649; AVIF 1.1; TIFF 6.0).
MAGIC = {
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "WEBP": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    "AVIF": re.compile(rb".{4}ftyp(?:avif|avis|mif1.{4}(?:.{4})*?avif)", re.DOTALL),
    "TIFF": re.compile(rb"II\*\x00|MM\x00\*"),
}
DRAWING = re.compile(rb"<svg[\s>]|<!DOCTYPE\s+svg", re.IGNORECASE)
FOREIGN = re.compile(rb"GIF8|BM|.{4}ftyp(?:hei|hev|mif1)|\x00\x00\x01\x00", re.DOTALL)


def frame_from(text: str) -> Frame:
    """The frame that a form says as `left,top,width,height`; the whole picture if it says none."""
    parts = _numbers(text, 4)
    if parts is None:
        return Frame()
    left, top = (min(part, WHOLE - SMALLEST_FRAME) for part in parts[:2])
    width = min(max(parts[2], SMALLEST_FRAME), WHOLE - left)
    height = min(max(parts[3], SMALLEST_FRAME), WHOLE - top)
    return Frame(left, top, width, height)


def focus_from(text: str) -> Focus:
    """The focus that a form says as `left,top`; the middle if it says none."""
    parts = _numbers(text, 2)
    return Focus() if parts is None else Focus(*parts)


def _numbers(text: str, count: int) -> list[int] | None:
    """So many whole numbers from 0 to 1,000 with commas between, or None."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != count or not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts):
        return None
    return [min(int(part), WHOLE) for part in parts]


def file_name(text: str) -> str:
    """The last part of a path as a browser says it, short enough to be kept."""
    return re.split(r"[/\\]", text)[-1].strip()[-NAME_LONGEST:]
