"""A sheet of ours in a zip, with the pictures that its cells name beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.archive import entry_names, open_archive, reader_of
from quiz.bank.formats.base import PLACELESS, FilePicture, FileReading, Format, ReadQuestion
from quiz.bank.formats.bilingual import file_word, read_sheet
from quiz.bank.formats.own_workbook import read_own_workbook
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.formats.row_by_row import RowsRefused, changed_questions
from quiz.bank.formats.text_pictures import OpenFile
from quiz.bank.formats.workbook import is_workbook
from quiz.bank.rules import picture_key, picture_name

SHEETS = (".csv", ".tsv", ".xlsx")
SHEET_NAME, FOLDER = "questions.csv", "images"
# What other programs put beside the files of their users.
HIDDEN = ("__MACOSX/", ".")
# As many as a kept picture's key has.
KEY_BYTES = 16


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
        sheet, read = archive.read(sheets[0]), reader_of(archive)
        files = {PurePosixPath(name).name: name for name in names if name not in sheets}
        pictures = dict(_named_pictures(files, read))
    called = {file_word(came.file): name for name, came in pictures.items()}
    reader = read_own_workbook if is_workbook(sheet) else read_sheet
    illustrated = partial(_with_pictures, pictures=pictures)
    try:
        return changed_questions(reader(sheet, called), illustrated)
    except RowsRefused as refusal:
        refusal.reading = changed_questions(refusal.reading, illustrated)
        raise


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


def _named_pictures(files: Mapping[str, str], read: OpenFile) -> Iterator[tuple[str, FilePicture]]:
    """What is beside the sheet and may be a picture, by what questions call it.

    That is how pictures are named that are kept here, so that a question is judged with it; whether
    it can be kept is seen later. What a bank's export calls so keeps its name.
    """
    for own, place in files.items():
        data = read(place) if own else None
        if data is not None:
            key = picture_key(own) or blake2b(data, digest_size=KEY_BYTES).hexdigest()
            name = picture_name(key)
            yield name, FilePicture(name, data, file=own)


def _with_pictures(question: ReadQuestion, pictures: Mapping[str, FilePicture]) -> ReadQuestion:
    """The question with the pictures that it, its choices and its object name."""
    draft = question.draft
    named = enumerate((draft.image, *draft.key.get("pictures", ())))
    found = tuple(
        replace(pictures[name], alt=draft.image_alt, choice=number)
        for number, name in named
        if name in pictures
    )
    own = {picture.name for picture in found}
    if draft.object_picture in pictures.keys() - own:
        found = (*found, replace(pictures[draft.object_picture], choice=PLACELESS))
    return replace(question, pictures=found) if found else question


FORMAT = Format(
    name="sheet_archive",
    label="ZIP",
    description=_l("A sheet of ours in a .zip, with its pictures beside it."),
    suffixes=(".zip",),
    media_types=("application/zip",),
    recognizes=is_sheet_archive,
    read=read_sheet_archive,
)
