"""IIIF manifests, Presentation 2 and 3: what they say of an object, and their images.

Pure. Sources: iiif.io/api/presentation/2.1 and 3.0. What a label means stands in `LABELS`, since
each museum names its metadata as it likes.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.i18n.folding import fold_search
from quiz.objects.images import OfferedImage, service_of, whole
from quiz.objects.records.base import NOTHING, MuseumRecord, RecordFormat, Spoken, first_text
from quiz.objects.rights import rights_uri
from quiz.objects.texts import spoken_text

LABELS = {
    "title": ("title", "titre", "titel", "名称", "题名", "標題", "書名", "作品名", "object name"),
    "maker": (
        *("creator", "artist", "maker", "author", "people", "painter", "photographer"),
        *(
            "auteur",
            "artiste",
            "créateur",
            "kunstenaar",
            "künstler",
            "vervaardiger",
            "作者",
            "作家",
        ),
        *(
            "creators",
            "artists",
            "makers",
            "authors",
            "contributor",
            "contributors",
            "artist/maker",
        ),
    ),
    "date": (
        *("date", "dates", "date created", "date of creation", "created", "period"),
        *("date de création", "datation", "époque", "年代", "日期", "datierung", "datum", "dated"),
        *("date statement", "date made", "publication date", "出版日期"),
    ),
    "place": (
        *("place", "place of origin", "origin", "place made", "place of production", "lieu"),
        *("lieu de création", "provenance géographique", "产地", "地点", "culture"),
    ),
    "material": (
        *("medium", "material", "materials", "technique", "materials and techniques"),
        *("materials & techniques", "matière", "matériau", "matériaux", "technique et matériau"),
        *("材质", "材料", "materiaal", "physical medium", "medium and support"),
    ),
    "inventory_no": (
        *("inventory number", "object number", "accession number", "accession no.", "identifier"),
        *("numéro d'inventaire", "n° d'inventaire", "cote", "shelfmark", "reference number"),
        *("museum number", "inventarisnummer", "inventarnummer", "馆藏号", "编号", "objectnummer"),
    ),
    "credit": ("credit", "credit line", "crédit", "mention obligatoire", "来源与致谢"),
    "institution": (
        *("repository", "institution", "held by", "holding institution", "owner"),
        *("détenu par", "conservé à", "lieu de conservation", "馆藏地", "收藏机构"),
    ),
}
MEANINGS = {fold_search(label): part for part, labels in LABELS.items() for label in labels}


def is_manifest(document: Any) -> bool:
    """Whether it is a manifest of either version."""
    return isinstance(document, Mapping) and _kind(document) == "manifest"


def read_manifest(document: Any) -> tuple[MuseumRecord, ...]:
    """The one object of a manifest, with the images of all its canvases."""
    known = dict(_metadata(document))
    statement = document.get("requiredStatement")
    words = (
        statement.get("value") if isinstance(statement, Mapping) else document.get("attribution")
    )
    providers = (_first(_label(one)) for one in _list(document.get("provider")))
    return (
        MuseumRecord(
            source="iiif",
            title=spoken_text(document.get("label")) or known.get("title", NOTHING),
            maker=known.get("maker", NOTHING),
            date=known.get("date", NOTHING),
            place=known.get("place", NOTHING),
            material=known.get("material", NOTHING),
            inventory_no=_any(known.get("inventory_no", NOTHING)),
            institution=first_text(providers) or _any(known.get("institution", NOTHING)),
            credit=_any(spoken_text(words)) or _any(known.get("credit", NOTHING)),
            rights=_rights(document),
            page=_page(document),
            manifest=_address(document),
            images=tuple(_images(document)),
        ),
    )


def _kind(document: Mapping[str, Any]) -> str:
    kind = str(document.get("type") or document.get("@type") or "")
    return kind.rpartition(":")[2].lower()


def _metadata(document: Mapping[str, Any]) -> Iterator[tuple[str, Spoken]]:
    """What the manifest's metadata means, the last first, so that the first one counts."""
    for entry in reversed(_list(document.get("metadata"))):
        if isinstance(entry, Mapping):
            labels = spoken_text(entry.get("label")).values()
            part = next((MEANINGS[f] for f in map(fold_search, labels) if f in MEANINGS), None)
            if part is not None and (text := spoken_text(entry.get("value"))):
                yield part, text


