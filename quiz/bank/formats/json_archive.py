"""A bank's archive in JSON: everything that a question says, in one file that loses nothing.

The outermost value has `format`, `version`, the name of the bank, its questions in their order,
each with all that `Draft` has under the same names, `archived` where it is, the versions that it
had (`history`) and the texts that are behind their other language (`outdated`); the museum objects
that they cite, each once, by the number that questions give as `object`; and the pictures that they
show, by the names that they have there, in base64.
"""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.citation import CitedObject
from quiz.bank.formats.base import (
    PLACELESS,
    FilePicture,
    FileReading,
    Format,
    LeftOut,
    ReadQuestion,
    Seen,
)
from quiz.bank.formats.beginnings import first_characters
from quiz.bank.formats.columns import COLUMNS, RARELY
from quiz.bank.formats.foreign import judged, left_out
from quiz.bank.formats.json_drafts import draft_of_json, json_of_draft, outdated_of_json
from quiz.bank.formats.json_objects import json_of_object, object_of_json
from quiz.bank.formats.json_values import a_dict, a_list, a_text, json_of
from quiz.bank.formats.own_workbook import KnownDraft
from quiz.bank.formats.past_versions import (
    PastVersion,
    read_history,
    refuse_too_many,
    written_history,
)
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.formats.rows import MARK_LENGTH
from quiz.bank.formats.text_pictures import decode_base64
from quiz.bank.kinds.registry import canonical
from quiz.bank.rules import Draft, fingerprint
from quiz.bank.translation import to_json

NAME, VERSION = "celadon-bank", 1
MOST_QUESTIONS = 5_000
# What the archive says of every question: nothing of it is left as a bank has it.
HEADS = {name: name for name in (*COLUMNS, *RARELY, "picture_with_question")}


def write_archive(
    bank: str,
    known: Iterable[KnownDraft],
    pictures: Mapping[str, bytes] | None = None,
    objects: Mapping[int, CitedObject] | None = None,
) -> bytes:
    """The archive of a bank; `pictures` by the names that its questions give them."""
    archive = {
        "format": NAME,
        "version": VERSION,
        "bank": bank,
        "questions": [_written(each) for each in known],
        "objects": {str(key): json_of_object(each) for key, each in (objects or {}).items()},
        "pictures": {name: b64encode(data).decode() for name, data in (pictures or {}).items()},
    }
    return json.dumps(archive, ensure_ascii=False, indent=1).encode()


def is_archive_of_bank(data: bytes) -> bool:
    """Whether it says of itself that it is one."""
    start = first_characters(data)
    return start.startswith("{") and f'"{NAME}"' in start[:200]


def read_archive(data: bytes) -> FileReading:
    """The questions of an archive with their pictures; FileRefused where it is broken."""
    archive = a_dict(json_of(data))
    if archive.get("format") != NAME or archive.get("version") != VERSION:
        reason = _l("This archive was written by another version of the quiz, and is not read.")
        raise FileRefused([FileError(reason)])
    written = a_list(archive.get("questions"))
    if len(written) > MOST_QUESTIONS:
        reason = _l("The file has more than %(most)s questions.", most=MOST_QUESTIONS)
        raise FileRefused([FileError(reason)])
    pictures = a_dict(archive.get("pictures"))
    found = [_read(number, a_dict(each), pictures) for number, each in enumerate(written, 1)]
    objects = {key: object_of_json(each) for key, each in a_dict(archive.get("objects")).items()}
    found = [
        replace(read, cited=objects.get(a_text(a_dict(written[read.row - 1]).get("object"))))
        if isinstance(read, ReadQuestion)
        else read
        for read in found
    ]
    questions = [each for each in found if isinstance(each, ReadQuestion)]
    refuse_too_many(question.history for question in questions)
    refused = (each for each in found if isinstance(each, LeftOut))
    return replace(judged(questions, refused, ""), heads=HEADS)


def _written(known: KnownDraft) -> dict[str, Any]:
    """A question as JSON: its text by languages, lists as lists."""
    draft = canonical(known.draft)
    values = json_of_draft(draft)
    if known.archived:
        values |= {"archived": True}
    if known.object_id is not None:
        values |= {"object": str(known.object_id)}
    if not known.id:
        return values
    mark = fingerprint(draft)[:MARK_LENGTH]
    own = {"id": known.id, "version": known.version, "mark": mark, **values}
    more = {"history": written_history(known.history), "outdated": to_json(known.outdated)}
    return {**own, **{name: value for name, value in more.items() if value}}


def _read(
    number: int, written: Mapping[str, Any], pictures: Mapping[str, Any]
) -> ReadQuestion | LeftOut:
    draft = draft_of_json(written)
    try:
        canonical(draft)
    except (TypeError, ValueError, AttributeError, LookupError):
        reason = _l("What is right in this question cannot be read.")
        return left_out(number, draft.prompt.in_("fr"), reason)
    history = read_history(number, written.get("history"))
    came = (*_pictures(draft, pictures), *_other_pictures(draft, history, pictures))
    return ReadQuestion(
        number,
        draft,
        seen=_seen(written),
        pictures=came,
        history=history,
        archived=written.get("archived") is True,
        outdated=outdated_of_json(written.get("outdated"), draft),
    )


def _seen(written: Mapping[str, Any]) -> Seen | None:
    """Which question of a bank it was, if it says so."""
    number, version = written.get("id"), written.get("version")
    if not isinstance(number, int) or not isinstance(version, int) or number < 1:
        return None
    return Seen(number, version, a_text(written.get("mark"))[:MARK_LENGTH])


def _pictures(draft: Draft, pictures: Mapping[str, Any]) -> Iterator[FilePicture]:
    """The pictures of a question and of its choices that the archive has."""
    for number, name in enumerate((draft.image, *a_list(draft.key.get("pictures")))):
        data = _picture(a_text(name), pictures)
        if data is not None:
            alt = draft.choices[number - 1] if 0 < number <= len(draft.choices) else draft.image_alt
            yield FilePicture(a_text(name), data, alt, number)


def _other_pictures(
    draft: Draft, history: Iterable[PastVersion], pictures: Mapping[str, Any]
) -> Iterator[FilePicture]:
    """The pictures of its object and its versions, but for those that are its own or a choice's."""
    named = (name for version in history for name in version.picture_names)
    placed = {draft.image, *map(a_text, a_list(draft.key.get("pictures")))}
    for name in dict.fromkeys((draft.object_picture, *named)):
        data = None if name in placed else _picture(name, pictures)
        if data is not None:
            yield FilePicture(name, data, choice=PLACELESS)


def _picture(name: str, pictures: Mapping[str, Any]) -> bytes | None:
    return decode_base64(a_text(pictures.get(name))) if name else None


FORMAT = Format(
    name="archive",
    label="JSON",
    description=_l("A bank's archive (.json), as its export gives it."),
    suffixes=(".json",),
    media_types=("application/json",),
    recognizes=is_archive_of_bank,
    read=read_archive,
    write=lambda drafts: write_archive("", [KnownDraft(draft) for draft in drafts]),
)
