"""A zip that somebody sent: counted and weighed before anything in it is unpacked."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.refusal import FileError, FileRefused

BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
MOST_ENTRIES = 2_000
# Bytes of everything unpacked: a workbook of 5,000 questions needs a tenth of it.
MOST_UNPACKED = 60_000_000
# Text packs well, but nothing of use as well as this; small archives may do as they like.
MOST_RATIO = 150
SMALL = 2_000_000

DAMAGED = _l("The file cannot be opened: it was cut off or damaged. Save it once more.")
TOO_LARGE = _l("Unpacked, this file is too large to be a bank of questions.")
# Each is how some zip is damaged, locked or packed in a way that this Python does not know.
BROKEN = (BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, OSError, zlib.error)


def is_archive(data: bytes) -> bool:
    """Whether it begins as a zip does."""
    return data.startswith(BEGINNINGS)


def entry_names(data: bytes) -> tuple[str, ...]:
    """The names in a zip, none if it is no zip that can be open_archive; nothing is unpacked."""
    if not is_archive(data):
        return ()
    try:
        with ZipFile(BytesIO(data)) as archive:
            return tuple(archive.namelist()[:MOST_ENTRIES])
    except BROKEN:
        return ()


@contextmanager
def open_archive(data: bytes) -> Iterator[ZipFile]:
    """The zip, where it has no more in it than a bank may have; FileRefused says what is wrong."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if (reason := _too_much(archive.infolist(), len(data))) is not None:
                raise FileRefused([FileError(reason)])
            yield archive
    except BROKEN:
        raise FileRefused([FileError(DAMAGED)]) from None


def _too_much(entries: list[ZipInfo], packed: int) -> LazyString | None:
    if len(entries) > MOST_ENTRIES:
        return _l("There are more than %(most)s files in this one.", most=MOST_ENTRIES)
    unpacked = sum(entry.file_size for entry in entries)
    is_bomb = unpacked > SMALL and unpacked > MOST_RATIO * packed
    return TOO_LARGE if is_bomb or unpacked > MOST_UNPACKED else None


def reader_of(archive: ZipFile) -> Callable[[str], bytes | None]:
    """Gives the bytes of an entry by its name, None where there is none; each is unpacked once."""
    names = set(archive.namelist())

    @cache
    def read(name: str) -> bytes | None:
        return archive.read(name) if name in names else None

    return read
