"""What a file is that is not ours, by its first bytes, its text or its heads, and what to do.

Some programs' files are not read, nor are records of objects; who chose one is told what it is.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZipFile

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.archive import BROKEN
from quiz.bank.formats.headers import MOST_ABOVE
from quiz.bank.formats.refusal import FileError, FileRefused

START = 4_000


def _workbook(name: str) -> LazyString:
    return _l(
        "This is a workbook (%(name)s). Open it, choose “Save as”, then “CSV UTF-8”, and import"
        " that file.",
        name=name,
    )


def _other(name: str) -> LazyString:
    return _l(
        "This file is of the kind “%(name)s”, which is not read. Copy its questions into a sheet"
        " with our columns, and save that as “CSV UTF-8”.",
        name=name,
    )


def _results(name: str) -> LazyString:
    return _l("These are the results of a game (%(name)s), without its questions.", name=name)


def _records(name: str) -> LazyString:
    return _l(
        "These are records of objects (%(name)s), not questions. A record is taken over in a"
        " question, as its object.",
        name=name,
    )


PICTURE = _l("This is a picture. Choose a sheet of questions, saved as “CSV UTF-8”.")
PAGE = _l("This is a web page, not a sheet. Choose a sheet of questions, saved as “CSV UTF-8”.")
PROGRAM = _l("This is not a text file. Choose a sheet of questions, saved as “CSV UTF-8”.")
ARCHIVE = _l("This is an archive. Unpack it, and choose the sheet of questions in it.")

# The first bytes of files, as their formats' documents give them.
BEGINNINGS: tuple[tuple[bytes, LazyString], ...] = (
    (b"%PDF", _other("PDF")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _workbook("Excel 97, .xls")),
    (b"\x89PNG\r\n\x1a\n", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"BM", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"\x1f\x8b", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!\x1a\x07", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ\0", ARCHIVE),
    (b"{\\rtf", _other("RTF")),
    (b"SQLite format 3\0", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"MZ\x90", PROGRAM),
    (b"ID;P", _workbook("SYLK, .slk")),
    (b"%!PS", _other("PostScript")),
    (b"OggS", PROGRAM),
    (b"ID3", PROGRAM),
)
# What is inside a zip, in the order in which it decides.
INSIDE: tuple[tuple[re.Pattern[str], LazyString], ...] = (
    (re.compile(r"xl/workbook"), _workbook("Excel, .xlsx")),
    (re.compile(r"word/document"), _other("Word, .docx")),
    (re.compile(r"ppt/presentation"), _other("PowerPoint, .pptx")),
    (re.compile(r"Index/(?:Document|Tables/).*|.*\.iwa"), _workbook("Numbers")),
    (re.compile(r"moodle_backup\.xml"), _other("Moodle")),
)
OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.spreadsheet": _workbook("OpenDocument, .ods"),
    "application/vnd.oasis.opendocument.text": _other("OpenDocument, .odt"),
    "application/epub+zip": _other("EPUB"),
}
XML = (
    (re.compile(r"<\?mso-application|<(?:\w+:)?Workbook\b"), "Excel XML"),
    (re.compile(r"<svg\b"), "SVG"),
)
HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|meta)\b", re.I | re.S
)
# Heads that name another program's sheet; each needs one cell of every group.
SHEETS: tuple[tuple[tuple[str, ...], LazyString], ...] = (
    (("question #", "question text", "answer 1", "correct answer"), _other("Blooket")),
    (("question text", "question type", "option 1"), _other("Quizizz")),
    (("question", "correct answer", "incorrect answer 1"), _other("Gimkit")),
    (("rank", "player", "total score"), _results("Kahoot")),
    (("question", "answer 1", "player"), _results("Kahoot")),
    (("ark", "dénomination / titre"), _records("Louvre")),
)
# What JSON is whose words these are, in the order in which they decide.
RECORDS = (
    (re.compile(r"linked\.art/ns/"), "Linked Art"),
    (re.compile(r"iiif\.io/api/(?:presentation|image)|iiif/image-api|\"sc:Manifest\""), "IIIF"),
    (re.compile(r'"entities"\s*:\s*\{\s*"[QP][0-9]+"'), "Wikidata"),
    (re.compile(r'"nodeQuery"'), "Paris Musées"),
    (re.compile(r"vam\.ac\.uk|\"systemNumber\""), "V&A"),
    (re.compile(r"collections\.louvre\.fr"), "Louvre"),
)


def refuse_foreign(data: bytes) -> None:
    """Refuse what is no text at all, with a sentence that says what it is and what to do."""
    sentence = _binary(data)
    if sentence is not None:
        raise FileRefused([FileError(sentence)])


def foreign_text(text: str) -> LazyString | None:
    """What a text is in which our columns were not found; None if it is nothing we know."""
    start = text[:START].lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        if HTML.match(start):
            return PAGE
        return _other(next((name for mark, name in XML if mark.search(start)), "XML"))
    if re.match(r'[\[{]\s*(?:["\[{\]}]|-?\d|true|null)', start):
        known = (name for mark, name in RECORDS if mark.search(text))
        return next(map(_records, known), None) or _other("JSON")
    return None


def foreign_sheet(rows: Sequence[Sequence[str]]) -> LazyString | None:
    """What a sheet is whose heads are those of another program; None if they are nobody's."""
    for row in rows[:MOST_ABOVE]:
        cells = [" ".join(cell.casefold().split()) for cell in row]
        for heads, sentence in SHEETS:
            if all(any(cell.startswith(head) for cell in cells) for head in heads):
                return sentence
    return None


def _binary(data: bytes) -> LazyString | None:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return PICTURE
    if data[4:8] == b"ftyp":
        return PICTURE if data[8:12] in {b"heic", b"heix", b"mif1", b"avif"} else PROGRAM
    return next((sentence for start, sentence in BEGINNINGS if data.startswith(start)), None)


def _zipped(data: bytes) -> LazyString:
    """What is in a zip, by the names in it; nothing of it is unpacked but its kind."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()[:START]
            kind = ""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
    except BROKEN:
        return ARCHIVE
    if kind in OPEN_DOCUMENT:
        return OPEN_DOCUMENT[kind]
    found = (what for pattern, what in INSIDE if any(map(pattern.match, names)))
    return next(found, ARCHIVE)
