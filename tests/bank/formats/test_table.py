"""However a spreadsheet saved its file, the same rows are read."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.table import MOST_BYTES, read_table, write_table

ROWS = [["kind", "prompt_fr", "prompt_zh"], ["poll", "Préféré ?\nOui; non, peut-être", "“最”喜欢"]]
ENCODINGS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "gb18030": b"",
}
cells = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


def saved(delimiter: str, encoding: str, mark: bytes) -> bytes:
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)
    return mark + text.encode(encoding)


def told(data: bytes) -> list[str]:
    with pytest.raises(FileRefused) as refused:
        read_table(data)
    return [str(error.sentence) for error in refused.value.errors]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", sorted(ENCODINGS))
@pytest.mark.parametrize("marked", [True, False])
def test_every_way_to_save_is_read(delimiter: str, encoding: str, marked: bool) -> None:
    mark = ENCODINGS[encoding] if marked else b""
    assert read_table(saved(delimiter, encoding, mark)) == ROWS


def test_gb18030_may_have_a_mark_too() -> None:
    assert read_table(("\ufeff" + "kind,tags\n投票,瓷器").encode("gb18030")) == [
        ["kind", "tags"],
        ["投票", "瓷器"],
    ]


@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    table = [["kind", "prompt"], *rows]
    assert read_table(write_table(table)) == table


def test_damaged_utf8_is_not_taken_for_chinese() -> None:
    data = "kind,prompt\npoll,您最想近距离观赏哪件珍藏\npoll,瓷器".encode()
    reason = "The file cannot be read from here on. Save it as UTF-8, UTF-16 or GB18030 text."
    assert told(data[:-1]) == [f"Row 3: {reason}"]
    assert told(b"kind,prompt\npoll,caf\xe9 \n") == [f"Row 2: {reason}"]
    assert told(codecs.BOM_UTF16_LE + b"k\0i\0n") == [f"Row 1: {reason}"]


@pytest.mark.parametrize("row", ['poll,"open', 'poll,"a"b', f'poll,"{"a" * 140_000}"'])
def test_broken_quotation_marks_are_named(row: str) -> None:
    sentence = "Row 2: The quotation marks or the length of a cell are wrong in this row."
    assert told(f"kind,prompt\n{row}\n".encode()) == [sentence]


def test_large_files_are_refused_unread() -> None:
    assert told(b"a" * (MOST_BYTES + 1)) == ["The file is larger than 2 MB."]
    assert read_table(b"a" * 10 + b"\n" * (MOST_BYTES - 10))[0] == ["a" * 10]


def test_nothing_is_no_row() -> None:
    assert read_table(b"") == []
