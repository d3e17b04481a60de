"""Wikidata's entities (Special:EntityData): their labels, and what they claim. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from flask_babel import lazy_gettext as _l

from quiz.objects.images import OfferedImage
from quiz.objects.records.base import MuseumRecord, RecordFormat, first_text
from quiz.objects.texts import spoken_text

PAGE = "https://www.wikidata.org/wiki/{number}"
FILE = "https://commons.wikimedia.org/wiki/Special:FilePath/{name}?width=1920"
# Properties: image, inventory number, IIIF manifest, date of origin, described at.
IMAGE, INVENTORY, MANIFEST, INCEPTION = "P18", "P217", "P6108", "P571"
YEAR_DIGITS = 4


def is_entity(document: Any) -> bool:
    """Whether it holds entities."""
    return isinstance(document, Mapping) and isinstance(document.get("entities"), Mapping)


def read_entities(document: Any) -> tuple[MuseumRecord, ...]:
    """Each entity as an object: what it is called, its number, its image, its manifest."""
    entities = (one for one in document["entities"].values() if isinstance(one, Mapping))
    return tuple(_record(entity) for entity in entities if entity.get("labels"))


def _record(entity: Mapping[str, Any]) -> MuseumRecord:
    claims = entity.get("claims") or {}
    labels = entity.get("labels") or {}
    names = {
        code: label.get("value") for code, label in labels.items() if isinstance(label, Mapping)
    }
    year = first_text(_years(claims))
    return MuseumRecord(
        source="wikidata",
        title={
            code: name for code, name in spoken_text(names).items() if code in ("fr", "zh", "en")
        },
        date={"": year} if year else {},
        inventory_no=first_text(_values(claims, INVENTORY)),
        page=PAGE.format(number=entity.get("id", "")),
        manifest=first_text(_values(claims, MANIFEST)),
        images=tuple(
            OfferedImage(name, 0, 0, FILE.format(name=quote(name.replace(" ", "_"))))
            for name in map(str, _values(claims, IMAGE))
        ),
    )


def _values(claims: Mapping[str, Any], name: str) -> Iterator[Any]:
    """What is claimed, the preferred one first; values that are unknown or none are left out."""
    found = [claim for claim in claims.get(name) or () if isinstance(claim, Mapping)]
    for claim in sorted(found, key=lambda claim: claim.get("rank") != "preferred"):
        value = ((claim.get("mainsnak") or {}).get("datavalue") or {}).get("value")
        if value is not None and claim.get("rank") != "deprecated":
            yield value


def _years(claims: Mapping[str, Any]) -> Iterator[str]:
    """Years of origin, as they stand before anybody puts them into words."""
    for value in _values(claims, INCEPTION):
        time = str(value.get("time", "")) if isinstance(value, Mapping) else ""
        year = time[1 : 1 + YEAR_DIGITS].lstrip("0")
        if year:
            yield f"-{year}" if time.startswith("-") else year


FORMAT = RecordFormat("wikidata", _l("Wikidata entity"), is_entity, read_entities)
