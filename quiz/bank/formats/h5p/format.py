"""An H5P file: its questions, and the pictures beside them in the zip."""

from collections.abc import Iterator
from posixpath import normpath

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.archive import entry_names, open_archive, reader_of
from quiz.bank.formats.base import FileReading, Format, LeftOut, ReadQuestion
from quiz.bank.formats.foreign import read_foreign, unsupported
from quiz.bank.formats.h5p.contents import Asked, Content, questions_of
from quiz.bank.formats.json_values import a_dict, a_text, json_of
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.formats.text_pictures import OpenFile, with_pictures
from quiz.bank.formats.texts import for_both
from quiz.bank.kinds.registry import KINDS
from quiz.bank.rules import Draft

MANIFEST, CONTENT = "h5p.json", "content/content.json"


def is_h5p(data: bytes) -> bool:
    """Whether it is a zip with H5P's manifest."""
    return MANIFEST in entry_names(data)


def read_h5p(data: bytes) -> FileReading:
    """The questions of an H5P; FileRefused if it has none at all."""
    with open_archive(data) as archive:
        if {MANIFEST, CONTENT} - set(archive.namelist()):
            reason = _l("This H5P has no content: %(file)s is missing.", file=CONTENT)
            raise FileRefused([FileError(reason)])
        manifest = a_dict(json_of(archive.read(MANIFEST)))
        params = a_dict(json_of(archive.read(CONTENT)))
        title = a_text(manifest.get("title"))
        content = Content(a_text(manifest.get("mainLibrary")), params, title)
        return read_foreign(_questions(content, reader_of(archive)))


def _questions(content: Content, read: OpenFile) -> Iterator[ReadQuestion | LeftOut]:
    for number, found in enumerate(questions_of(content), 1):
        if isinstance(found, Asked):
            yield _question(number, found, read)
        else:
            yield unsupported(number, found.text, found.library)


def _question(number: int, asked: Asked, read: OpenFile) -> ReadQuestion:
    choices = for_both(asked.prompt, asked.choices)
    kind = KINDS[asked.found.kind]
    draft = Draft(
        kind=kind.name,
        prompt=asked.prompt.words,
        choices=tuple(choice.words for choice in choices) or kind.usual_choices,
        key=asked.found.key,
        credit=asked.credit.author,
        rights=asked.credit.rights,
        source_url=asked.credit.source,
    )
    notes = (*asked.found.notes, *asked.notes)
    question = ReadQuestion(number, draft, notes=notes)

    def open_file(path: str) -> bytes | None:
        return read(normpath(f"content/{path}"))

    return with_pictures(question, asked.prompt, choices, open_file)


FORMAT = Format(
    name="h5p",
    label="H5P",
    description=_l("H5P questions and sets of them (.h5p)."),
    suffixes=(".h5p",),
    media_types=("application/zip",),
    recognizes=is_h5p,
    read=read_h5p,
)
