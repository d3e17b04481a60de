"""The run of show, changed while live: add, move, remove, put back."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from quiz.accounts.roles import HOST
from quiz.bank.queries import get_question
from quiz.database import writing
from quiz.errors import Conflict, Invalid, QuizError
from quiz.events.actions.edit import entries_in_order, move_entry, plan, unplan
from quiz.events.actions.steps import lock_event
from quiz.events.models import Event
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.host.pages import Undo, done, refused
from quiz.web.language import local
from quiz.web.signing import actor
from quiz.web.values import whole_number, whole_numbers


@host.post("/<code>/show")
@role(HOST)
def add(code: str) -> ResponseReturnValue:
    """Put the chosen questions of a bank at the end of the run of show, or next."""
    event_id, by = get_event(code).id, actor()
    chosen = whole_numbers(request.form.getlist("question"))
    with writing():
        added = plan(event_id, chosen, by, first=is_next()) if chosen else 0
        db.session.commit()
    if not added:
        return refused(code, Invalid(_l("Please choose at least one question.")))
    return done(code, next_sentence(added) if is_next() else added_sentence(added))


def is_next() -> bool:
    """Whether what is sent shall be played next, and not last."""
    return request.form.get("place") == "next"


@host.post("/<code>/show/<int:entry_id>/move")
@role(HOST)
def move(code: str, entry_id: int) -> ResponseReturnValue:
    """Put an entry before the one that is named, or at the end."""
    event_id, by = get_event(code).id, actor()
    before = request.values.get("before", type=whole_number)
    try:
        with writing():
            move_entry(event_id, entry_id, before, by)
            db.session.commit()
    except QuizError as error:
        return refused(code, error)
    return done(code, _("The run of show is in its new order."))


@host.post("/<code>/show/<int:entry_id>/remove")
@role(HOST)
def remove(code: str, entry_id: int) -> ResponseReturnValue:
    """Take an entry out; for a while it can be put back."""
    event_id, by = get_event(code).id, actor()
    with writing():
        event = lock_event(event_id)
        undo = undo_of(event, entry_id)
        if undo is not None:
            unplan(event_id, entry_id, by)
            db.session.commit()
    if undo is None:
        return done(code, _("It was done already."), already=True)
    prompt = local(get_question(undo.question_id).prompt)
    return done(code, _("“%(prompt)s” is no longer planned.", prompt=prompt), undo=undo)


def undo_of(event: Event, entry_id: int) -> Undo | None:
    """How to put an entry back that is about to be taken out; None if it is gone already."""
    entry = next((entry for entry in event.entries if entry.id == entry_id), None)
    if entry is None:
        return None
    ids = order_of(event)
    after = ids[ids.index(entry_id) + 1 :]
    others = [e for e in event.entries if e.question_id == entry.question_id and e is not entry]
    return Undo(entry.question_id, next(iter(after), None), len(others))


@host.post("/<code>/show/restore/<int:question_id>", endpoint="restore")
@role(HOST)
def post_restore(code: str, question_id: int) -> ResponseReturnValue:
    """Put a removed question back where it stood, or at the end if that place is gone."""
    event_id, by = get_event(code).id, actor()
    left = request.values.get("left", type=whole_number) or 0
    before = request.values.get("before", type=whole_number)
    with writing():
        event = lock_event(event_id)
        already = sum(entry.question_id == question_id for entry in event.entries) > left
        planned = 0 if already else plan(event_id, [question_id], by)
        if planned and before in (ids := order_of(event)):
            move_entry(event_id, ids[-1], before, by)
        db.session.commit()
    if already:
        return done(code, _("It was done already."), already=True)
    if not planned:
        return refused(code, Conflict(_l("This question is no longer in any bank.")))
    return done(code, _("The question is planned again."))


def order_of(event: Event) -> list[int]:
    """The entries' numbers in the order in which they are planned."""
    return [entry.id for entry in entries_in_order(event)]


def added_sentence(added: int) -> str:
    """How many questions were put at the end of the run of show."""
    sentence: str = ngettext(
        "%(num)d question is added to the run of show.",
        "%(num)d questions are added to the run of show.",
        added,
    )
    return sentence


def next_sentence(added: int) -> str:
    """How many questions are to be played next."""
    sentence: str = ngettext(
        "%(num)d question is next in the run of show.",
        "%(num)d questions are next in the run of show.",
        added,
    )
    return sentence
