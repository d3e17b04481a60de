"""The file formats that questions are read from: one more is a file of its own and a line here."""

from collections.abc import Mapping
from dataclasses import replace

from flask_babel import LazyString

from quiz.bank.formats import (
    aiken,
    bilingual,
    json_archive,
    kahoot,
    moodle_xml,
    own_workbook,
    plain_sheet,
    sheet_archive,
    wooclap,
)
from quiz.bank.formats.base import FileReading, Format
from quiz.bank.formats.gift import format as gift
from quiz.bank.formats.h5p import format as h5p
from quiz.bank.formats.qti import format as qti
from quiz.bank.formats.row_by_row import RowsRefused

# The last one takes what no other recognizes, and says what is wrong with it.
FORMATS: Mapping[str, Format] = {
    known.name: known
    for known in (
        kahoot.FORMAT,
        wooclap.FORMAT,
        plain_sheet.FORMAT,
        moodle_xml.FORMAT,
        h5p.FORMAT,
        qti.FORMAT,
        own_workbook.FORMAT,
        json_archive.FORMAT,
        sheet_archive.FORMAT,
        aiken.FORMAT,
        gift.FORMAT,
        bilingual.FORMAT,
    )
}
OWN = bilingual.FORMAT
# Those that a bank's own export writes come first where formats are listed.
OWN_NAMES = frozenset(("bilingual", "workbook", "sheet_archive", "archive"))


def read_questions(data: bytes) -> FileReading:
    """The questions of a file in whichever format it is; FileRefused names everything wrong."""
    bilingual.refuse_large(data)
    known = next((known for known in FORMATS.values() if known.recognizes(data)), OWN)
    try:
        return replace(known.read(data), format=known.name)
    except RowsRefused as refusal:
        refusal.reading = replace(refusal.reading, format=known.name)
        raise


def accept() -> str:
    """What a field for files lets a browser offer."""
    suffixes = (suffix for known in FORMATS.values() for suffix in known.suffixes)
    media_types = (media_type for known in FORMATS.values() for media_type in known.media_types)
    return ",".join(dict.fromkeys((*suffixes, *media_types)))


def described_formats() -> list[tuple[LazyString | str, LazyString]]:
    """What each format is called, with a sentence about it, for who chooses a file."""
    own = sorted(FORMATS.values(), key=lambda known: known.name not in OWN_NAMES)
    return [(format_label(known.name), known.description) for known in own]


def format_label(name: str) -> LazyString | str:
    """What people call the format of that name."""
    known = FORMATS.get(name)
    return known.label or name if known is not None else name
