"""The run of show: what will be asked, in which order, and what cannot be launched yet."""

from dataclasses import dataclass

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.accounts.roles import ADMIN
from quiz.bank.kinds.registry import KINDS
from quiz.bank.models import Question
from quiz.bank.queries import draft_of, list_banks, list_numbers, search_questions
from quiz.bank.rules import Problem
from quiz.database import writing
from quiz.events.actions import edit
from quiz.events.models import Event
from quiz.events.queries import get_event, list_entries
from quiz.events.rules import launch_problems, spread_ms
from quiz.extensions import db
from quiz.web.admin.blueprint import admin
from quiz.web.admin.reading import desk, number_of, searched
from quiz.web.guards import role
from quiz.web.signing import actor
from quiz.web.values import whole_number, whole_numbers

MOST_OFFERED = 100


@dataclass(frozen=True, slots=True)
class Planned:
    """A question of the run of show at its place, from 1; its problems keep it from launching.

    `number` is the one that its round will have if nothing is moved.
    """

    id: int
    place: int
    number: int
    question: Question
    problems: tuple[Problem, ...]

    @property
    def above(self) -> int:
        """The place before its own."""
        return self.place - 1

    @property
    def below(self) -> int:
        """The place after its own."""
        return self.place + 1


def launched(event: Event) -> int:
    """How many rounds there were."""
    return sum(played.cancelled_at is None for played in event.rounds)


def planned(event: Event) -> list[Planned]:
    """What is not launched yet, in order, judged for as many players as there are now."""
    players = desk().reader.players(event.id)
    spread = spread_ms(players, current_app.config["CAPACITY"])
    before = launched(event)
    found = []
    for place, entry in enumerate(list_entries(event.id), 1):
        problems = launch_problems(draft_of(entry.question), spread)
        found.append(Planned(entry.id, place, before + place, entry.question, problems))
    return found


@admin.get("/events/<code>/show")
@role(ADMIN)
def show(code: str) -> ResponseReturnValue:
    """The run of show beside a bank to add from."""
    event, banks = get_event(code), list_banks()
    chosen = number_of("bank", banks[0].id if banks else 0)
    entries = planned(event)
    return render_template(
        "admin/show.html",
        event=event,
        entries=entries,
        launched=launched(event),
        used={entry.question.id for entry in entries} | {r.question_id for r in event.rounds},
        banks=banks,
        bank=next((bank for bank in banks if bank.id == chosen), None),
        offered=search_questions(searched(), chosen, MOST_OFFERED),
        search=searched(),
        kinds=KINDS,
    )


@admin.post("/events/<code>/show")
@role(ADMIN)
def plan(code: str) -> ResponseReturnValue:
    """Add the ticked questions, or all of a bank."""
    event_id, by = get_event(code).id, actor()
    bank = whole_number(request.form.get("bank")) or 0
    numbers = whole_numbers(request.form.getlist("question"))
    if "whole" in request.form:
        numbers = list_numbers(bank)
    with writing():
        added = edit.plan(event_id, numbers, by) if numbers else 0
        db.session.commit()
    if added:
        flash(
            ngettext("%(num)d question was added.", "%(num)d questions were added.", added), "right"
        )
    else:
        flash(_("No question was chosen: tick those that should be added."), "warning")
    return back(code, bank)


@admin.post("/events/<code>/show/<int:entry_id>/move")
@role(ADMIN)
def move_entry(code: str, entry_id: int) -> ResponseReturnValue:
    """Put a question at another place, counted from 1."""
    place = whole_number(request.form.get("place")) or 1
    event_id, by = get_event(code).id, actor()
    with writing():
        edit.move_entry(event_id, entry_id, place - 1, by)
        db.session.commit()
    return back(code)


@admin.post("/events/<code>/show/<int:entry_id>/remove")
@role(ADMIN)
def remove_entry(code: str, entry_id: int) -> ResponseReturnValue:
    """Take a question out of the run of show; it stays in its bank."""
    event_id, by = get_event(code).id, actor()
    with writing():
        edit.unplan(event_id, entry_id, by)
        db.session.commit()
    flash(_("The question was taken out. It is still in its bank."), "right")
    return back(code)


def back(code: str, bank: int | None = None) -> ResponseReturnValue:
    """The run of show again, beside the same bank."""
    bank = bank or whole_number(request.args.get("bank"))
    return redirect(url_for("admin.show", code=code, bank=bank), 303)
