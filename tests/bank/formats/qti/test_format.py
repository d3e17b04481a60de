"""QTI 2.1: items and packages; other versions and other ways to answer by their names."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.formats.base import FilePicture, FileReading
from quiz.bank.formats.qti.format import read_qti
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.registry import read_questions
from quiz.bank.rules import Draft
from quiz.i18n.localized import Localized
from tests.bank.formats.archives import make_zip

SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CHOICES = "".join(f'<simpleChoice identifier="{n}">le {n}</simpleChoice>' for n in ("A", "B", "C"))
RULES = "<responseProcessing/>"


def declared(
    *right: str,
    cardinality: str = "single",
    kind: str = "identifier",
    mapped: Mapping[str, str] = {},
) -> str:
    values = "".join(f"<value>{value}</value>" for value in right)
    entries = "".join(f'<mapEntry mapKey="{k}" mappedValue="{v}"/>' for k, v in mapped.items())
    return (
        f'<responseDeclaration identifier="R" cardinality="{cardinality}" baseType="{kind}">'
        f"<correctResponse>{values}</correctResponse><mapping>{entries}</mapping></responseDeclaration>"
    )


def item(body: str, declaration: str = "", more: str = RULES, space: str = SPACE) -> bytes:
    return (
        f'<?xml version="1.0"?><!-- a comment --><assessmentItem xmlns="{space}" title="Titre">'
        f"{declaration}<itemBody>{body}</itemBody>{more}</assessmentItem>"
    ).encode()


def interaction(name: str, inside: str = "", **attributes: str) -> str:
    written = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    return f'<{name} responseIdentifier="R" {written}><prompt>Lequel ?</prompt>{inside}</{name}>'


def only(data: bytes) -> Draft:
    reading = read_questions(data)
    assert (reading.format, reading.left_out) == ("qti", ())
    return reading.drafts[0]


CHOOSE = interaction("choiceInteraction", CHOICES, maxChoices="1")


def test_an_item_is_a_question() -> None:
    body = f"<p>Regardez\n bien.</p><rubricBlock view='scorer'>non</rubricBlock>{CHOOSE}"
    draft = only(item(body, declared("B")))
    assert (draft.kind, draft.key) == ("single", {"right": [2]})
    assert draft.prompt.fr == "Regardez bien.\nLequel ?"
    assert [choice.fr for choice in draft.choices] == ["le A", "le B", "le C"]


MANY = interaction("choiceInteraction", CHOICES, maxChoices="0")
TRUE = "".join(f'<simpleChoice identifier="{n[0]}">{n}</simpleChoice>' for n in ("Faux", "Vrai"))
WORD = '<p>Le <textEntryInteraction responseIdentifier="R"/> est vert.</p>'


@pytest.mark.parametrize(
    ("body", "declaration", "kind", "key"),
    [
        (MANY, declared("A", "C", cardinality="multiple"), "multiple", {"right": [1, 3]}),
        (
            MANY,
            declared(cardinality="multiple", mapped={"A": "1", "B": "-1"}),
            "multiple",
            {"right": [1]},
        ),
        (interaction("choiceInteraction", TRUE), declared("V"), "true_false", {"right": [1]}),
        (
            interaction("orderInteraction", CHOICES),
            declared("C", "A", "B", cardinality="ordered"),
            "order",
            {},
        ),
        (
            WORD,
            declared("vase", kind="string", mapped={"vase": "1", "Vase": "1"}),
            "text",
            {"forms": ["vase", "Vase"]},
        ),
        (WORD, declared("1852", kind="integer"), "number", {"value": "1852", "tolerance": "0"}),
        (
            interaction("sliderInteraction", lowerBound="0", upperBound="100"),
            declared("16", kind="integer", mapped={"14": "1", "16": "1", "20": "0.5"}),
            "number",
            {"value": "16", "tolerance": "4"},
        ),
    ],
)
def test_kinds_and_keys(body: str, declaration: str, kind: str, key: dict[str, Any]) -> None:
    draft = only(item(body, declaration))
    assert (draft.kind, draft.key) == (kind, key)


def test_gaps_stand_in_the_words() -> None:
    assert only(item(WORD, declared("vase", kind="string"))).prompt.fr == "Le _____ est vert."


def test_the_right_order_is_the_order_of_the_choices() -> None:
    body = interaction("orderInteraction", CHOICES)
    draft = only(item(body, declared("C", "A", "B", cardinality="ordered")))
    assert [choice.fr for choice in draft.choices] == ["le C", "le A", "le B"]


def test_regions_lie_on_the_picture() -> None:
    picture = '<object type="image/png" data="plan.png" width="200" height="100">Plan</object>'
    spots = (
        '<hotspotChoice shape="circle" coords="100,50,10" identifier="A" hotspotLabel="la cour"/>'
        '<hotspotChoice shape="rect" coords="0,0,20,20" identifier="B" hotspotLabel="le toit"/>'
        '<hotspotChoice shape="poly" coords="180,80,200,80,190,100" identifier="C"/>'
    )
    draft = only(item(interaction("hotspotInteraction", picture + spots), declared("B")))
    regions = [[450, 400, 100, 200], [0, 0, 100, 200], [900, 800, 100, 200]]
    assert (draft.kind, draft.key) == ("hotspot", {"right": [2], "regions": regions})
    assert [choice.fr for choice in draft.choices] == ["la cour", "le toit", "C"]


def test_a_point_is_a_region_that_needs_another_beside_it() -> None:
    picture = '<object type="image/png" data="plan.png" width="200" height="200"/>'
    area = '<areaMapEntry shape="circle" coords="100,100,20" mappedValue="1"/>'
    declaration = declared("100 100").replace(
        "</responseDeclaration>", f"<areaMapping>{area}</areaMapping></responseDeclaration>"
    )
    draft = only(item(interaction("selectPointInteraction", picture), declaration))
    assert (draft.kind, draft.key) == ("hotspot", {"regions": [[400, 400, 200, 200]]})


def test_pairs_are_choices_with_an_arrow() -> None:
    def side(names: str) -> str:
        inside = "".join(
            f'<simpleAssociableChoice identifier="{n}">le {n}</simpleAssociableChoice>'
            for n in names
        )
        return f"<simpleMatchSet>{inside}</simpleMatchSet>"

    body = interaction("matchInteraction", side("ABF") + side("CDE"))
    draft = only(item(body, declared("A C", "B D")))
    assert draft.kind == "match"
    assert [choice.fr for choice in draft.choices] == ["le A → le C", "le B → le D", "→ le E"]


def test_without_key_and_rules_it_is_a_poll_and_with_rules_its_key_is_missing() -> None:
    assert only(item(CHOOSE, "", "")).kind == "poll"
    draft = only(item(CHOOSE, ""))
    assert (draft.kind, draft.key) == ("single", {})


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (interaction("hotspotInteraction"), ""),
        (interaction("graphicOrderInteraction"), ""),
        (interaction("extendedTextInteraction"), ""),
        (interaction("mysteryInteraction"), ""),
        (CHOOSE + CHOOSE, ""),
        (CHOOSE, "<templateDeclaration identifier='x'/>"),
        ("<p>Un texte.</p>", ""),
    ],
)
def test_what_has_no_counterpart_is_named(body: str, more: str) -> None:
    reading = read_qti(item(body, declared("A"), more))
    assert (reading.drafts, [left.row for left in reading.left_out]) == ((), [1])


@pytest.mark.parametrize(
    ("data", "version"),
    [
        (item(CHOOSE, space="http://www.imsglobal.org/xsd/imsqti_v2p2"), "QTI 2.2"),
        (item(CHOOSE, space="http://www.imsglobal.org/xsd/imsqti_v2p0"), "QTI 2.0"),
        (b'<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"/>', "QTI 3.0"),
        (b"<questestinterop><item/></questestinterop>", "QTI 1.2"),
        (
            make_zip({"imsmanifest.xml": "<manifest><schema>QTIv2.2 Package</schema></manifest>"}),
            "QTI 2.2",
        ),
    ],
)
def test_other_versions_are_refused_by_name(data: bytes, version: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_questions(data)
    assert version in str(refused.value.errors[0].sentence)


def test_another_package_is_refused() -> None:
    manifest = "<manifest><metadata><schema>ADL SCORM</schema></metadata></manifest>"
    with pytest.raises(FileRefused) as refused:
        read_questions(make_zip({"imsmanifest.xml": manifest}))
    assert "ADL SCORM" in str(refused.value.errors[0].sentence)


def package(**items: bytes) -> bytes:
    resources = "".join(
        f'<resource identifier="{name}" type="imsqti_item_xmlv2p1" href="items/{name}.xml"/>'
        for name in items
    )
    other = '<resource identifier="t" type="imsqti_test_xmlv2p1" href="test.xml"/>'
    manifest = f"<manifest><resources>{other}{resources}</resources></manifest>"
    files = {f"paquet/items/{name}.xml": data for name, data in items.items() if data}
    pictures = {"paquet/images/vase.png": b"bytes", "secret.png": b"no"}
    return make_zip({"paquet/imsmanifest.xml": manifest, **files, **pictures})


def test_a_package_is_read_item_by_item_with_its_pictures() -> None:
    picture = '<p><img src="../images/vase.png" alt="un vase"/></p>'
    lost = '<p><img src="../../../etc/passwd"/></p>'
    data = package(
        one=item(picture + CHOOSE, declared("A")),
        gone=b"",
        broken=b"<assessmentItem",
        two=item(lost + CHOOSE, declared("B")),
    )
    reading = read_questions(data)
    first, second = reading.questions
    assert first.pictures == (FilePicture("vase.png", b"bytes", Localized("un vase")),)
    assert (second.pictures, second.draft.key) == ((), {"right": [2]})
    assert [left.row for left in reading.left_out] == [2, 3]


@given(st.integers(0, 600), st.binary(max_size=40))
def test_no_bytes_crash_the_reader(length: int, rest: bytes) -> None:
    for whole in (item(CHOOSE, declared("B")), package(one=item(WORD, declared("a")))):
        with suppress(FileRefused):
            assert isinstance(read_qti(whole[:length] + rest + whole[length:]), FileReading)
