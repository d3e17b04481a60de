"""Two files in one language each, made one in both: questions go together by their order. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import FileReading, LeftOut, ReadQuestion
from quiz.bank.formats.foreign import first_words, judged
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.kinds.registry import KINDS
from quiz.bank.rules import Draft
from quiz.i18n.localized import LANGUAGES, Localized

FileEntry = ReadQuestion | LeftOut
TEXTS = ("prompt", "explanation", "object_title", "image_alt")
SAME = {
    "fr": _l("Both files are in French. One of them must be in Chinese."),
    "zh": _l("Both files are in Chinese. One of them must be in French."),
    "": _l("One of these files has both languages already. Import it alone."),
}
ALONE = _l("The other file has no question at this place.")
OTHER_KIND = _l("The question at this place of the other file is of another kind.")
OTHER_CHOICES = _l("The question at this place of the other file has another number of choices.")
OTHER_KEY = _l("The two files name different right answers. Say which one is right.")


def paired(
    one: FileReading, other: FileReading, partners: Mapping[int, int] | None = None
) -> FileReading:
    """The questions of both files, in the order of `one`.

    `partners` names the row of `other` for a row of `one` whose place is not the same, 0 for none.
    FileRefused where the files are not in one language each.
    """
    if not one.language or not other.language or one.language == other.language:
        known = one.language if one.language == other.language else ""
        raise FileRefused([FileError(SAME[known])])
    found = [_joined(*pair) for pair in _pairs(entries(one), entries(other), partners or {})]
    questions = (each for each in found if isinstance(each, ReadQuestion))
    refused = (each for each in found if isinstance(each, LeftOut))
    return replace(judged(questions, refused, ""), format=one.format)


def entries(reading: FileReading) -> list[FileEntry]:
    """Every question of a file in its order, taken or not."""
    return sorted((*reading.questions, *reading.left_out), key=lambda entry: entry.row)


def _pairs(
    ones: Sequence[FileEntry], others: Sequence[FileEntry], partners: Mapping[int, int]
) -> Iterator[tuple[FileEntry | None, FileEntry | None]]:
    """Each with the one at its place, but for those that somebody has paired otherwise."""
    by_row = {entry.row: entry for entry in others}
    places = zip_longest((entry.row for entry in ones), (entry.row for entry in others))
    chosen = {row: partners.get(row, usual) for row, usual in places if row is not None}
    for entry in ones:
        yield entry, by_row.get(chosen[entry.row] or 0)
    taken = set(chosen.values())
    yield from ((None, entry) for entry in others if entry.row not in taken)


def _joined(one: FileEntry | None, other: FileEntry | None) -> FileEntry:
    """The question in both languages, or why it is none."""
    if one is None or other is None:
        (alone,) = (entry for entry in (one, other) if entry is not None)
        return alone if isinstance(alone, LeftOut) else _noted(alone, ALONE)
    one, other = _as_read(one), _as_read(other)
    if isinstance(one, LeftOut):
        return replace(one, question=None, partner=other.row)
    if isinstance(other, LeftOut):
        text = first_words(_prompt(one.draft))
        return replace(other, row=one.row, text=text, question=None, partner=other.row)
    if (reason := _mismatch(one.draft, other.draft)) is not None:
        text = first_words(f"{_prompt(one.draft)} / {_prompt(other.draft)}")
        return LeftOut(one.row, text, (FileError(reason, one.row),), partner=other.row)
    draft = _merged(one.draft, other.draft)
    notes = (*one.notes, *(note for note in other.notes if str(note) not in map(str, one.notes)))
    pictures = one.pictures or other.pictures
    question = replace(one, draft=draft, notes=notes, pictures=pictures, partner=other.row)
    is_torn = bool(one.draft.key) and not draft.key
    return _noted(question, OTHER_KEY) if is_torn else question


def _as_read(entry: FileEntry) -> FileEntry:
    """The question, even if it could not be taken alone: both are judged together."""
    if isinstance(entry, LeftOut) and entry.question is not None:
        return entry.question
    return entry


def _prompt(draft: Draft) -> str:
    return draft.prompt.in_(LANGUAGES[0])


def _noted(question: ReadQuestion, note: LazyString) -> ReadQuestion:
    return replace(question, notes=(*question.notes, note))


def _mismatch(one: Draft, other: Draft) -> LazyString | None:
    """Why two questions cannot be the same one in two languages."""
    if KINDS[one.kind].widget != KINDS[other.kind].widget:
        return OTHER_KIND
    return OTHER_CHOICES if len(one.choices) != len(other.choices) else None


def _merged(one: Draft, other: Draft) -> Draft:
    texts: dict[str, Any] = {
        name: _both(getattr(one, name), getattr(other, name)) for name in TEXTS
    }
    pairs = zip(one.choices, other.choices, strict=True)
    tags = tuple(dict.fromkeys((*one.tags, *other.tags)))
    merged = replace(one, choices=tuple(_both(*pair) for pair in pairs), tags=tags, **texts)
    return replace(merged, key=_key(one, other))


def _key(one: Draft, other: Draft) -> dict[str, Any]:
    """The key that both name, or the only one that there is; none where they differ."""
    if KINDS[one.kind].takes_forms:
        forms = (*one.key.get("forms", ()), *other.key.get("forms", ()))
        return {"forms": list(dict.fromkeys(forms))} if forms else {}
    keys = [dict(draft.key) for draft in (one, other) if draft.key]
    return keys[0] if keys and all(key == keys[0] for key in keys) else {}


def _both(one: Localized, other: Localized) -> Localized:
    return Localized(fr=one.fr or other.fr, zh=one.zh or other.zh)
