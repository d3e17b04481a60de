"""The run of show, changed while live: add, move, remove, put back."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from quiz.accounts.roles import HOST
from quiz.errors import Conflict, Invalid, QuizError
from quiz.events.actions.edit import move_entry, plan, unplan
from quiz.events.actions.steps import lock_event
from quiz.events.models import Event
from quiz.events.queries import get_event
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.host.pages import Undo, actor, done, refused
from quiz.web.language import local
from quiz.web.values import whole_number

CHANGED = _l("The run of show has changed meanwhile; it is shown as it is now. Please try again.")


@host.post("/<code>/show")
@role(HOST)
def add(code: str) -> ResponseReturnValue:
    """Put the chosen questions of a bank at the end of the run of show."""
    event = get_event(code)
    chosen = [number for text in request.form.getlist("question") if (number := whole_number(text))]
    added = plan(event.id, chosen, actor()) if chosen else 0
    if not added:
        return refused(code, Invalid(_l("Please choose at least one question.")))
    return done(code, added_sentence(added))


@host.post("/<code>/show/<int:entry_id>/move")
@role(HOST)
def move(code: str, entry_id: int) -> ResponseReturnValue:
    """Put an entry before the one that is named, or at the end."""
    event = lock_event(get_event(code).id)
    try:
        place = place_before(event, entry_id, request.values.get("before", type=whole_number))
        move_entry(event.id, entry_id, place, actor())
    except QuizError as error:
        return refused(code, error)
    return done(code, _("The run of show is in its new order."))


@host.post("/<code>/show/<int:entry_id>/remove")
@role(HOST)
def remove(code: str, entry_id: int) -> ResponseReturnValue:
    """Take an entry out; for a while it can be put back."""
    event = lock_event(get_event(code).id)
    ids = order_of(event)
    entry = next((entry for entry in event.entries if entry.id == entry_id), None)
    if entry is None:
        return done(code, _("It was done already."), already=True)
    after = ids[ids.index(entry_id) + 1 :]
    others = [e for e in event.entries if e.question_id == entry.question_id and e is not entry]
    undo = Undo(entry.question_id, next(iter(after), None), len(others))
    sentence = _("“%(prompt)s” is no longer planned.", prompt=local(entry.question.prompt))
    unplan(event.id, entry_id, actor())
    return done(code, sentence, undo=undo)


@host.post("/<code>/show/restore/<int:question_id>")
@role(HOST)
def restore(code: str, question_id: int) -> ResponseReturnValue:
    """Put a removed question back where it stood, or at the end if that place is gone."""
    event = lock_event(get_event(code).id)
    there = sum(entry.question_id == question_id for entry in event.entries)
    if there > (request.values.get("left", type=whole_number) or 0):
        return done(code, _("It was done already."), already=True)
    before = request.values.get("before", type=whole_number)
    if not plan(event.id, [question_id], actor()):
        return refused(code, Conflict(_l("This question is no longer in any bank.")))
    ids = order_of(event)
    if before in ids:
        move_entry(event.id, ids[-1], ids.index(before), actor())
    return done(code, _("The question is planned again."))


def order_of(event: Event) -> list[int]:
    """The entries' numbers in the order in which they are planned."""
    return [e.id for e in sorted(event.entries, key=lambda entry: (entry.position, entry.id))]


def place_before(event: Event, entry_id: int, before: int | None) -> int:
    """Where `entry_id` goes, from 0, counted without itself; Conflict if the anchor is gone."""
    others = [own for own in order_of(event) if own != entry_id]
    if before is None:
        return len(others)
    if before not in others:
        raise Conflict(CHANGED)
    return others.index(before)


def added_sentence(added: int) -> str:
    """How many questions were put at the end of the run of show."""
    sentence: str = ngettext(
        "%(num)d question is added to the run of show.",
        "%(num)d questions are added to the run of show.",
        added,
    )
    return sentence
