"""The pictures that come inside a bank's file: prepared and kept before its questions are."""

from dataclasses import replace

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import FileDoubt, FilePicture, ReadQuestion
from quiz.bank.formats.refusal import FileError
from quiz.bank.imports import BankFile, bank_file
from quiz.bank.rules import picture_name
from quiz.clock import clock
from quiz.database import writing
from quiz.extensions import db
from quiz.pictures.actions import keep_picture
from quiz.pictures.process import prepare_picture
from quiz.pictures.queries import find_picture
from quiz.pictures.rules import SENTENCES, PictureRefused

# Each takes some tenths of a second; whoever has more brings them in several files.
MOST_PICTURES = 200


def with_kept_pictures(file: BankFile, by: str) -> BankFile:
    """The file, its questions naming the pictures as they are kept here.

    A picture that cannot be one of ours is a doubt about its question, which is taken without it.
    """
    kept: dict[bytes, str] = {}
    questions: list[ReadQuestion] = []
    doubts: list[FileDoubt] = []
    for question in file.reading.questions:
        own = _own_picture(question)
        if own is None:
            questions.append(question)
            continue
        name, reason = _kept_name(own, kept, by)
        if reason is not None:
            doubts.append(FileDoubt(FileError(reason, question.row)))
        questions.append(replace(question, draft=replace(question.draft, image=name)))
    if not kept and not doubts:
        return file
    reading = replace(
        file.reading, questions=tuple(questions), doubts=(*file.reading.doubts, *doubts)
    )
    return bank_file(reading)


def _own_picture(question: ReadQuestion) -> FilePicture | None:
    """The picture that a question shows, if it came with the file and is not here yet."""
    draft = question.draft
    if not draft.image or find_picture(draft.picture) is not None:
        return None
    found = (picture for picture in question.pictures if not picture.choice)
    return next((picture for picture in found if picture.name == draft.image), None)


def _kept_name(
    picture: FilePicture, kept: dict[bytes, str], by: str
) -> tuple[str, LazyString | None]:
    """How questions name the picture once it is kept; or its own name, and why it is not."""
    if picture.data in kept:
        return kept[picture.data], None
    if len(kept) >= MOST_PICTURES:
        return picture.name, _l("A file brings at most %(most)s pictures.", most=MOST_PICTURES)
    try:
        prepared = prepare_picture(picture.data)
    except PictureRefused as refused:
        return picture.name, SENTENCES[refused.fault]
    with writing():
        key = keep_picture(prepared, picture.name, clock.now(), by).key
        db.session.commit()
    kept[picture.data] = picture_name(key)
    return kept[picture.data], None