def _rights(document: Mapping[str, Any]) -> str:
    """The statement's address; nothing is unknown, and never free."""
    named = [*_list(document.get("rights")), *_list(document.get("license"))]
    return first_text(rights_uri(str(one)) for one in named)


def _page(document: Mapping[str, Any]) -> str:
    """A page for people, if the manifest names one."""
    for name in ("homepage", "related", "rendering"):
        for one in _list(document.get(name)):
            address = _address(one) if isinstance(one, Mapping) else str(one)
            kind = str(one.get("format", "text/html")) if isinstance(one, Mapping) else "text/html"
            if kind == "text/html" and address.startswith(("https://", "http://")):
                return address
    return ""


def _images(document: Mapping[str, Any]) -> Iterator[OfferedImage]:
    canvases = _list(document.get("items"))
    for sequence in _list(document.get("sequences"))[:1]:
        canvases += _list(sequence.get("canvases")) if isinstance(sequence, Mapping) else []
    for canvas in canvases:
        if isinstance(canvas, Mapping):
            label = _any(spoken_text(canvas.get("label")))
            for body in _bodies(canvas):
                if (image := _image(body, label)) is not None:
                    yield image


def _bodies(canvas: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What is painted on a canvas; of a choice each possibility, since somebody chooses."""
    painted = [_of(note, "resource") for note in _list(canvas.get("images"))]
    for page in _list(canvas.get("items")):
        painted += [_of(note, "body") for note in _list(_of(page, "items"))]
    for body in painted:
        for one in _list(body):
            yield from _choices(one)


def _choices(body: Any) -> Iterator[Mapping[str, Any]]:
    if not isinstance(body, Mapping):
        return
    if _kind(body) == "choice":
        # Version 2 has a default and its items, version 3 items alone.
        for one in (*_list(body.get("default")), *_list(body.get("item") or body.get("items"))):
            yield from _choices(one)
    elif _kind(body) != "specificresource" or isinstance(
        body.get("source") or body.get("full"), Mapping
    ):
        yield body


def _image(body: Mapping[str, Any], canvas: str) -> OfferedImage | None:
    """The image of a body; a part of it where a selector says which."""
    region = None
    source = body.get("source") or body.get("full")
    if isinstance(source, Mapping):
        region, body = _region(_of(body, "selector")), source
    if _kind(body) != "image":
        return None
    label = _any(spoken_text(body.get("label"))) or canvas
    service, address = service_of(body.get("service")), _address(body)
    if service is None and not address:
        return None
    return OfferedImage(
        label, whole(body.get("width")), whole(body.get("height")), address, service, region
    )


def _region(selector: Any) -> tuple[int, int, int, int] | None:
    text = str(_of(selector, "region") or "")
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != len("xywh") or not all(part.isdecimal() for part in parts):
        return None
    left, top, width, height = map(int, parts)
    return left, top, width, height


def _of(document: Any, name: str) -> Any:
    return document.get(name) if isinstance(document, Mapping) else None


def _label(document: Any) -> Any:
    return _of(document, "label")


def _address(document: Any) -> str:
    return str(_of(document, "id") or _of(document, "@id") or "")


def _first(label: Any) -> str:
    """The first line of a label, such as a name before an address."""
    if isinstance(label, Mapping):
        label = {language: _list(texts)[:1] for language, texts in label.items()}
    return _any(spoken_text(label))


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _any(spoken: Spoken) -> str:
    """The text in whichever language: English where there is a choice, since names are."""
    return first_text((spoken.get(""), spoken.get("en"), *spoken.values()))


FORMAT = RecordFormat("iiif", _l("IIIF manifest"), is_manifest, read_manifest)
