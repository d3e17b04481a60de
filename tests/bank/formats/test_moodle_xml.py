"""Moodle's XML: kinds, weights, both ways to write two languages, pictures inside of the file."""

from base64 import b64encode
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.formats.base import FilePicture, FileReading
from quiz.bank.formats.moodle_xml import read_moodle_xml
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.registry import read_questions
from quiz.bank.rules import Draft
from quiz.i18n.localized import Localized

DATA = b"\x89PNG\r\n\x1a\nnot looked at yet"
FILE = f'<file name="un vase.png" encoding="base64">{b64encode(DATA).decode()}</file>'
SPANS = '<span lang="fr" class="multilang">{}</span> <span class="multilang" lang="zh_cn">{}</span>'


def answer(text: str, fraction: str = "0", more: str = "") -> str:
    words = f"<text><![CDATA[{text}]]></text>"
    return f'<answer fraction="{fraction}" format="html">{words}{more}</answer>'


def question(kind: str, text: str, *parts: str) -> str:
    asked = f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>'
    return (
        f'<question type="{kind}"><name><text>Nom</text></name>{asked}{"".join(parts)}</question>'
    )


def read_quiz(*questions: str) -> FileReading:
    data = f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>{"".join(questions)}</quiz>'.encode()
    reading = read_questions(data)
    assert reading.format == "moodle_xml"
    return reading


def only(*questions: str) -> Draft:
    (draft,) = read_quiz(*questions).drafts
    return draft


CHOICES = (answer("<p>le bol</p>"), answer("<p>le <b>vase</b></p>", "100"), answer("le plat"))


def test_one_right_choice() -> None:
    draft = only(question("multichoice", "<p>Lequel&nbsp;?</p>", "<single>true</single>", *CHOICES))
    assert (draft.kind, draft.prompt.fr, draft.key) == ("single", "Lequel ?", {"right": [2]})
    assert [choice.fr for choice in draft.choices] == ["le bol", "le vase", "le plat"]


def test_several_right_choices() -> None:
    parts = (answer("a", "50"), answer("b", "50"), answer("c", "-100"), "<single>false</single>")
    draft = only(question("multichoice", "Lesquels ?", *parts))
    assert (draft.kind, draft.key) == ("multiple", {"right": [1, 2]})


def test_the_other_kinds() -> None:
    tolerance = "<tolerance>0.05</tolerance>"
    ordered = (answer("deux", "2.0"), answer("un", "1.0"), answer("trois", "3.0"))
    reading = read_quiz(
        question("truefalse", "Rond.", answer("true", "0"), answer("false", "100")),
        question("shortanswer", "Qui ?", answer("Kuma", "100"), answer("K*", "50"), answer("*")),
        question("numerical", "Combien ?", answer("6.25", "100", tolerance)),
        question("ordering", "Dans quel ordre ?", *ordered),
    )
    assert [(draft.kind, draft.key) for draft in reading.drafts] == [
        ("true_false", {"right": [2]}),
        ("text", {"forms": ["Kuma"]}),
        ("number", {"value": "6.25", "tolerance": "0.05"}),
        ("order", {}),
    ]
    assert [choice.fr for choice in reading.drafts[3].choices] == ["un", "deux", "trois"]
    assert [doubt.place.row for doubt in reading.doubts] == [2]


@pytest.mark.parametrize("pattern", [SPANS, "{{mlang fr}}{}{{mlang}}{{mlang zh,en}}{}{{mlang}}"])
def test_both_languages_stand_side_by_side(pattern: str) -> None:
    answers = (answer(pattern.format("le vase", "花瓶"), "100"), answer("1852"))
    asked = pattern.format("<p>Lequel ?</p>", "<p>哪一个？</p>")
    reading = read_quiz(question("multichoice", asked, "<single>1</single>", *answers))
    (draft,) = reading.drafts
    assert (reading.language, draft.prompt) == ("", Localized("Lequel ?", "哪一个？"))
    assert draft.choices == (Localized("le vase", "花瓶"), Localized("1852", "1852"))


def test_another_language_beside_ours_is_left_alone() -> None:
    text = "{mlang en}Which?{mlang}{mlang zh}哪一个？{mlang}{mlang other}Lequel ?{mlang}"
    assert only(question("truefalse", text, answer("true", "100"))).prompt == Localized(
        "Lequel ?", "哪一个？"
    )


def test_pictures_come_along() -> None:
    asked = '<text>&lt;img src="@@PLUGINFILE@@/un%20vase.png" alt="un vase"&gt; Lequel ?</text>'
    picture = answer('<img src="@@PLUGINFILE@@/un%20vase.png" alt="le vert">', "100", FILE)
    lost = answer('<img src="@@PLUGINFILE@@/bol.png">')
    reading = read_quiz(
        f'<question type="multichoice"><questiontext format="html">{asked}{FILE}</questiontext>'
        f"<single>true</single>{picture}{lost}</question>"
    )
    (read,) = reading.questions
    assert read.pictures == (
        FilePicture("un vase.png", DATA, Localized("un vase")),
        FilePicture("un vase.png", DATA, Localized("le vert"), 1),
    )
    assert (read.draft.image, read.draft.image_alt.fr) == ("un vase.png", "un vase")
    assert [choice.fr for choice in read.draft.choices] == ["le vert", "bol"]
    sentences = [str(doubt.place.reason) for doubt in reading.doubts]
    assert sentences == [
        "Its picture is not in this file: bol.png.",
        "The picture of choice 1 is not taken over: un vase.png.",
    ]


