"""What a file format is, and what reading a file gives."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from flask_babel import LazyString

from quiz.bank.citation import CitedObject
from quiz.bank.formats.past_versions import PastVersion
from quiz.bank.formats.refusal import FileError
from quiz.bank.rules import NOTHING, Draft
from quiz.bank.translation import OutdatedTexts
from quiz.i18n.localized import Localized

PLACELESS = -1


@dataclass(frozen=True, slots=True)
class Seen:
    """The question that a row of a bank's own file is, as it was when the file was written.

    `version` and `mark` (the beginning of its fingerprint) are none where the file does not say.
    """

    id: int
    version: int | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class FilePicture:
    """A picture that came inside a file: its name there, its bytes as they came, its description.

    Nobody has looked at the bytes yet: they may be no picture at all. It belongs to a choice, by
    its number from 1, or else to the question; what is PLACELESS, to whatever calls it by its name:
    the question's object, or versions that it had. Where questions name it otherwise than its file
    is called, `file` is that.
    """

    name: str
    data: bytes = field(repr=False)
    alt: Localized = NOTHING
    choice: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """One question of a file: where it stands, what it says, and which question it was.

    `cells` are those that the file has, by our columns: a sheet may leave columns out. `row` is the
    row of a sheet, the line of a text, else the question's number in the file; `notes` say what of
    it could not be taken over as it was. `partner` is its row in a second file, which has the other
    language; `outdated` are its texts that were behind that one. Only a bank's archive says that a
    question is `archived`, and which object it has `cited`.
    """

    row: int
    draft: Draft
    cells: Mapping[str, str] = field(default_factory=dict)
    seen: Seen | None = None
    pictures: tuple[FilePicture, ...] = ()
    notes: tuple[LazyString, ...] = ()
    partner: int = 0
    history: tuple[PastVersion, ...] = ()
    archived: bool = False
    outdated: OutdatedTexts = field(default_factory=dict)
    cited: CitedObject | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question of a file that cannot be taken: where it stands, its first words, every reason.

    `question` is what was read of it, if its kind is one of ours.
    """

    row: int
    text: str
    errors: tuple[FileError, ...]
    question: ReadQuestion | None = None
    partner: int = 0


@dataclass(frozen=True, slots=True)
class FileDoubt:
    """What is not certain of a file that can be read; a grave one is never taken unasked.

    One that `is_ruined` is about a text that lost letters before it came here.
    """

    place: FileError
    is_grave: bool = False
    is_ruined: bool = False


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file that was read: its questions, what is not certain of it, what of it was left out.

    `ignored` are the heads of columns of its author's own, `cleaned` counts the cells from which
    invisible characters were removed; `heads` are the file's names of the columns that it has, by
    ours, and `point` is what it writes before decimals. `left_out` are questions that cannot be
    taken while the others can; `language` is the only one that the texts are in, "" where they are
    in both; `format` is the name of the format. A file whose questions are judged one by one takes
    some that must still be mended.
    """

    questions: tuple[ReadQuestion, ...]
    doubts: tuple[FileDoubt, ...] = ()
    ignored: tuple[str, ...] = ()
    cleaned: int = 0
    heads: Mapping[str, str] = field(default_factory=dict)
    point: str = "."
    left_out: tuple[LeftOut, ...] = ()
    language: str = ""
    format: str = ""
    is_judged: bool = False

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The questions alone."""
        return tuple(question.draft for question in self.questions)


def reading_of(drafts: Iterable[Draft]) -> FileReading:
    """The reading of a format that knows questions and nothing else."""
    return FileReading(tuple(ReadQuestion(row, draft) for row, draft in enumerate(drafts, 1)))


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that questions come in.

    `recognizes` looks at the bytes alone; `read` gives canonical questions or raises FileRefused,
    which names everything wrong; `write`, where there is one, makes a file that reads back.
    `description` is the sentence beside the field, `suffixes` are what its files end in, `label` is
    what the format is called.
    """

    name: str
    description: LazyString
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    recognizes: Callable[[bytes], bool]
    read: Callable[[bytes], FileReading]
    write: Callable[[Iterable[Draft]], bytes] | None = None
    label: LazyString | str = ""
