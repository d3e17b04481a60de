"""The run of show: what will be asked, in which order, and what cannot be launched yet."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.accounts.roles import ADMIN
from quiz.bank.queries import list_banks, list_numbers
from quiz.bank.search import Search, find_first
from quiz.console.evening import read_entries
from quiz.console.programme import EntryLine, entry_lines
from quiz.database import writing
from quiz.events.actions import edit
from quiz.events.models import Event
from quiz.events.queries import count_binned_places, event_times, get_event
from quiz.extensions import db
from quiz.live.runtime import runtime
from quiz.web.admin.blueprint import admin
from quiz.web.admin.reading import number_of, searched
from quiz.web.guards import role
from quiz.web.signing import actor
from quiz.web.values import whole_number, whole_numbers

MOST_OFFERED = 100


def planned(event: Event) -> list[EntryLine]:
    """What is not launched yet, in order, judged for as many players as there are now."""
    players = runtime().reader.players(event.id)
    return entry_lines(read_entries(event.id, players), event_times(event))


@admin.get("/events/<code>/show", endpoint="show")
@role(ADMIN)
def programme_page(code: str) -> ResponseReturnValue:
    """The run of show beside a bank to add from."""
    event, banks = get_event(code), list_banks()
    chosen = number_of("bank", banks[0].id if banks else 0)
    entries = planned(event)
    return render_template(
        "admin/show.html",
        event=event,
        entries=entries,
        binned=count_binned_places(event.id),
        launched=sum(played.cancelled_at is None for played in event.rounds),
        used={entry.question_id for entry in entries} | {r.question_id for r in event.rounds},
        banks=banks,
        bank=next((bank for bank in banks if bank.id == chosen), None),
        offered=find_first(Search(searched(), chosen), MOST_OFFERED),
        search=searched(),
    )


@admin.post("/events/<code>/show", endpoint="plan")
@role(ADMIN)
def post_plan(code: str) -> ResponseReturnValue:
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
    return show_again(code, bank)


@admin.post("/events/<code>/show/<int:entry_id>/move", endpoint="move_entry")
@role(ADMIN)
def post_entry_move(code: str, entry_id: int) -> ResponseReturnValue:
    """Put a question before another one, or at the end."""
    before = whole_number(request.form.get("before"))
    event_id, by = get_event(code).id, actor()
    with writing():
        edit.move_entry(event_id, entry_id, before, by)
        db.session.commit()
    return show_again(code)


@admin.post("/events/<code>/show/<int:entry_id>/remove")
@role(ADMIN)
def remove_entry(code: str, entry_id: int) -> ResponseReturnValue:
    """Take a question out of the run of show; it stays in its bank."""
    event_id, by = get_event(code).id, actor()
    with writing():
        edit.unplan(event_id, entry_id, by)
        db.session.commit()
    flash(_("The question was taken out. It is still in its bank."), "right")
    return show_again(code)


def show_again(code: str, bank: int | None = None) -> ResponseReturnValue:
    """The run of show again, beside the same bank."""
    bank = bank or whole_number(request.args.get("bank"))
    return redirect(url_for("admin.show", code=code, bank=bank), 303)