def test_choices_that_are_nothing_but_pictures_are_pictures_to_choose() -> None:
    one = answer('<img src="@@PLUGINFILE@@/un%20vase.png" alt="le vert">', "100", FILE)
    other = answer('<p><img src="@@PLUGINFILE@@/un%20vase.png"></p>', "0", FILE)
    reading = read_quiz(question("multichoice", "Lequel ?", "<single>true</single>", one, other))
    (read,) = reading.questions
    key = {"right": [1], "pictures": ["un vase.png", "un vase.png"]}
    assert (read.draft.kind, read.draft.key, read.draft.image) == ("picture", key, "")
    assert [choice.fr for choice in read.draft.choices] == ["le vert", "un vase"]
    assert [picture.choice for picture in read.pictures] == [1, 2]


def test_pairs_are_choices_with_an_arrow() -> None:
    def part(text: str, right: str) -> str:
        return (
            f"<subquestion><text>{text}</text><answer><text>{right}</text></answer></subquestion>"
        )

    parts = (part("le vase", "bleu"), part("le bol", "vert"), part("", "rouge"), part("l’eau", ""))
    reading = read_quiz(question("matching", "Reliez.", *parts))
    (draft,) = reading.drafts
    assert draft.kind == "match"
    assert [choice.fr for choice in draft.choices] == ["le vase → bleu", "le bol → vert", "→ rouge"]
    assert "Texts that belong to none are left out: l’eau." in [
        str(doubt.place.reason) for doubt in reading.doubts
    ]


def test_pairs_in_both_languages() -> None:
    pattern = "{{mlang fr}}{}{{mlang}}{{mlang zh}}{}{{mlang}}"
    left, right = pattern.format("le vase", "花瓶"), "1852"
    parts = f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>"
    draft = only(question("matching", pattern.format("Reliez.", "请连线。"), parts))
    assert draft.choices == (Localized("le vase → 1852", "花瓶 → 1852"),)


def test_another_encoding_is_read_too() -> None:
    text = f"<quiz>{question('truefalse', '花瓶是青色的吗？', answer('true', '100'))}</quiz>"
    data = f'<?xml version="1.0" encoding="GB2312"?>{text}'.encode("gb18030")
    assert read_moodle_xml(data).drafts[0].prompt.zh == "花瓶是青色的吗？"


def test_a_picture_beside_the_text_comes_along() -> None:
    image = f"<image>a/vase.png</image><image_base64>{b64encode(DATA).decode()}</image_base64>"
    reading = read_quiz(question("truefalse", "Rond.", answer("true", "100"), image))
    assert reading.questions[0].pictures == (FilePicture("vase.png", DATA),)
    assert reading.drafts[0].image == "vase.png"


def test_categories_and_tags_are_tags() -> None:
    category = (
        "<question type='category'><category><text>$course$/top/Vases</text></category></question>"
    )
    tags = "<tags><tag><text>céladon</text></tag></tags>"
    draft = only(category, question("truefalse", "Rond.", answer("true", "100"), tags))
    assert draft.tags == ("Vases", "céladon")


def test_kinds_without_counterpart_are_named_one_by_one() -> None:
    reading = read_quiz(
        question("essay", "Expliquez."),
        question("truefalse", "Rond.", answer("true", "100")),
        question("mystery", "Cherchez."),
        question("description", "Un titre."),
    )
    assert [(left.row, left.text) for left in reading.left_out] == [
        (1, "Expliquez."),
        (3, "Cherchez."),
        (4, "Un titre."),
    ]
    assert "“mystery”" in str(reading.left_out[1].errors[0].sentence)


def test_entities_of_its_own_are_refused() -> None:
    entities = '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    bomb = f"{entities}<quiz><question>&b;</question></quiz>"
    with pytest.raises(FileRefused) as refused:
        read_moodle_xml(bomb.encode())
    assert "entities" in str(refused.value.errors[0].sentence)


def test_broken_xml_is_refused_at_its_line() -> None:
    with pytest.raises(FileRefused) as refused:
        read_questions(b'<?xml version="1.0"?>\n<quiz>\n<question type="x">\n</quiz>')
    assert "line 4" in str(refused.value.errors[0].sentence)


def test_endless_nesting_is_refused() -> None:
    with pytest.raises(FileRefused):
        read_moodle_xml(b"<question>" * 50_000 + b"</question>" * 50_000)


@given(st.binary(max_size=60), st.integers(0, 400))
def test_no_bytes_crash_the_reader(rest: bytes, length: int) -> None:
    whole = f"<quiz>{question('multichoice', SPANS, *CHOICES)}</quiz>".encode()
    with suppress(FileRefused):
        assert isinstance(read_moodle_xml(whole[:length] + rest + whole[length:]), FileReading)
