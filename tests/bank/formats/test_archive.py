"""Archives are counted and weighed before anything in them is unpacked."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from quiz.bank.formats.archive import MOST_ENTRIES, entry_names, open_archive, reader_of
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.registry import read_questions
from tests.bank.formats.archives import make_zip


def refusal(data: bytes) -> str:
    with pytest.raises(FileRefused) as refused, open_archive(data):
        pass
    return str(refused.value.errors[0].sentence)


def test_an_archive_is_read_by_the_names_in_it() -> None:
    data = make_zip({"a.txt": b"a", "b/c.txt": b"c"})
    assert entry_names(data) == ("a.txt", "b/c.txt")
    with open_archive(data) as archive:
        read = reader_of(archive)
        assert (read("b/c.txt"), read("nothing")) == (b"c", None)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    assert "too large" in refusal(make_zip({"h5p.json": bytes(20_000_000)}))


def test_too_many_files_are_refused() -> None:
    data = make_zip({f"{number}": b"" for number in range(MOST_ENTRIES + 1)})
    assert "2000" in refusal(data)


def test_what_is_small_may_pack_well() -> None:
    with open_archive(make_zip({"a": bytes(1_000_000)})) as archive:
        assert len(archive.read("a")) == 1_000_000


def test_what_is_broken_inside_is_refused() -> None:
    data = make_zip({"h5p.json": b"{}" * 400, "content/content.json": b"{}" * 400})
    broken = bytearray(data)
    broken[60:80] = bytes(20)
    with pytest.raises(FileRefused):
        read_questions(bytes(broken))


def test_a_workbook_that_is_a_bomb_is_refused() -> None:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/sharedStrings.xml", bytes(70_000_000))
    with pytest.raises(FileRefused) as refused:
        read_questions(data.getvalue())
    assert "too large" in str(refused.value.errors[0].sentence)


def test_no_zip_has_no_names() -> None:
    assert entry_names(b"PK\x03\x04 and nothing else") == ()
