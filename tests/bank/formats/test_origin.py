"""Whatever else is chosen is refused by name, with what to do."""

from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.formats.base import FileReading
from quiz.bank.formats.bilingual import read_sheet
from quiz.bank.formats.columns import COLUMNS
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.registry import read_questions
from quiz.bank.formats.table import write_table
from tests.bank.formats.other_files import OTHER_FILES


def refusal(data: bytes) -> list[str]:
    with pytest.raises(FileRefused) as refused:
        read_questions(data)
    return [str(error.sentence) for error in refused.value.errors]


@pytest.mark.parametrize("name", OTHER_FILES)
def test_a_file_is_refused_by_its_name(name: str) -> None:
    data, words = OTHER_FILES[name]
    (sentence,) = refusal(data)
    assert words in sentence


def test_a_zip_that_is_broken_is_an_archive() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "cannot be opened" in refusal(packed.getvalue())[0]
    assert "archive" in refusal(packed.getvalue()[:40])[0]


@pytest.mark.parametrize("place", range(38, 60))
def test_a_zip_whose_first_file_is_spoilt_is_an_archive(place: int) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet" * 4)
    spoilt = bytearray(packed.getvalue())
    spoilt[place] ^= 0xFF
    assert len(refusal(bytes(spoilt))) == 1


@given(st.sampled_from(sorted(OTHER_FILES)), st.integers(0, 60), st.binary(max_size=40))
def test_no_bytes_crash_the_reader(name: str, length: int, rest: bytes) -> None:
    with suppress(FileRefused):
        assert isinstance(read_sheet(OTHER_FILES[name][0][:length] + rest), FileReading)


@pytest.mark.parametrize(
    "cell", [" " * 130_000 + "x", "=" + " " * 129_000 + "x", "a" * 130_000 + ",", "1 " * 65_000]
)
def test_an_endless_cell_is_refused_at_once(cell: str) -> None:
    row = ["multiple", "Quoi ?", "什么？", "a", "甲", "b", "乙", cell, cell]
    columns = ("kind", *COLUMNS[1:7], "correct", "tags")
    # A pattern that goes back and forth would take an hour.
    with pytest.raises(FileRefused):
        read_sheet(write_table([columns, row]).encode())
