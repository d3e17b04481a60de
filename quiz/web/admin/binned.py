"""The bin: what staff deleted in the last 30 days, to be brought back or deleted for good."""

from dataclasses import dataclass

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import ADMIN
from quiz.audit.labels import NAMELESS
from quiz.bank import bin as banks
from quiz.bank.bulk.act import change_many, ready_task
from quiz.bank.bulk.base import Bulk, BulkWish
from quiz.bank.models import Bank, Question
from quiz.bin import KEPT_DAYS, KEPT_MS, Binnable
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Conflict, Invalid, QuizError
from quiz.events.actions.bin import (
    check_typed,
    get_binned_event,
    list_binned_events,
    renew_shows,
    renew_shows_of_bank,
    restore_event,
)
from quiz.events.models import Event
from quiz.extensions import db
from quiz.game.actions.erase import erase_event
from quiz.i18n.measures import LocalTime
from quiz.live.runtime import runtime
from quiz.web.admin.blueprint import admin
from quiz.web.admin.record import local_hour
from quiz.web.guards import role
from quiz.web.signing import actor


@dataclass(frozen=True, slots=True)
class BinLine:
    """A row in the bin, and the instant (ms UTC) after which it is deleted for good."""

    row: Bank | Question | Event
    until: int
    players: int = 0


@admin.get("/bin", endpoint="bin")
@role(ADMIN)
def bin_contents() -> ResponseReturnValue:
    """Everything in the bin, the last one first."""
    return bin_page()


def bin_page(refusal: QuizError | None = None) -> ResponseReturnValue:
    """The bin, perhaps with why something that was asked for was not done."""
    events = [
        BinLine(event, gone_at(event), runtime().reader.players(event.id))
        for event in list_binned_events()
    ]
    page = render_template(
        "admin/bin.html",
        refusal=refusal,
        nameless=NAMELESS,
        days=KEPT_DAYS,
        banks=[BinLine(bank, gone_at(bank)) for bank in banks.list_binned_banks()],
        questions=[BinLine(row, gone_at(row)) for row in banks.list_binned_questions()],
        events=events,
    )
    return make_response(page, 200 if refusal is None else refusal.status)


@admin.app_template_filter("hour_here")
def hour_here(at: int) -> LocalTime:
    """An instant (ms) in one place: the reader's."""
    return local_hour(at)


def gone_at(row: Binnable) -> int:
    return (row.binned_at or 0) + KEPT_MS


@admin.post("/bin/questions/<int:question_id>/restore", endpoint="restore_question")
@role(ADMIN)
def post_question_return(question_id: int) -> ResponseReturnValue:
    """Bring a question back into its bank and its runs of show."""
    by, task = actor(), ready_task(BulkWish(Bulk.RESTORE), {question_id: None})
    with writing():
        done = change_many(task, clock.now(), by)
        renew_shows(done.changed)
        db.session.commit()
    if done.left:
        return bin_page(Conflict(done.left[0].reason))
    flash(_("The question is in its bank again."), "right")
    return bin_again()


@admin.post("/bin/questions/<int:question_id>/delete", endpoint="erase_question")
@role(ADMIN)
def post_question_erasure(question_id: int) -> ResponseReturnValue:
    """Delete a question for good."""
    by = actor()
    with writing():
        banks.erase_question(question_id, by)
        db.session.commit()
    flash(_("The question is deleted for good."), "right")
    return bin_again()


@admin.post("/bin/banks/<int:bank_id>/restore", endpoint="restore_bank")
@role(ADMIN)
def post_bank_return(bank_id: int) -> ResponseReturnValue:
    """Bring a bank back with the questions that went with it."""
    by = actor()
    try:
        with writing():
            banks.restore_bank(bank_id, by)
            renew_shows_of_bank(bank_id)
            db.session.commit()
    except Conflict as refusal:
        return bin_page(refusal)
    flash(_("The bank is here again, with its questions."), "right")
    return redirect(url_for("admin.bank", bank_id=bank_id), 303)


@admin.post("/bin/banks/<int:bank_id>/delete", endpoint="erase_bank")
@role(ADMIN)
def post_bank_erasure(bank_id: int) -> ResponseReturnValue:
    """Delete a bank for good, with everything in it."""
    by = actor()
    with writing():
        banks.erase_bank(bank_id, by)
        db.session.commit()
    flash(_("The bank is deleted for good."), "right")
    return bin_again()


@admin.post("/bin/events/<int:event_id>/restore", endpoint="restore_event")
@role(ADMIN)
def post_event_restoration(event_id: int) -> ResponseReturnValue:
    """Bring an event back with its players and codes."""
    by = actor()
    with writing():
        code = restore_event(event_id, by).code
        db.session.commit()
    flash(_("The event is here again, with its players and its codes."), "right")
    return redirect(url_for("admin.event", code=code), 303)


@admin.post("/bin/events/<int:event_id>/delete", endpoint="erase_event")
@role(ADMIN)
def post_event_erasure(event_id: int) -> ResponseReturnValue:
    """Delete an event for good with its answers; where it has players, its code is typed first."""
    by, players = actor(), runtime().reader.players(event_id)
    try:
        with writing():
            check_typed(get_binned_event(event_id), players, request.form.get("typed", ""))
            erase_event(event_id, clock.now(), by)
            db.session.commit()
    except (Conflict, Invalid) as refusal:
        return bin_page(refusal)
    flash(_("The event is deleted for good. Its codes are free again."), "right")
    return bin_again()


def bin_again() -> ResponseReturnValue:
    return redirect(url_for("admin.bin"), 303)
