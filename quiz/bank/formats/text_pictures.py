"""The pictures that a foreign question's texts name, found in its file."""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import FilePicture, ReadQuestion
from quiz.bank.formats.texts import ForeignText, TextPicture
from quiz.bank.kinds.picture import PICTURES, PictureChoice
from quiz.bank.kinds.single import Single
from quiz.bank.rules import Draft
from quiz.i18n.localized import Localized

# The bytes of a file beside the question, by the address that the text names; None if it is gone.
OpenFile = Callable[[str], bytes | None]
EMBEDDED = re.compile(r"data:image/([a-z+]{2,20})[^,]{0,60};base64,(.*)", re.DOTALL | re.IGNORECASE)
NAME_LONGEST = 80


def with_pictures(
    question: ReadQuestion,
    prompt: ForeignText,
    choices: Sequence[ForeignText],
    open_file: OpenFile,
) -> ReadQuestion:
    """The question with the pictures of its texts; notes name those that are not in the file.

    Where every choice is a picture and nothing else, pictures are what one chooses among; a single
    one is called by its description, or by the name of its file.
    """
    pictures: list[FilePicture] = []
    notes: list[LazyString] = []
    for number, text in enumerate((prompt, *choices)):
        for named in text.pictures:
            name, data = _name_of(named.source), _bytes_of(named.source, open_file)
            if data is None:
                notes.append(_l("Its picture is not in this file: %(name)s.", name=name))
            else:
                pictures.append(FilePicture(name, data, named.alt, number))
    draft = _with_names(question.draft, choices)
    own = next((picture for picture in pictures if not picture.choice), None)
    if own is not None:
        draft = replace(draft, image=own.name, image_alt=own.alt)
    if own is None and _are_pictures(draft, choices, pictures):
        names = [picture.name for picture in pictures]
        draft = replace(draft, kind=PictureChoice.name, key={**draft.key, PICTURES: names})
    else:
        notes += [_not_taken(picture) for picture in pictures if picture.choice]
    kept = (*question.pictures, *pictures)
    return replace(question, draft=draft, pictures=kept, notes=(*question.notes, *notes))


def _are_pictures(
    draft: Draft, choices: Sequence[ForeignText], pictures: Sequence[FilePicture]
) -> bool:
    """Whether each choice is one picture that came along, and one choice is right."""
    is_bare = bool(choices) and not any(choice.words for choice in choices)
    each = [picture.choice for picture in pictures] == [*range(1, len(choices) + 1)]
    return is_bare and each and draft.kind == Single.name


def _not_taken(picture: FilePicture) -> LazyString:
    return _l(
        "The picture of choice %(number)s is not taken over: %(name)s.",
        number=picture.choice,
        name=picture.name,
    )


def no_files(address: str) -> bytes | None:  # noqa: ARG001 (a text has no files beside it)
    """No file at all, for formats that hold texts alone."""
    return None


def _with_names(draft: Draft, choices: Sequence[ForeignText]) -> Draft:
    """The choices that are only pictures under the pictures' names."""
    if len(choices) != len(draft.choices):
        return draft
    named = [
        choice if choice or not text.pictures else _called(text.pictures[0])
        for choice, text in zip(draft.choices, choices, strict=True)
    ]
    return replace(draft, choices=tuple(named))


def _called(picture: TextPicture) -> Localized:
    return picture.alt or Localized(fr=PurePosixPath(_name_of(picture.source)).stem)


def _bytes_of(source: str, open_file: OpenFile) -> bytes | None:
    embedded = EMBEDDED.fullmatch(source.strip())
    if embedded is None:
        return open_file(unquote(source.partition("?")[0].partition("#")[0]))
    return decode_base64(embedded[2])


def decode_base64(text: str) -> bytes | None:
    """The bytes that a text holds; None where it holds none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True) or None
    except (binascii.Error, ValueError):
        return None


def _name_of(source: str) -> str:
    """The name of the file, as short as a name should be."""
    embedded = EMBEDDED.match(source.strip()[:NAME_LONGEST])
    if embedded is not None or source.startswith("data:"):
        return f"picture.{embedded[1].lower() if embedded else 'bin'}"
    return PurePosixPath(unquote(source.partition("?")[0])).name[-NAME_LONGEST:]
