"""The descriptions of objects that are read: one more is a file and a line here. Pure."""

import json
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.objects.records import iiif, louvre, vam, wikidata
from quiz.objects.records.base import NO_RECORD, MuseumRecord, RecordFormat, RecordRefused

FORMATS: tuple[RecordFormat, ...] = (
    iiif.FORMAT,
    vam.FORMAT,
    louvre.RECORD,
    wikidata.FORMAT,
    louvre.SHEET,
)
MOST_BYTES = 20_000_000
# What is refused by its name: by what it says of itself.
LINKED_ART = "linked.art"


def read_records(data: bytes) -> tuple[MuseumRecord, ...]:
    """The objects that a file or an answer describes; RecordRefused says what it is instead."""
    if len(data) > MOST_BYTES:
        raise RecordRefused(_l("This description is too large: at most 20 MB."))
    document = _document(data)
    for known in FORMATS:
        if known.is_one(document):
            return _read(known, document)
    raise RecordRefused(_reason(document))


def _read(known: RecordFormat, document: Any) -> tuple[MuseumRecord, ...]:
    try:
        records = known.read(document)
    except (AttributeError, KeyError, TypeError, ValueError) as wrong:
        raise RecordRefused(
            _l("This is a %(kind)s, and it does not say what one says.", kind=known.label)
        ) from wrong
    if not records:
        raise RecordRefused(_l("This %(kind)s describes no object.", kind=known.label))
    return records


def _document(data: bytes) -> Any:
    """What JSON says; a text where it is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RecordRefused(NO_RECORD) from None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _reason(document: Any) -> Any:
    if isinstance(document, Mapping):
        context, kind = (
            str(document.get("@context", "")),
            str(document.get("type") or document.get("@type") or ""),
        )
        if LINKED_ART in context:
            return _l("This is Linked Art, which is not read yet. Please give the IIIF manifest.")
        if kind.endswith(("Collection", "CollectionPage")):
            return _l("This is a collection of manifests. Please give the manifest of one object.")
        if "iiif" in context and "image" in context:
            return _l("This is one image of a IIIF server. Please give the manifest of its object.")
        if "data" in document and "nodeQuery" in str(document)[:200]:
            return _l("This is an answer of Paris Musées, which is not read yet.")
    return NO_RECORD
