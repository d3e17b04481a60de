"""Turns the bytes of a picture into our copies of it: a program of its own, with limits of its own.

It reads one line of JSON and then the file, and writes one line of JSON and then the copies, one
after the other. Whatever the file is, the worst that can happen is that this process ends.
"""

import io
import json
import resource
import sys
import warnings
from collections.abc import Iterator
from typing import Any, BinaryIO

from PIL import Image, ImageCms, ImageOps

MEMORY_BYTES = 1_800_000_000
CPU_S = 25
QUALITIES = (86, 80, 74, 68, 60, 52, 44)
SHRINK = 0.85
BYTE = 255.0
WHITE = (255, 255, 255)
# TIFF files of scans carry a second, small picture; the first one is the picture.
PAGES = ("TIFF", "MPO")


class RefusedError(Exception):
    """The file is no picture of ours; the text is the name of the fault."""


def decode() -> int:
    """Read from standard input, write to standard output; the status is 0 whatever was found."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    warnings.simplefilter("ignore")
    asked = json.loads(sys.stdin.buffer.readline())
    return write_copies(asked, sys.stdin.buffer.read(), sys.stdout.buffer)


def write_copies(asked: dict[str, Any], data: bytes, out: BinaryIO) -> int:
    """Write what became of the file."""
    try:
        made = list(copies_of(data, asked))
        head: dict[str, Any] = {
            "parts": [
                {"name": name, "bytes": len(part), "width": width, "height": height}
                for name, part, width, height in made
            ]
        }
    except RefusedError as refusal:
        made, head = [], {"fault": str(refusal)}
    except MemoryError:
        made, head = [], {"fault": "too_hard"}
    except Exception:  # noqa: BLE001 (a damaged file may break a decoder in any way)
        made, head = [], {"fault": "broken"}
    out.write(json.dumps(head).encode() + b"\n")
    for _name, part, _width, _height in made:
        out.write(part)
    return 0


def copies_of(data: bytes, asked: dict[str, Any]) -> Iterator[tuple[str, bytes, int, int]]:
    """Each copy that is asked for: its name, its bytes in JPEG, its width and its height."""
    if "strip" in asked:
        yield "strip", *strip(data, asked["strip"])
        return
    whole = upright(data, asked)
    framed = cut(whole, asked["frame"])
    for name, measure in asked["copies"].items():
        source = whole if name == "master" else framed
        copy = cut_square(source, asked["focus"]) if measure["is_square"] else source.copy()
        yield name, *encode(copy, measure["side"], measure["most_bytes"])


def strip(data: bytes, asked: dict[str, Any]) -> tuple[bytes, int, int]:
    """The squares of several pictures side by side; `data` has one file after the other."""
    side, sizes = asked["side"], asked["sizes"]
    whole = Image.new("RGB", (side * len(sizes), side), WHITE)
    for place, size in enumerate(sizes):
        square = Image.open(io.BytesIO(data[:size]), formats=["JPEG"]).convert("RGB")
        whole.paste(square.resize((side, side), Image.Resampling.LANCZOS), (side * place, 0))
        data = data[size:]
    return encode(whole, whole.width, asked["most_bytes"])


def upright(data: bytes, asked: dict[str, Any]) -> Image.Image:
    """The picture in the colours of sRGB on white, upright, no larger than a master."""
    formats = [asked["format"], "MPO"] if asked["format"] == "JPEG" else [asked["format"]]
    Image.MAX_IMAGE_PIXELS = None
    image: Image.Image = Image.open(io.BytesIO(data), formats=formats)
    if image.width * image.height > asked["most_pixels"]:
        raise RefusedError("too_many_pixels")
    if image.format not in PAGES and getattr(image, "n_frames", 1) > 1:
        raise RefusedError("moving")
    side = asked["copies"].get("master", {}).get("side", max(image.size))
    image.draft("RGB", (side, side))
    image.load()
    profile = image.info.get("icc_profile")
    turned = image.getexif()
    if image.mode.startswith(("I", "F")):
        image = eight_bits(image)
    if image.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
    if max(image.size) > side:
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
    image.info["exif"] = turned.tobytes() if turned else b""
    return plain_colours(ImageOps.exif_transpose(image), profile)


def eight_bits(image: Image.Image) -> Image.Image:
    """A picture of 16 or 32 bits a point, as one of eight."""
    plain = image.convert("F")
    least, most = (float(str(value)) for value in plain.getextrema())
    low = min(least, 0.0)
    top = 65_535.0 if image.mode.startswith("I") and most > BYTE else max(most, 1.0)
    return plain.point(lambda value: (value - low) * (BYTE / (top - low))).convert("L")


def plain_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB, transparent parts white; a profile that makes no sense is left out."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    if image.mode == "RGBA":
        image = image.convert("RGB")
    if profile:
        image = converted(image, profile)
    image = image.convert("RGB")
    if alpha is not None:
        ground = Image.new("RGB", image.size, WHITE)
        ground.paste(image, mask=alpha)
        image = ground
    return image


def converted(image: Image.Image, profile: bytes) -> Image.Image:
    """The colours as sRGB has them."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        found = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    return image if found is None else found


def cut(image: Image.Image, frame: list[int]) -> Image.Image:
    """The part of the picture within the frame, which is in thousandths."""
    left, top, width, height = frame
    across, down = image.width / 1_000, image.height / 1_000
    box = (
        round(left * across),
        round(top * down),
        max(round((left + width) * across), round(left * across) + 1),
        max(round((top + height) * down), round(top * down) + 1),
    )
    return image if box == (0, 0, *image.size) else image.crop(box)


def cut_square(image: Image.Image, focus: list[int]) -> Image.Image:
    """The largest square around the focus."""
    side = min(image.size)
    left = min(max(round(image.width * focus[0] / 1_000 - side / 2), 0), image.width - side)
    top = min(max(round(image.height * focus[1] / 1_000 - side / 2), 0), image.height - side)
    return image.crop((left, top, left + side, top + side))


def encode(image: Image.Image, side: int, most: int) -> tuple[bytes, int, int]:
    """The picture as JPEG of at most so many bytes, first at less quality, then smaller."""
    while True:
        if max(image.size) > side:
            image.thumbnail((side, side), Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            out = io.BytesIO()
            image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
            if out.tell() <= most:
                return out.getvalue(), image.width, image.height
        side = int(max(image.size) * SHRINK)


if __name__ == "__main__":
    sys.exit(decode())
