"""Whatever is sent becomes three plain JPEG copies within their bounds, or is refused by name."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from quiz.pictures.process import compose_strip, prepare_picture
from quiz.pictures.rules import (
    COPIES,
    MASTER,
    STRIP_BYTES,
    Copy,
    Fault,
    Focus,
    Frame,
    PictureRefused,
)
from tests.pictures.drawings import GREEN, RED, draw, encoded, noise, opened

TURNED = 6


def is_like(found: object, wanted: tuple[int, ...]) -> bool:
    """Whether a point has that colour, but for what JPEG does to it."""
    assert isinstance(found, tuple)
    return all(abs(one - other) < 12 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_every_format_becomes_the_same_copies(kind: str) -> None:
    made = prepare_picture(encoded(draw(2_400, 1_600), kind)).copies
    sizes = {copy: (one.width, one.height) for copy, one in made.items()}
    assert sizes == {
        Copy.PHONE: (1_080, 720),
        Copy.STUDIO: (1_920, 1_280),
        Copy.THUMBNAIL: (320, 320),
    }
    image = opened(made[Copy.PHONE].data)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1_080, 720))
    assert is_like(image.getpixel((100, 300)), RED)
    assert is_like(image.getpixel((1_000, 300)), GREEN)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_colour_is_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    image = (
        Image.new("I;16", (300, 200), 40_000) if mode == "I;16" else draw(300, 200).convert(mode)
    )
    made = prepare_picture(encoded(image, kind)).copies[Copy.STUDIO]
    assert (made.width, made.height) == (300, 200)
    assert opened(made.data).mode == "RGB"


def test_what_is_transparent_is_white() -> None:
    made = prepare_picture(encoded(Image.new("RGBA", (90, 60), (0, 0, 0, 0)), "PNG")).copies
    assert is_like(opened(made[Copy.PHONE].data).getpixel((40, 30)), (255, 255, 255))


def test_a_picture_is_turned_upright_and_says_nothing_of_its_camera() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = TURNED, "48.8606, 2.3376"
    sent = encoded(draw(), exif=exif, comment=b"secret", icc_profile=srgb())
    prepared = prepare_picture(sent)
    made = prepared.copies[Copy.STUDIO]
    assert (made.width, made.height) == (400, 600)
    assert is_like(opened(made.data).getpixel((200, 50)), RED)
    for data in (prepared.master, *(copy.data for copy in prepared.copies.values())):
        image = opened(data)
        assert dict(image.getexif()) == {}
        assert not {"exif", "icc_profile", "comment"} & set(image.info)


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_colours_of_another_profile_are_those_that_are_meant() -> None:
    lab = ImageCms.createProfile("LAB")
    to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), lab, "RGB", "LAB")
    image = ImageCms.applyTransform(draw(), to_lab)
    assert image is not None
    sent = encoded(image, "TIFF", icc_profile=ImageCms.ImageCmsProfile(lab).tobytes())
    made = prepare_picture(sent).copies[Copy.STUDIO]
    assert is_like(opened(made.data).getpixel((50, 50)), RED)


def test_a_profile_that_makes_no_sense_is_left_out() -> None:
    sent = encoded(draw(), "PNG", icc_profile=b"no profile at all")
    assert is_like(opened(prepare_picture(sent).copies[Copy.PHONE].data).getpixel((9, 9)), RED)


def test_copies_stay_within_their_bytes() -> None:
    prepared = prepare_picture(encoded(noise(2_000, 1_500), "PNG"))
    for copy, measure in COPIES.items():
        made = prepared.copies[copy]
        assert len(made.data) <= measure.most_bytes
        assert max(made.width, made.height) <= measure.side
    assert len(prepared.master) <= MASTER.most_bytes


def test_a_small_picture_is_not_made_larger() -> None:
    made = prepare_picture(encoded(draw(40, 30))).copies
    assert [(one.width, one.height) for one in made.values()] == [(40, 30), (40, 30), (30, 30)]


def test_a_frame_shows_its_part_and_a_square_keeps_the_focus() -> None:
    sent = encoded(draw(1_000, 500), "PNG")
    made = prepare_picture(sent, Frame(600, 0, 400, 1_000), Focus(0, 0)).copies
    studio = opened(made[Copy.STUDIO].data)
    assert studio.size == (400, 500)
    assert is_like(studio.getpixel((5, 250)), GREEN)
    wide = prepare_picture(sent, None, Focus(1_000, 500)).copies[Copy.THUMBNAIL]
    assert is_like(opened(wide.data).getpixel((5, 160)), GREEN)


def test_the_same_file_is_the_same_picture() -> None:
    sent = encoded(draw(), "PNG")
    assert prepare_picture(sent) == prepare_picture(sent)


def test_a_strip_has_its_squares_from_left_to_right() -> None:
    squares = [
        prepare_picture(encoded(Image.new("RGB", (400, 400), colour))).copies[Copy.THUMBNAIL].data
        for colour in (RED, GREEN, RED)
    ]
    strip = compose_strip(squares)
    image = opened(strip)
    assert (image.size, image.format) == ((960, 320), "JPEG")
    found = [image.getpixel((320 * place + 160, 160)) for place in range(3)]
    assert [is_like(one, wanted) for one, wanted in zip(found, (RED, GREEN, RED), strict=True)] == [
        True
    ] * 3
    hard = prepare_picture(encoded(noise(400, 400))).copies[Copy.THUMBNAIL].data
    assert len(compose_strip([hard] * 6)) <= STRIP_BYTES


def two_pages(kind: str) -> bytes:
    return encoded(draw(90, 60), kind, save_all=True, append_images=[noise(90, 60)])


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        (b"", Fault.NO_PICTURE),
        (b"<html><body>not found</body></html>", Fault.NO_PICTURE),
        (b"%PDF-1.7", Fault.NO_PICTURE),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', Fault.DRAWING),
        (encoded(draw(90, 60), "GIF"), Fault.FOREIGN),
        (encoded(draw(90, 60), "BMP"), Fault.FOREIGN),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Fault.FOREIGN),
        (two_pages("WEBP"), Fault.MOVING),
        (two_pages("PNG"), Fault.MOVING),
        (encoded(draw(), "JPEG")[:2_000], Fault.BROKEN),
        (encoded(draw(), "PNG")[:300], Fault.BROKEN),
        (b"\x89PNG\r\n\x1a\n" + b"?" * 400, Fault.BROKEN),
        (b"RIFF\0\0\0\0WEBP" + b"?" * 400, Fault.BROKEN),
        (encoded(Image.new("1", (9_000, 6_000)), "PNG"), Fault.TOO_MANY_PIXELS),
        (b"\xff\xd8\xff" + b"\0" * 25_000_000, Fault.TOO_LARGE),
    ],
)
def test_what_is_no_picture_is_refused_by_name(sent: bytes, fault: Fault) -> None:
    with pytest.raises(PictureRefused) as refused:
        prepare_picture(sent)
    assert refused.value.fault is fault


def test_the_first_page_of_a_scan_is_the_picture() -> None:
    made = prepare_picture(two_pages("TIFF")).copies[Copy.STUDIO]
    assert is_like(opened(made.data).getpixel((9, 9)), RED)


BEGINNINGS = [encoded(draw(60, 40), kind) for kind in ("JPEG", "PNG", "WEBP", "AVIF", "TIFF")]


@settings(max_examples=12)
@given(st.sampled_from(BEGINNINGS), st.data())
def test_no_bytes_end_it_in_another_way(begun: bytes, data: st.DataObject) -> None:
    spoilt = bytearray(begun)
    for place in data.draw(st.lists(st.integers(0, len(begun) - 1), min_size=1, max_size=20)):
        spoilt[place] = data.draw(st.integers(0, 255))
    made = b""
    with suppress(PictureRefused):
        made = prepare_picture(bytes(spoilt)).copies[Copy.PHONE].data
    assert made[:3] in (b"", b"\xff\xd8\xff")
