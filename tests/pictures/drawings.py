"""Pictures to send: drawn here, so that nobody has a right in them."""

import io
from random import Random
from typing import Any

from PIL import Image

RED, GREEN = (200, 30, 30), (30, 120, 90)


def draw(width: int = 600, height: int = 400) -> Image.Image:
    """A picture whose left half is red and whose right half is green."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height))
    return image


def noise(width: int, height: int) -> Image.Image:
    """A picture that is as hard to make small as any."""
    return Image.frombytes("RGB", (width, height), Random(7).randbytes(width * height * 3))


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The bytes of its file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture in a file, read whole."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
