"""The pictures that come inside a bank's file: prepared and kept before its questions are."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from threading import Lock

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import PLACELESS, FileDoubt, FilePicture, ReadQuestion
from quiz.bank.formats.past_versions import with_pictures_named
from quiz.bank.formats.refusal import FileError
from quiz.bank.imports import BankFile, Follow, bank_file
from quiz.bank.rules import Draft, picture_key, picture_name
from quiz.clock import clock
from quiz.database import writing
from quiz.extensions import db
from quiz.pictures.actions import keep_picture
from quiz.pictures.process import prepare_picture
from quiz.pictures.queries import find_picture
from quiz.pictures.rules import SENTENCES, PictureRefused

# Each takes some tenths of a second; whoever has more brings them in several files.
MOST_PICTURES = 200
# Files of which a process remembers what they became: a hundred bytes each.
MOST_REMEMBERED = 2_000


class PreparedFiles:
    """Which picture a file became, of the last `most` files: whoever looks again waits no more."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._keys: dict[bytes, str] = {}
        self._lock = Lock()

    def find(self, data: bytes) -> str | None:
        """The key of the picture that was made of such a file, if it is remembered."""
        return self._keys.get(_digest(data))

    def remember(self, data: bytes, key: str) -> None:
        """Keep in mind what became of a file; the one that has been known longest is forgotten."""
        with self._lock:
            self._keys[_digest(data)] = key
            if len(self._keys) > self._most:
                del self._keys[next(iter(self._keys))]


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


PREPARED = PreparedFiles()


def with_kept_pictures(file: BankFile, by: str, follow: Follow = iter) -> BankFile:
    """The file, its questions naming the pictures as they are kept here.

    A picture that cannot be one of ours is a doubt about its question, which is taken without it.
    `follow` sees how far it is.
    """
    kept: dict[bytes, str] = {}
    questions: list[ReadQuestion] = []
    doubts: list[FileDoubt] = []
    for question in follow(file.reading.questions):
        names: dict[FilePicture, str] = {}
        for picture in _missing_pictures(question):
            names[picture], reason = _kept_name(picture, kept, by)
            if reason is not None:
                doubts.append(FileDoubt(FileError(reason, question.row)))
        draft = _with_names(question.draft, names)
        history = with_pictures_named(
            question.history, {picture.name: name for picture, name in names.items()}
        )
        questions.append(replace(question, draft=draft, history=history))
    if not kept and not doubts:
        return file
    reading = replace(
        file.reading, questions=tuple(questions), doubts=(*file.reading.doubts, *doubts)
    )
    return bank_file(reading)


def _missing_pictures(question: ReadQuestion) -> Iterator[FilePicture]:
    """The pictures that a question shows, if they came with the file and are not here yet.

    It may have been mended since, and show others.
    """
    names = dict(enumerate(_names_in(question.draft)))
    for picture in question.pictures:
        is_shown = picture.choice == PLACELESS or names.get(picture.choice) == picture.name
        if is_shown and find_picture(picture_key(picture.name)) is None:
            yield picture


def _names_in(draft: Draft) -> tuple[str, ...]:
    """What a question calls its own picture, and those of its choices."""
    return (draft.image, *draft.key.get("pictures", ()))


def _with_names(draft: Draft, names: Mapping[FilePicture, str]) -> Draft:
    """The question with those names of its pictures, by their places; its object's by its name."""
    if not names:
        return draft
    own, *others = _names_in(draft)
    for picture, name in names.items():
        if picture.choice == PLACELESS:
            continue
        if picture.choice:
            others[picture.choice - 1] = name
        else:
            own = name
    key = {**draft.key, "pictures": others} if others else draft.key
    by_name = {picture.name: name for picture, name in names.items()}
    cited = by_name.get(draft.object_picture, draft.object_picture)
    return replace(draft, image=own, object_picture=cited, key=key)


def _kept_name(
    picture: FilePicture, kept: dict[bytes, str], by: str
) -> tuple[str, LazyString | None]:
    """How questions name the picture once it is kept; or its own name, and why it is not."""
    if picture.data in kept:
        return kept[picture.data], None
    known = PREPARED.find(picture.data)
    if known is not None and find_picture(known) is not None:
        kept[picture.data] = picture_name(known)
        return kept[picture.data], None
    file = picture.file or picture.name
    if len(kept) >= MOST_PICTURES:
        return file, _l("A file brings at most %(most)s pictures.", most=MOST_PICTURES)
    try:
        prepared = prepare_picture(picture.data)
    except PictureRefused as refused:
        return file, SENTENCES[refused.fault]
    with writing():
        key = keep_picture(prepared, file, clock.now(), by).key
        db.session.commit()
    PREPARED.remember(picture.data, key)
    kept[picture.data] = picture_name(key)
    return kept[picture.data], None
