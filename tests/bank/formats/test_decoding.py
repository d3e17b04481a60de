"""The encoding of a file is told by how much its text reads like French and Chinese."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.formats.decoding import decoded, encoding_of
from quiz.bank.formats.refusal import FileRefused

FRENCH = "kind,prompt_fr\nsingle,Quelle matière ?\nsingle,L’aînée a reçu « l’âne » à Noël.\n"
PLAIN_FRENCH = "kind,prompt_fr\nsingle,Quelle matière ?\n"
SIMPLIFIED = "题型,题目\n单选,珐琅彩是什么时候开始的？\n单选,乾清宫在哪里？\n"
TRADITIONAL = "kind,prompt_zh\nsingle,琺瑯彩是什麼時候開始的？\nsingle,這個花瓶是什麼顏色？\n"
BOTH = "kind,prompt_fr,prompt_zh\nsingle,Où est né Étienne ?,珐琅彩从哪里来？\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (BOTH, "utf-8"),
        (BOTH.replace("É", "é"), "gb18030"),
        (FRENCH, "cp1252"),
        (PLAIN_FRENCH, "cp1252"),
        (PLAIN_FRENCH, "mac-roman"),
        (FRENCH, "mac-roman"),
        (PLAIN_FRENCH, "cp850"),
        ("kind,prompt_fr\nsingle,Où est le château préféré à Noël ?\n", "cp850"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "big5hkscs"),
        ("kind,prompt_zh\nsingle,愛訂\n", "big5hkscs"),
    ],
)
def test_the_likeliest_encoding_is_taken(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert (encoding_of(data), decoded(data)) == (encoding, text)


@pytest.mark.parametrize("text", [BOTH, SIMPLIFIED, FRENCH])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
@pytest.mark.parametrize("marked", [True, False])
def test_unicode_is_read_with_a_mark_and_without(text: str, encoding: str, marked: bool) -> None:
    assert decoded((("\ufeff" if marked else "") + text).encode(encoding)) == text


def test_french_that_gbk_would_read_is_read_as_french() -> None:
    data = "kind,prompt_fr,prompt_zh\nsingle,Quelle matière ?,??????\n".encode("cp1252")
    assert data.decode("gb18030") != decoded(data)
    assert "matière" in decoded(data)


@pytest.mark.parametrize(
    ("data", "row"),
    [
        ("kind,prompt\npoll,您最想近距离观赏哪件珍藏\npoll,瓷器".encode()[:-1], 3),
        (codecs.BOM_UTF16_LE + b"k\0i\0n", 1),
    ],
)
def test_a_damaged_file_is_refused_where_it_breaks(data: bytes, row: int) -> None:
    with pytest.raises(FileRefused) as refused:
        decoded(data)
    (error,) = refused.value.errors
    assert str(error.sentence) == (
        f"Row {row}: The file cannot be read from here on: it was cut off or damaged. Save it"
        " again as “CSV UTF-8”."
    )


@given(st.binary(max_size=300))
def test_no_bytes_crash_it(data: bytes) -> None:
    with suppress(FileRefused):
        assert isinstance(decoded(data), str)
