"""Images that others offer by the IIIF Image API, 1 to 3, and how one of ours is asked for.

Pure. Sources: iiif.io/api/image/{1.1,2.1,3.0}; what level 0 offers are its listed sizes alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FULL = "full"
LEVEL = re.compile(r"level\s*([012])", re.IGNORECASE)
VERSION = re.compile(r"(?:image(?:-api)?/|ImageService)([123])(?:\.[0-9])?", re.IGNORECASE)
# What an image is called that is neither grey nor turned to black and white.
QUALITY = {1: "native", 2: "default", 3: "default"}
LARGEST = {1: "full", 2: "full", 3: "max"}


@dataclass(frozen=True, slots=True)
class ImageService:
    """Where an image is offered in any size, or in those listed; pixels, 0 where nothing says."""

    id: str
    version: int
    level: int
    width: int = 0
    height: int = 0
    sizes: tuple[tuple[int, int], ...] = ()
    most_width: int = 0


@dataclass(frozen=True, slots=True)
class OfferedImage:
    """An image of a record: what it is called, its pixels, where it is.

    `region` is the part of the service's image that is meant: left, top, width, height in pixels.
    """

    label: str
    width: int
    height: int
    url: str = ""
    service: ImageService | None = None
    region: tuple[int, int, int, int] | None = None


def service_of(document: Any) -> ImageService | None:
    """The service that a manifest or an info.json tells of; None for what is none."""
    if isinstance(document, list):
        return next((found for found in map(service_of, document) if found is not None), None)
    if not isinstance(document, Mapping):
        return None
    address = document.get("id") or document.get("@id")
    spoken = " ".join(
        str(document.get(name, "")) for name in ("type", "@type", "@context", "profile")
    )
    version, level = VERSION.search(spoken), LEVEL.search(spoken)
    if not isinstance(address, str) or (version is None and level is None):
        return None
    sizes = tuple(
        (whole(size.get("width")), whole(size.get("height")))
        for size in document.get("sizes") or ()
        if isinstance(size, Mapping)
    )
    return ImageService(
        id=address.removesuffix("/info.json").rstrip("/"),
        version=2 if version is None else int(version[1]),
        level=0 if level is None else int(level[1]),
        width=whole(document.get("width")),
        height=whole(document.get("height")),
        sizes=tuple(sorted(size for size in sizes if all(size))),
        most_width=whole(document.get("maxWidth")),
    )


def image_address(image: OfferedImage, side: int) -> str:
    """Where to ask for the image with its longer side about so many pixels long, never enlarged.

    Of a service of level 0 the smallest listed size that is large enough, else the largest one; a
    part of an image only where the service cuts.
    """
    service = image.service
    if service is None:
        return image.url
    region = FULL
    width, height = service.width or image.width, service.height or image.height
    if image.region is not None and service.level > 0:
        region, width, height = ",".join(map(str, image.region)), *image.region[2:]
    size = _listed(service, side) if service.level == 0 else _scaled(service, width, height, side)
    return f"{service.id}/{region}/{size}/0/{QUALITY[service.version]}.jpg"


def _listed(service: ImageService, side: int) -> str:
    if not service.sizes:
        return LARGEST[service.version]
    enough = [size for size in service.sizes if max(size) >= side]
    width, height = enough[0] if enough else service.sizes[-1]
    return f"{width},{height}"


def _scaled(service: ImageService, width: int, height: int, side: int) -> str:
    if not width or not height:
        return f"{side},"
    longer = max(width, height)
    wanted = width if longer <= side else max(round(width * side / longer), 1)
    if service.most_width:
        wanted = min(wanted, service.most_width)
    return LARGEST[service.version] if wanted == width else f"{wanted},"


def whole(value: Any) -> int:
    """A number of pixels as somebody wrote it; 0 for what is none."""
    try:
        number = int(float(value))
    except (TypeError, ValueError, OverflowError):
        return 0
    return number if 0 < number < 1_000_000 else 0
