"""The record: what staff did, to one event or at all, the newest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.models import Staff
from quiz.accounts.queries import everybody, find_staff
from quiz.accounts.roles import ADMIN, HOST
from quiz.audit.labels import KINDS, NAMELESS, act_of, actor_in_words
from quiz.audit.models import AuditEntry
from quiz.audit.queries import entries_about, list_record
from quiz.bank.queries import list_banks
from quiz.events.queries import get_event, list_events, list_series
from quiz.i18n import measures
from quiz.i18n.localized import LANGUAGES
from quiz.objects.queries import object_titles
from quiz.web.admin.blueprint import admin
from quiz.web.admin.reading import number_of
from quiz.web.guards import role
from quiz.web.language import current_language


@dataclass(frozen=True, slots=True)
class RecordView:
    """Which part of the record the reader looks at: whose, of which kind; empty is all."""

    who: str
    kind: str
    page: int

    def at(self, page: int) -> dict[str, Any]:
        """The values of the address of another page of the same list."""
        return {"who": self.who or None, "kind": self.kind or None, "page": page}


@dataclass(frozen=True, slots=True)
class RecordLine:
    """An entry in words: when in the reader's own city, what was done, and to what."""

    entry: AuditEntry
    when: measures.LocalTime
    act: object
    subject: str


@admin.get("/record")
@role(ADMIN)
def whole_record() -> ResponseReturnValue:
    """Fifty entries about everything, of one person or one kind if the reader wishes."""
    kind = request.args.get("kind", "")
    view = RecordView(request.args.get("who", ""), kind * (kind in KINDS), number_of("page", 1))
    acts = KINDS[view.kind].acts if view.kind else ()
    people = everybody()
    page = list_record(acts, view.who or None, subject_about(view.who), view.page)
    names = known_names(people) | object_names(row.subject for row in page.rows)
    codes = {event.key: event.code for event in list_events(archived=None)}
    return render_template(
        "admin/whole_record.html",
        view=view,
        page=page,
        lines=[
            RecordLine(row, hour_of(row), act_of(row), subject_of(row, names, codes))
            for row in page.rows
        ],
        everybody=people,
        nameless=NAMELESS,
        who=actor_in_words,
        kinds=KINDS,
    )


@admin.get("/events/<code>/record", endpoint="record")
@role(ADMIN)
def event_record(code: str) -> ResponseReturnValue:
    """What staff did to the event, the newest first."""
    event = get_event(code)
    entries = [(entry, act_of(entry)) for entry in entries_about(event.subject)]
    return render_template("admin/record.html", event=event, entries=entries, who=actor_in_words)


def subject_about(who: str) -> str | None:
    """Under what subject the record keeps what was done to the person of that address."""
    staff = find_staff(who) if who else None
    return None if staff is None else f"staff {staff.id}"


def hour_of(entry: AuditEntry) -> measures.LocalTime:
    """When something was done."""
    return local_hour(entry.at)


def local_hour(at: int) -> measures.LocalTime:
    """An instant (ms): in Paris for who reads French, in Beijing for who reads Chinese."""
    language = current_language()
    return dict(zip(LANGUAGES, measures.local_times(at, language), strict=True))[language]


def known_names(people: Iterable[Staff]) -> dict[str, str]:
    """What is called how, by its subject in the record."""
    staff = {f"staff {person.id}": person.name or person.email for person in people}
    banks = {f"bank {bank.id}": bank.name for bank in list_banks()}
    series = {f"series {row.id}": row.title.in_(current_language()) for row in list_series()}
    return {f"role {HOST}": _("Host"), f"role {ADMIN}": _("Admin")} | staff | banks | series


def object_names(subjects: Iterable[str]) -> dict[str, str]:
    """The titles of the objects among those subjects of the record."""
    numbered = [subject.partition(" ") for subject in subjects]
    numbers = {int(rest) for kind, _space, rest in numbered if kind == "object"}
    language = current_language()
    return {f"object {n}": t.in_(language) for n, t in object_titles(numbers).items()}


def subject_of(entry: AuditEntry, names: Mapping[str, str], codes: Mapping[str, str]) -> str:
    """To what something was done, in words; what is gone keeps its number.

    `codes` has the present code of each event by its key.
    """
    kind, _space, rest = entry.subject.partition(" ")
    name = names.get(entry.subject, rest)
    present = codes.get(entry.event_key or "", rest)
    if kind == "event" and present != rest:
        return str(_("Event %(name)s, now %(code)s", name=name, code=present))
    sentences = {
        "event": lambda: _("Event %(name)s", name=name),
        "bank": lambda: _("Bank %(name)s", name=name),
        "questions": lambda: _("Questions of several banks"),
        "series": lambda: _("Series %(name)s", name=name),
        "staff": lambda: _("Account of %(name)s", name=name),
        "page": lambda: _("Page %(name)s", name=name),
        "role": lambda: _("Role %(name)s", name=name),
        "glossary": lambda: _("Glossary"),
        "object": lambda: _("Object %(name)s", name=name),
        "picture": lambda: _("Picture"),
        "pictures": lambda: _("Pictures"),
        "words": lambda: _("Words that nicknames may not hold"),
        "unknown": lambda: _("Unknown address %(mark)s", mark=entry.details.get("mark", "")),
    }
    return sentences[kind]() if kind in sentences else entry.subject
