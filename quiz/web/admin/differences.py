"""A form that came second: what it says, what is true now, and who changed that, and when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel import gettext as _
from wtforms import BooleanField, Field, SelectField

from quiz.accounts.queries import everybody
from quiz.audit.labels import NAMELESS, act_of
from quiz.audit.models import AuditEntry
from quiz.audit.queries import entries_about
from quiz.bank.history.queries import list_versions
from quiz.bank.models import QuestionVersion
from quiz.events.models import Event
from quiz.i18n import measures
from quiz.web.admin.forms.picture import PictureName
from quiz.web.admin.forms.versioned import VersionedForm, box_mark, boxes, fill_as
from quiz.web.admin.record import hour_of
from quiz.web.language import current_language
from quiz.web.values import whole_number

RENAME = "bank.rename"


class Acts(NamedTuple):
    """The entries that may have changed a form's fields, the newest first, and the last of all."""

    changes: Sequence[AuditEntry]
    last: AuditEntry | None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What somebody did, in words, and when in the reader's own city."""

    who: object
    act: object
    when: measures.LocalTime


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says something else than is true now, and who changed it, where that is known.

    One that `is_alone` was changed by the form's sender and by nobody else.
    """

    label: str
    html_lang: str | None
    language: str
    yours: str
    now: str
    change: ChangeLine | None
    is_alone: bool


@dataclass(frozen=True, slots=True)
class Collision:
    """All fields that differ, and the last change of what the form is about.

    `taken` are those that the sender had left alone: the form says now what others wrote.
    """

    differences: tuple[Difference, ...]
    taken: tuple[Difference, ...]
    last: ChangeLine | None


def collision(form: VersionedForm, present: VersionedForm, acts: Acts) -> Collision:
    """The form beside `present`, the same one filled with what is true now.

    What its sender did not change becomes what is true now, and the form may be sent again.
    """
    seen = whole_number(str(form.version.data)) or 0
    changes = list(changes_since(acts.changes, seen))
    people = {person.email: person.name or person.email for person in everybody()}
    was = form.seen
    differences, taken = [], []
    for name, mine, other in pairs(form, present):
        if text_of(mine) == text_of(other):
            continue
        seen_then = was.get(mine.name)
        is_theirs = seen_then != box_mark(other)
        acting = (one for one in changes if is_theirs and touches(one, form.recorded_as(name)))
        entry = next(acting, None)
        change = None if entry is None else change_line(entry, people)
        is_alone = entry is None if seen_then is None else not is_theirs
        found = difference(form[name], mine, other, change, is_alone=is_alone)
        if seen_then == box_mark(mine):
            fill_as(mine, other)
            taken.append(found)
        else:
            differences.append(found)
    form.version.data, form.base.data = present.version.data, present.base.data
    last = change_line(acts.last, people) if acts.last else None
    return Collision(tuple(differences), tuple(taken), last)


def difference(
    field: Field, mine: Field, other: Field, change: ChangeLine | None, *, is_alone: bool
) -> Difference:
    """What a box says and what is true now, in words."""
    return Difference(
        label=field.label.text,
        html_lang=getattr(mine, "html_lang", None),
        language="" if mine is field else mine.label.text,
        yours=text_of(mine),
        now=text_of(other),
        change=change,
        is_alone=is_alone,
    )


def event_acts(event: Event, part: str = "channel", number: int | None = None) -> Acts:
    """What was done to an event, and of that the changes of it, or of a part of that number.

    The `part` is `channel` or `output`.
    """
    entries = entries_about(event.subject)
    changes = [entry for entry in entries if entry.details.get(part) == number]
    return Acts(changes, entries[0] if entries else None)


def question_acts(question_id: int) -> Acts:
    """Who wrote the last versions of a question, and what of it each of them changed."""
    versions = list_versions(question_id, 1).rows
    changes = [
        AuditEntry(
            at=version.made_at,
            actor=version.actor,
            act=version.act,
            details={"version": version.number, "fields": changed_parts(before, version)},
        )
        for version, before in zip(versions, [*versions, None][1:], strict=True)
        if version.made_at is not None
    ]
    return Acts(changes, changes[0] if changes else None)


def changed_parts(before: QuestionVersion | None, version: QuestionVersion) -> list[str]:
    """The names of the parts that a version says otherwise than the one before it."""
    was: Mapping[str, Any] = {} if before is None else before.content
    return [name for name, value in version.content.items() if was.get(name) != value]


def object_acts(object_id: int) -> Acts:
    """What was done to an object."""
    entries = entries_about(f"object {object_id}")
    return Acts(entries, entries[0] if entries else None)


def bank_acts(bank_id: int) -> Acts:
    """What was done to a bank and its questions, and of that its new names."""
    entries = entries_about(f"bank {bank_id}")
    renamed = [entry for entry in entries if entry.act == RENAME]
    return Acts(renamed, entries[0] if entries else None)


def changes_since(changes: Sequence[AuditEntry], seen: int) -> Iterator[AuditEntry]:
    """What was changed after the version that was seen, the newest first."""
    for entry in changes:
        made = entry.details.get("version")
        if made is not None and made <= seen:
            return
        if made is not None:
            yield entry


def touches(entry: AuditEntry, name: str) -> bool:
    """Whether a change is one of that field."""
    return name in entry.details.get("fields", ())


def change_line(entry: AuditEntry, people: dict[str, str]) -> ChangeLine:
    """An entry of the record as it is read."""
    known = NAMELESS.get(entry.actor) or people.get(entry.actor, entry.actor)
    return ChangeLine(known, act_of(entry), hour_of(entry))


def pairs(form: VersionedForm, present: VersionedForm) -> Iterator[tuple[str, Field, Field]]:
    """Each box by its field's name, mine and the present one."""
    for (name, mine), (_name, other) in zip(boxes(form), boxes(present), strict=True):
        yield name, mine, other


def text_of(field: Field) -> str:
    """What a field holds, in words."""
    if isinstance(field, PictureName):
        return field.in_words
    if isinstance(field, BooleanField):
        return str(_("Yes") if field.data else _("No"))
    if isinstance(field, SelectField):
        chosen = (choice.label for choice in field.iter_choices() if choice.selected)
        return str(next(chosen, ""))
    if isinstance(field.data, datetime):
        hour = measures.hour_of_day(field.data, current_language())
        day = measures.full_date(field.data, current_language())
        return str(_("%(day)s, %(hour)s", day=day, hour=hour))
    if isinstance(field.data, (int, Decimal)):
        return measures.number(float(field.data), current_language())
    return str(field.data or "").replace("\r\n", "\n").strip()
