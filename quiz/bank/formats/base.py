"""What a file format is: how it is known, read, written, and named where files are chosen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask_babel import LazyString

from quiz.bank.rules import Draft


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that questions come in.

    `recognizes` looks at the bytes alone; `read` gives canonical questions or raises FileRefused,
    which names everything wrong; `write`, where there is one, makes a file that reads back.
    `description` is the sentence beside the field, `suffixes` are what its files end in.
    """

    name: str
    description: LazyString
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    recognizes: Callable[[bytes], bool]
    read: Callable[[bytes], tuple[Draft, ...]]
    write: Callable[[Iterable[Draft]], bytes] | None = None
