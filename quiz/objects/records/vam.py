"""The V&A's records, API version 2, as developers.vam.ac.uk describes them. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.objects.images import ImageService, OfferedImage
from quiz.objects.records.base import MuseumRecord, RecordFormat, first_text, in_any_language

PAGE = "https://collections.vam.ac.uk/item/{number}/"
MANIFEST = "https://iiif.vam.ac.uk/collections/{number}/manifest.json"
SERVICE = "https://framemark.vam.ac.uk/collections/{asset}"
MUSEUM = "Victoria and Albert Museum, London"
MAKERS = ("artistMakerPerson", "artistMakerPeople", "artistMakerOrganisations")


def is_vam_record(document: Any) -> bool:
    """Whether it is one object's record."""
    record = document.get("record") if isinstance(document, Mapping) else None
    return isinstance(record, Mapping) and "systemNumber" in record


def read_vam_record(document: Any) -> tuple[MuseumRecord, ...]:
    """The object of a record; what is "" or missing is nothing."""
    record, meta = document["record"], document.get("meta") or {}
    number = str(record["systemNumber"])
    assets = {str(one.get("assetRef", "")): one for one in _of(meta, "images", "_images_meta")}
    names = [str(asset) for asset in record.get("images") or assets if asset]
    rights = first_text(one.get("copyright") for one in assets.values())
    titles = (_text(one, "title") for one in record.get("titles") or ())
    return (
        MuseumRecord(
            source="vam",
            title=in_any_language(first_text((*titles, record.get("objectType")))),
            maker=in_any_language(" ; ".join(_makers(record))),
            date=in_any_language(
                first_text(_text(one, "date") for one in record.get("productionDates") or ())
            ),
            place=in_any_language(
                first_text(_text(one, "place") for one in record.get("placesOfOrigin") or ())
            ),
            material=in_any_language(record.get("materialsAndTechniques")),
            inventory_no=first_text([record.get("accessionNumber")]),
            institution=MUSEUM,
            credit=" · ".join(
                part for part in (first_text([record.get("creditLine")]), rights) if part
            ),
            page=PAGE.format(number=number),
            manifest=MANIFEST.format(number=number),
            images=tuple(_image(name) for name in names),
            is_sensitive=any(bool(one.get("sensitiveImage")) for one in assets.values()),
        ),
    )


def _makers(record: Mapping[str, Any]) -> Iterator[str]:
    for kind in MAKERS:
        for maker in record.get(kind) or ():
            if (name := _text(maker, "name")) and name.lower() != "unknown":
                yield name


def _image(asset: str) -> OfferedImage:
    service = ImageService(SERVICE.format(asset=asset), version=2, level=1)
    return OfferedImage(asset, 0, 0, service=service)


def _text(document: Any, name: str) -> str:
    """A value that is a text, or has one."""
    value = document.get(name) if isinstance(document, Mapping) else None
    return first_text([value.get("text") if isinstance(value, Mapping) else value])


def _of(document: Any, *names: str) -> list[Mapping[str, Any]]:
    for name in names:
        document = document.get(name) if isinstance(document, Mapping) else None
    return [one for one in document or () if isinstance(one, Mapping)]


FORMAT = RecordFormat("vam", _l("V&A record"), is_vam_record, read_vam_record)
