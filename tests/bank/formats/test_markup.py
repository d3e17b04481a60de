"""What markup shows as plain text, and the languages that stand side by side in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.formats.markup import MarkupPicture, read_html, read_markdown, read_markup
from quiz.bank.formats.multilang import has_languages, text_in

OURS = '<span class="multilang" lang="%s">'


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<p>le&nbsp;vase</p>\n<p>le <b>bol</b></p>", "le vase\nle bol"),
        ("a<br/>b<BR>c", "a\nb\nc"),
        ("<ul><li>un</li><li>deux</li></ul>", "un\ndeux"),
        ("1 < 2 > 0 & &amp; &lt;b&gt;", "1 < 2 > 0 & & <b>"),
        ("<style>p { x }</style>le <!-- <b> -->vase", "le vase"),
        ("<a title=\"a > b\" href='x'>le lien</a>", "le lien"),
        ("<ruby>漢<rt>かん</rt></ruby>字", "漢字"),
        ("H<sub>2</sub>O <!-- sans fin", "H2O"),
        ("<script>alert(1)", ""),
        ("", ""),
    ],
)
def test_html_is_read(written: str, text: str) -> None:
    assert read_html(written).text == text


def test_pictures_are_named_in_their_order() -> None:
    data = "data:image/png;base64," + "A" * 300_000
    written = (
        f'<img alt="un &amp; deux" src="a b.png"><img src="{data}">'
        "<object type='image/png' data='c.png'></object><object data='d.mp3'></object>"
    )
    assert read_html(written).pictures == (
        MarkupPicture("a b.png", "un & deux"),
        MarkupPicture(data, ""),
        MarkupPicture("c.png", ""),
    )


def test_forms_are_read_by_their_names() -> None:
    assert read_markup("un <b>vase</b>", "plain").text == "un <b>vase</b>"
    assert read_markup("un <b>vase</b>", "moodle").text == "un vase"
    assert read_markup("1 < 2", "moodle_auto_format").text == "1 < 2"
    assert read_markdown("un **vase** _vert_ et 2*3*4").text == "un vase vert et 2*3*4"


@pytest.mark.parametrize(
    ("text", "fr", "zh"),
    [
        ("{mlang fr}vase{mlang}{mlang zh}花瓶{mlang} 1", "vase 1", "花瓶 1"),
        ("{mlang fr}a{mlang} {mlang zh}甲{mlang} et {mlang fr}b{mlang}", "a et b", "甲 et "),
        ("{mlang fr,en}a{mlang}{mlang other}b{mlang}", "a", "b"),
        ("{mlang fr}a{mlang}", "a", ""),
        (
            '<span class="multilang" lang="FR-fr">a</span> <span lang=zh class=multilang>甲</span>',
            "a",
            "甲",
        ),
        ('<lang lang="fr">a</lang><lang lang="zh_tw">甲</lang>', "a", "甲"),
    ],
)
def test_each_language_is_taken_out(text: str, fr: str, zh: str) -> None:
    assert has_languages(text)
    assert (text_in(text, "fr"), text_in(text, "zh")) == (fr, zh)


@pytest.mark.parametrize("text", ["vase", "{mlang en}a{mlang}{mlang de}b{mlang}", "<span>a</span>"])
def test_a_text_without_our_languages_is_for_everybody(text: str) -> None:
    assert not has_languages(text)


@pytest.mark.parametrize(
    "text",
    [
        "<span " * 60_000,
        "<!--" * 90_000,
        '<span class="multilang" lang="fr">' * 20_000,
        "{mlang fr}" * 40_000,
        '<a "' * 90_000,
    ],
)
def test_endless_markup_is_read_at_once(text: str) -> None:
    # A pattern that goes back and forth would take an hour.
    assert isinstance(read_html(text_in(f"{text}</span>", "fr")).text, str)


@given(st.text(alphabet="<>/ab \"'=!-&;{}mlangfrzh", max_size=80))
def test_no_text_crashes_the_reader(text: str) -> None:
    assert isinstance(read_html(text_in(text, "zh")).text, str)
