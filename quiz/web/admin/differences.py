"""A form that came second: what it says, what is true now, and who changed that, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask_babel import format_date, format_time
from flask_babel import gettext as _
from wtforms import BooleanField, Field, Form, HiddenField, SelectField
from wtforms.csrf.core import CSRFTokenField

from quiz.accounts.queries import everybody
from quiz.audit.labels import NAMELESS, act_of
from quiz.audit.models import AuditEntry, Subject
from quiz.audit.queries import entries_about
from quiz.i18n import measures
from quiz.i18n.field import LocalizedField
from quiz.web.admin.record import hour_of
from quiz.web.language import current_language

FILE = "bank.import"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What somebody did, in words, and when in the reader's own city."""

    who: object
    act: object
    when: measures.LocalTime


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says something else than is true now; `change` is none where only you did."""

    label: str
    html_lang: str | None
    language: str
    yours: str
    now: str
    change: ChangeLine | None


@dataclass(frozen=True, slots=True)
class Collision:
    """All fields that differ, and the last change of what the form is about."""

    differences: tuple[Difference, ...]
    last: ChangeLine | None


def collision(form: Any, present: Any, seen: int, entries: Sequence[AuditEntry]) -> Collision:
    """The form beside `present`, the same one filled with what is true now.

    `seen` is the version that its sender saw; `entries` are about the thing, the newest first.
    """
    changes = list(unseen(entries, seen))
    people = {person.email: person.name or person.email for person in everybody()}
    differences = []
    for name, mine, other in pairs(form, present):
        if held(mine) == held(other):
            continue
        entry = next((one for one in changes if touches(one, form.recorded_as(name))), None)
        differences.append(
            Difference(
                label=form[name].label.text,
                html_lang=getattr(mine, "html_lang", None),
                language="" if mine is form[name] else mine.label.text,
                yours=held(mine),
                now=held(other),
                change=None if entry is None else change_line(entry, people),
            )
        )
    last = change_line(entries[0], people) if entries else None
    return Collision(tuple(differences), last)


def recorded(subject: str | Subject, **about: Any) -> list[AuditEntry]:
    """The changes of a thing, the newest first; of one that is part of it, named by its number."""
    part = next(iter(about.items()), None)
    return [
        entry
        for entry in entries_about(subject)
        if part is None
        or entry.details.get(part[0]) == part[1]
        or (entry.act == FILE and part[1] in entry.details.get("changed", ()))
    ]


def unseen(entries: Sequence[AuditEntry], seen: int) -> Iterator[AuditEntry]:
    """What was changed after the version that was seen, the newest first."""
    for entry in entries:
        version = entry.details.get("version")
        if version is not None and version <= seen:
            return
        if version is not None or entry.act == FILE:
            yield entry


def touches(entry: AuditEntry, name: str) -> bool:
    """Whether a change is one of that field; a file may have changed any."""
    return entry.act == FILE or name in entry.details.get("fields", ())


def change_line(entry: AuditEntry, people: dict[str, str]) -> ChangeLine:
    """An entry of the record as it is read."""
    known = NAMELESS.get(entry.actor) or people.get(entry.actor, entry.actor)
    return ChangeLine(known, act_of(entry), hour_of(entry))


def pairs(form: Form, present: Form) -> Iterator[tuple[str, Field, Field]]:
    """Each field by its name, mine and the present one; of two languages, each box."""
    for field in form:
        name = field.short_name
        if isinstance(field, (HiddenField, CSRFTokenField)) or name in form.beside:
            continue
        if isinstance(field, LocalizedField):
            boxes = zip(field.by_language, present[name].by_language, strict=True)
            yield from ((name, mine, other) for mine, other in boxes)
        else:
            yield name, field, present[name]


def held(field: Field) -> str:
    """What a field holds, in words."""
    if isinstance(field, BooleanField):
        return str(_("Yes") if field.data else _("No"))
    if isinstance(field, SelectField):
        chosen = (choice.label for choice in field.iter_choices() if choice.selected)
        return str(next(chosen, ""))
    if isinstance(field.data, datetime):
        hour = format_time(field.data, "short", rebase=False)
        day = format_date(field.data, "full", rebase=False)
        return str(_("%(day)s, %(hour)s", day=day, hour=hour))
    if isinstance(field.data, (int, Decimal)):
        return measures.number(float(field.data), current_language())
    return str(field.data or "").replace("\r\n", "\n").strip()
