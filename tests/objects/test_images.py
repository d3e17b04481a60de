"""Images are asked for in a size that their server offers, and never larger than they are."""

from typing import Any

import pytest

from quiz.objects.images import ImageService, OfferedImage, image_address, service_of

ID = "https://images.example/7"


def offered(service: ImageService, **values: Any) -> OfferedImage:
    return OfferedImage("", 4_000, 3_000, service=service, **values)


@pytest.mark.parametrize(
    ("document", "service"),
    [
        (
            {
                "@id": ID,
                "profile": "http://library.stanford.edu/iiif/image-api/1.1/compliance.html#level2",
            },
            ImageService(ID, 1, 2),
        ),
        (
            {
                "@context": "http://iiif.io/api/image/2/context.json",
                "@id": f"{ID}/",
                "profile": ["http://iiif.io/api/image/2/level1.json", {"formats": ["jpg"]}],
                "width": 40,
                "height": "30",
            },
            ImageService(ID, 2, 1, 40, 30),
        ),
        ({"id": ID, "type": "ImageService3", "profile": "level0"}, ImageService(ID, 3, 0)),
        (
            [
                {"@type": "SearchService1", "@id": "x"},
                {"id": ID, "type": "ImageService2", "profile": "level2"},
            ],
            ImageService(ID, 2, 2),
        ),
        ({"id": ID}, None),
        ({"profile": "level1"}, None),
        ("https://images.example", None),
        ([], None),
    ],
)
def test_a_service_says_what_it_offers(document: Any, service: ImageService | None) -> None:
    assert service_of(document) == service


@pytest.mark.parametrize(
    ("image", "address"),
    [
        (offered(ImageService(ID, 2, 2)), f"{ID}/full/1920,/0/default.jpg"),
        (offered(ImageService(ID, 1, 1)), f"{ID}/full/1920,/0/native.jpg"),
        (offered(ImageService(ID, 3, 1, 300, 200)), f"{ID}/full/max/0/default.jpg"),
        (offered(ImageService(ID, 3, 2, 3_000, 4_000)), f"{ID}/full/1440,/0/default.jpg"),
        (offered(ImageService(ID, 2, 1, most_width=800)), f"{ID}/full/800,/0/default.jpg"),
        (
            offered(ImageService(ID, 2, 1), region=(10, 20, 1_000, 500)),
            f"{ID}/10,20,1000,500/full/0/default.jpg",
        ),
        (
            offered(ImageService(ID, 2, 0, sizes=((100, 75), (2_000, 1_500), (4_000, 3_000)))),
            f"{ID}/full/2000,1500/0/default.jpg",
        ),
        (
            offered(ImageService(ID, 2, 0, sizes=((100, 75), (400, 300)))),
            f"{ID}/full/400,300/0/default.jpg",
        ),
        (
            offered(ImageService(ID, 3, 0), region=(1, 2, 3, 4)),
            f"{ID}/full/max/0/default.jpg",
        ),
        (OfferedImage("", 0, 0, service=ImageService(ID, 2, 1)), f"{ID}/full/1920,/0/default.jpg"),
        (OfferedImage("", 9, 9, url="https://a.example/a.jpg"), "https://a.example/a.jpg"),
    ],
)
def test_what_is_asked_for_is_offered(image: OfferedImage, address: str) -> None:
    assert image_address(image, 1_920) == address
