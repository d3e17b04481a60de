"""A sheet of ours in a zip, with the pictures that its cells name beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.archive import entry_names, open_archive, reader_of
from quiz.bank.formats.base import FilePicture, FileReading, Format, ReadQuestion
from quiz.bank.formats.bilingual import read_sheet
from quiz.bank.formats.own_workbook import read_own_workbook
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.formats.text_pictures import OpenFile
from quiz.bank.formats.workbook import is_workbook

SHEETS = (".csv", ".tsv", ".xlsx")
SHEET_NAME, FOLDER = "questions.csv", "images"
# What other programs put beside the files of their users.
HIDDEN = ("__MACOSX/", ".")


def is_sheet_archive(data: bytes) -> bool:
    """Whether it is a zip with one sheet in it, which is not itself a workbook."""
    names = entry_names(data)
    return not is_workbook(data) and len(_sheets(names)) == 1


def read_sheet_archive(data: bytes) -> FileReading:
    """The questions of the sheet with the pictures they name; FileRefused names every error."""
    with open_archive(data) as archive:
        names = archive.namelist()
        sheets = _sheets(names)
        if len(sheets) != 1:
            reason = _l("This archive must hold one sheet of questions, beside its pictures.")
            raise FileRefused([FileError(reason)])
        sheet = archive.read(sheets[0])
        reading = read_own_workbook(sheet) if is_workbook(sheet) else read_sheet(sheet)
        files = {PurePosixPath(name).name.casefold(): name for name in names}
        read = reader_of(archive)
        questions = tuple(_with_pictures(each, read, files) for each in reading.questions)
    return replace(reading, questions=questions)


def write_sheet_archive(sheet: bytes, pictures: Mapping[str, bytes]) -> bytes:
    """The zip of a sheet with its pictures, by the names that the sheet gives them."""
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr(SHEET_NAME, sheet, ZIP_DEFLATED)
        for name, picture in pictures.items():
            # A picture is packed already.
            archive.writestr(f"{FOLDER}/{name}", picture, ZIP_STORED)
    return data.getvalue()


def _sheets(names: tuple[str, ...] | list[str]) -> list[str]:
    return [
        name
        for name in names
        if name.lower().endswith(SHEETS)
        and not name.startswith(HIDDEN)
        and not PurePosixPath(name).name.startswith(".")
    ]


def _with_pictures(
    question: ReadQuestion, read: OpenFile, files: Mapping[str, str]
) -> ReadQuestion:
    pictures = tuple(_pictures(question, read, files))
    return replace(question, pictures=pictures) if pictures else question


def _pictures(
    question: ReadQuestion, read: OpenFile, files: Mapping[str, str]
) -> Iterator[FilePicture]:
    """The pictures of a question and of its choices that are beside the sheet."""
    draft = question.draft
    for number, name in enumerate((draft.image, *draft.key.get("pictures", ()))):
        data = read(files.get(PurePosixPath(name).name.casefold(), "")) if name else None
        if data is not None:
            yield FilePicture(name, data, draft.image_alt, number)


FORMAT = Format(
    name="sheet_archive",
    label="ZIP",
    description=_l("A sheet of ours in a .zip, with its pictures beside it."),
    suffixes=(".zip",),
    media_types=("application/zip",),
    recognizes=is_sheet_archive,
    read=read_sheet_archive,
)
