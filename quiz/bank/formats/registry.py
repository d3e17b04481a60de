"""The file formats that questions are read from: one more is a file of its own and a line here."""

from collections.abc import Mapping

from flask_babel import LazyString

from quiz.bank.formats import bilingual
from quiz.bank.formats.base import FileReading, Format

# The last one takes what no other recognizes, and says what is wrong with it.
FORMATS: Mapping[str, Format] = {bilingual.FORMAT.name: bilingual.FORMAT}
OWN = bilingual.FORMAT


def read_questions(data: bytes) -> FileReading:
    """The questions of a file in whichever format it is; FileRefused names everything wrong."""
    known = next((known for known in FORMATS.values() if known.recognizes(data)), OWN)
    return known.read(data)


def accept() -> str:
    """What a field for files lets a browser offer."""
    suffixes = (suffix for known in FORMATS.values() for suffix in known.suffixes)
    media_types = (media_type for known in FORMATS.values() for media_type in known.media_types)
    return ",".join(dict.fromkeys((*suffixes, *media_types)))


def descriptions() -> list[LazyString]:
    """A sentence for each format, for who chooses a file."""
    return [known.description for known in FORMATS.values()]
