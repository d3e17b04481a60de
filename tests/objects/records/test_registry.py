"""Manifests and records of museums are read, whatever they leave out; anything else is named."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.config import ROOT
from quiz.i18n.localized import Localized
from quiz.objects.images import ImageService, OfferedImage
from quiz.objects.records.base import MuseumRecord, RecordRefused, localized
from quiz.objects.records.registry import read_records

SAMPLES = ROOT.parent / "shared" / "data" / "samples"
SERVICE = {"id": "https://i.example/1", "type": "ImageService3", "profile": "level1"}


def told(document: Any) -> MuseumRecord:
    (record,) = read_records(json.dumps(document).encode())
    return record


def manifest(**values: Any) -> dict[str, Any]:
    """A manifest of version 3."""
    context = "http://iiif.io/api/presentation/3/context.json"
    return {"@context": context, "id": "https://m.example/1", "type": "Manifest"} | values


def canvas(*bodies: Any) -> dict[str, Any]:
    """A canvas on which these are painted."""
    notes = [{"type": "Annotation", "motivation": "painting", "body": body} for body in bodies]
    page = {"type": "AnnotationPage", "items": notes}
    return {"type": "Canvas", "label": {"none": ["f. 1"]}, "items": [page]}


def image(**values: Any) -> dict[str, Any]:
    """The body of an image."""
    return {"type": "Image", "id": "https://i.example/1/a.jpg", "width": 9, "height": 6} | values


def test_a_manifest_of_version_3() -> None:
    record = told(
        manifest(
            label={"fr": ["Vase"], "zh-Hans": ["花瓶"]},
            metadata=[
                {"label": {"en": ["Creator"]}, "value": {"none": ["Longquan"]}},
                {"label": {"fr": ["Date de création"]}, "value": {"fr": ["vers 1200"]}},
                {"label": {"en": ["Object Number"]}, "value": {"en": ["C.1-1900"]}},
                {"label": {"en": ["Colour"]}, "value": {"en": ["green"]}},
            ],
            rights="https://creativecommons.org/publicdomain/zero/1.0/",
            requiredStatement={
                "label": {"en": ["Credit"]},
                "value": {"en": ["<b>Legs</b> Calmann"]},
            },
            provider=[{"type": "Agent", "label": {"fr": ["Musée Guimet", "6, place d’Iéna"]}}],
            homepage=[{"id": "https://guimet.example/1", "type": "Text", "format": "text/html"}],
            items=[canvas(image(service=[SERVICE]))],
        )
    )
    assert record == MuseumRecord(
        source="iiif",
        title={"fr": "Vase", "zh": "花瓶"},
        maker={"": "Longquan"},
        date={"fr": "vers 1200"},
        inventory_no="C.1-1900",
        institution="Musée Guimet",
        credit="Legs Calmann",
        rights="http://creativecommons.org/publicdomain/zero/1.0/",
        page="https://guimet.example/1",
        manifest="https://m.example/1",
        images=(
            OfferedImage(
                "f. 1",
                9,
                6,
                "https://i.example/1/a.jpg",
                ImageService("https://i.example/1", 3, 1),
            ),
        ),
    )
    assert localized(record.maker) == Localized("Longquan", "Longquan")
    assert localized(record.date) == Localized("vers 1200", "")


def test_a_manifest_of_version_2() -> None:
    resource = {
        "@type": "dctypes:Image",
        "@id": "https://i.example/2/full/full/0/default.jpg",
        "service": {
            "@context": "http://iiif.io/api/image/2/context.json",
            "@id": "https://i.example/2",
            "profile": "http://iiif.io/api/image/2/level2.json",
        },
    }
    record = told(
        {
            "@context": "http://iiif.io/api/presentation/2/context.json",
            "@id": "https://m.example/2",
            "@type": "sc:Manifest",
            "label": [{"@value": "Bol", "@language": "fr"}, "Bowl"],
            "description": "",
            "attribution": "Musée",
            "license": ["https://rightsstatements.org/vocab/NoC-NC/1.0/"],
            "related": {"@id": "https://musee.example/2", "format": "text/html"},
            "sequences": [{"canvases": [{"label": "1", "images": [{"resource": resource}]}]}],
        }
    )
    assert (record.title, record.credit, record.rights, record.page) == (
        {"fr": "Bol", "": "Bowl"},
        "Musée",
        "http://rightsstatements.org/vocab/NoC-NC/1.0/",
        "https://musee.example/2",
    )
    assert record.images[0].service == ImageService("https://i.example/2", 2, 2)


def test_rights_that_are_not_told_are_unknown_and_never_free() -> None:
    assert told(manifest(label={"none": ["Vase"]})).rights == ""
    assert told(manifest(rights="https://museum.example/terms")).rights == ""


def test_of_a_choice_each_possibility_is_offered_and_of_a_part_that_part() -> None:
    choice = {
        "type": "Choice",
        "items": [image(label={"fr": ["Jour"]}), image(label={"fr": ["X"]})],
    }
    part = {
        "type": "SpecificResource",
        "source": image(service=[SERVICE]),
        "selector": {"type": "ImageApiSelector", "region": "1,2,30,40"},
    }
    found = told(manifest(items=[canvas(choice), canvas(part), {"type": "Canvas"}])).images
    assert [one.label for one in found] == ["Jour", "X", "f. 1"]
    assert found[2].region == (1, 2, 30, 40)


def test_a_record_of_the_v_and_a() -> None:
    record = told(
        {
            "meta": {"images": {"_images_meta": [{"assetRef": "A1", "copyright": "© V&A"}]}},
            "record": {
                "systemNumber": "O1",
                "accessionNumber": "C.1-1900",
                "objectType": "Vase",
                "titles": [],
                "artistMakerPerson": [{"name": {"text": "Unknown"}}, {"name": {"text": "Leach"}}],
                "materialsAndTechniques": "",
                "placesOfOrigin": [{"place": {"text": "Longquan"}}],
                "productionDates": [{"date": {"text": "ca. 1200"}}],
                "creditLine": "Given by X",
                "images": ["A1"],
            },
        }
    )
    assert (record.title, record.maker, record.place) == (
        {"": "Vase"},
        {"": "Leach"},
        {"": "Longquan"},
    )
    assert (record.material, record.date, record.credit) == (
        {},
        {"": "ca. 1200"},
        "Given by X · © V&A",
    )
    assert record.images == (
        OfferedImage(
            "A1", 0, 0, service=ImageService("https://framemark.vam.ac.uk/collections/A1", 2, 1)
        ),
    )


def test_records_of_the_louvre() -> None:
    record = told(
        {
            "arkId": "cl0101",
            "title": "Coupe",
            "creator": [{"label": "Anonyme"}],
            "objectNumber": [{"value": "OA 1", "type": "inv"}],
            "image": [{"urlImage": "https://l.example/a.jpg", "copyright": "© GrandPalaisRmn"}],
        }
    )
    assert (record.title, record.inventory_no, record.credit) == (
        {"fr": "Coupe"},
        "OA 1",
        "© GrandPalaisRmn",
    )
    assert record.page == "https://collections.louvre.fr/ark:/53355/cl0101"
    head = 'ARK;"Dénomination / Titre";Auteur;"Date de création";"Numéro d’inventaire";'
    row = 'cl1;Bol;;;"E 1";"Lieu de création : Jingdezhen"'
    sheet = f'\ufeff{head}"Références géographiques / Lieux"\n{row}\n'
    (found,) = read_records(sheet.encode())
    assert (found.title, found.place, found.date) == ({"fr": "Bol"}, {"fr": "Jingdezhen"}, {})


def test_an_entity_of_wikidata() -> None:
    claim = {"mainsnak": {"datavalue": {"value": "Vase (1).jpg"}}, "rank": "normal"}
    entity = {
        "id": "Q1",
        "labels": {"fr": {"value": "Vase"}, "zh-hans": {"value": "花瓶"}, "de": {"value": "Krug"}},
        "claims": {"P18": [claim], "P571": [{"mainsnak": {"snaktype": "somevalue"}}]},
    }
    record = told({"entities": {"Q1": entity}})
    assert (record.title, record.date, record.page) == (
        {"fr": "Vase", "zh": "花瓶"},
        {},
        "https://www.wikidata.org/wiki/Q1",
    )
    assert record.images[0].url.endswith("/Vase_%281%29.jpg?width=1920")


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"@context": "https://linked.art/ns/v1/linked-art.json", "type": "X"}, "Linked Art"),
        (manifest() | {"type": "Collection"}, "collection"),
        ({"@context": "http://iiif.io/api/image/2/context.json", "@id": "x"}, "one image"),
        ({"record": {"systemNumber": "O1", "titles": 7}}, "does not say"),
        ({"entities": {}}, "no object"),
        ({"a": 1}, "no IIIF manifest"),
        ([], "no IIIF manifest"),
        ("text", "no IIIF manifest"),
    ],
)
def test_what_is_not_read_is_refused_by_its_name(document: Any, words: str) -> None:
    with pytest.raises(RecordRefused) as refused:
        read_records(json.dumps(document).encode())
    assert words in str(refused.value)


@given(st.binary(max_size=60) | st.sampled_from([b"[" * 9_999, b'{"entities": {"a": 1}}', b"\xff"]))
def test_no_bytes_end_it_in_another_way(data: bytes) -> None:
    try:
        assert read_records(data)
    except RecordRefused as refusal:
        assert str(refusal)  # noqa: PT017 (either is right; another error is not)


SEEN = {
    "cookbook-0006-text-language.json": (
        {"en": "Whistler's Mother", "fr": "La Mère de Whistler"},
        1,
    ),
    "harvard-299843-p2.json": ({"": "Self-Portrait Dedicated to Paul Gauguin"}, 6),
    "vam-O1023003-p3.json": ({"en": "Cunard Line - to all parts of the world"}, 1),
    "cookbook-0033-choice.json": (
        {"en": "John Dee performing an experiment before Queen Elizabeth I."},
        2,
    ),
    "nga-highlights-p2.json": ({"": "National Gallery of Art Collection Highlights"}, 26),
}


@pytest.mark.skipif(not SAMPLES.exists(), reason="The museums' own manifests are not here.")
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("iiif/*.json")), ids=lambda path: path.name)
def test_the_museums_own_manifests(path: Path) -> None:
    if path.name.startswith("info-"):
        with pytest.raises(RecordRefused):
            read_records(path.read_bytes())
        return
    (record,) = read_records(path.read_bytes())
    assert record.title
    assert record.images
    if path.name in SEEN:
        assert (record.title, len(record.images)) == SEEN[path.name]


@pytest.mark.skipif(not SAMPLES.exists(), reason="The museums' own records are not here.")
def test_the_museums_own_records() -> None:
    folder = SAMPLES / "museum-records"
    assert len(read_records((folder / "louvre-china-search.csv").read_bytes())) == 667
    (record,) = read_records((folder / "vam-O84909.json").read_bytes())
    assert (record.inventory_no, len(record.images)) == ("E.886-2003", 2)
    (entity,) = read_records((folder / "wikidata-Q42-excerpt.json").read_bytes())
    assert entity.title["zh"] == "道格拉斯·亚当斯"
