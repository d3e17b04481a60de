"""The Louvre's records: JSON (collections.louvre.fr, an ARK with .json) and its own CSV. Pure.

Their texts are in French alone. Source: collections.louvre.fr/en/page/documentationJSON.
"""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.objects.images import OfferedImage, whole
from quiz.objects.records.base import MuseumRecord, RecordFormat, Spoken, first_text

PAGE = "https://collections.louvre.fr/ark:/53355/{ark}"
MUSEUM = "Musée du Louvre, Paris"
COLUMNS = {"ARK", "Dénomination / Titre", "Numéro d’inventaire"}
MADE_AT = "Lieu de création :"


def is_louvre_record(document: Any) -> bool:
    """Whether it is one object's record."""
    return isinstance(document, Mapping) and "arkId" in document and "title" in document


def read_louvre_record(document: Any) -> tuple[MuseumRecord, ...]:
    """The object of a record."""
    numbers = [one for one in document.get("objectNumber") or () if isinstance(one, Mapping)]
    makers = [one for one in document.get("creator") or () if isinstance(one, Mapping)]
    images = [one for one in document.get("image") or () if isinstance(one, Mapping)]
    page = first_text([document.get("url")]) or PAGE.format(ark=document["arkId"])
    return (
        MuseumRecord(
            source="louvre",
            title=_french(document.get("title")),
            maker=_french(" ; ".join(filter(None, (first_text([m.get("label")]) for m in makers)))),
            date=_french(document.get("displayDateCreated")),
            place=_french(document.get("placeOfCreation")),
            material=_french(document.get("materialsAndTechniques")),
            inventory_no=first_text(one.get("value") for one in numbers),
            institution=first_text([document.get("heldBy"), MUSEUM]),
            credit=first_text(one.get("copyright") for one in images),
            page=page,
            images=tuple(_images(images)),
        ),
    )


def is_louvre_sheet(document: Any) -> bool:
    """Whether it is the site's own export of a search."""
    return isinstance(document, str) and set(_heads(document)) >= COLUMNS


def read_louvre_sheet(document: Any) -> tuple[MuseumRecord, ...]:
    """The objects of an export, a row each."""
    return tuple(
        _row(row) for row in csv.DictReader(StringIO(document), delimiter=";") if row["ARK"]
    )


def _row(row: Mapping[str, str]) -> MuseumRecord:
    places = row.get("Références géographiques / Lieux") or ""
    made_at = (part.strip() for part in places.split(" / "))
    place = next((p.removeprefix(MADE_AT).strip() for p in made_at if p.startswith(MADE_AT)), "")
    return MuseumRecord(
        source="louvre",
        title=_french(row["Dénomination / Titre"]),
        maker=_french(row.get("Auteur")),
        date=_french(row.get("Date de création")),
        place=_french(place),
        inventory_no=first_text([row["Numéro d’inventaire"]]),
        institution=MUSEUM,
        page=PAGE.format(ark=row["ARK"].strip()),
    )


def _images(images: list[Mapping[str, Any]]) -> Iterator[OfferedImage]:
    for one in images:
        if address := first_text([one.get("urlImage")]):
            label = first_text([one.get("type")])
            yield OfferedImage(label, whole(one.get("width")), whole(one.get("height")), address)


def _french(value: Any) -> Spoken:
    text = " ".join(first_text([value]).split())
    return {"fr": text} if text else {}


def _heads(text: str) -> list[str]:
    return next(csv.reader(StringIO(text[:2_000]), delimiter=";"), [])


RECORD = RecordFormat("louvre", _l("Louvre record"), is_louvre_record, read_louvre_record)
SHEET = RecordFormat("louvre-csv", _l("Louvre search as CSV"), is_louvre_sheet, read_louvre_sheet)
