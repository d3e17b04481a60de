"""What staff ask to be mended in a round, and take back."""

from functools import reduce

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quiz.audit.actions import record
from quiz.bank.kinds.registry import kind_of
from quiz.bank.rules import WEIGHTS
from quiz.errors import Conflict, Invalid, NotFound
from quiz.events.actions.rounds import make_void
from quiz.events.actions.steps import lock_event
from quiz.events.facts import RoundFacts
from quiz.events.mends import Change, after_change, change_from
from quiz.events.models import Mend, Round
from quiz.events.queries import event_times, round_facts
from quiz.events.rules import is_past_counting_again
from quiz.extensions import db
from quiz.game.mend.consequence import Consequence, foresee
from quiz.game.queries import session_book

MEND, UNDO = "round.mend", "round.unmend"


def ask_mend(event_id: int, number: int, change: Change, now: int, actor: str) -> Mend | None:
    """Have a round mended as soon as it can be; None where it is so already, or soon will be.

    Before the count the change waits for it; after it, while a later question is on.
    """
    event = lock_event(event_id)
    row = _round(event_id, number)
    if now < row.launched_at + row.lead_ms:
        raise Conflict(_l("The question is not open yet."))
    expected = expected_round(row)
    refuse_wrong(expected, change)
    if _is_same(expected, after_change(expected, change)):
        return None
    if change.void is False and is_past_counting_again(event_times(event), row.number):
        raise Conflict(_l("Another question was launched since: this one stays void."))
    if change.void is not None:
        _say_void(row, change.void, now)
    mend = add_mend(row.id, change, now, actor)
    event.version += 1
    record(actor, MEND, event.subject, {"round": number, **change.to_json()})
    return mend


def undo_mend(event_id: int, mend_id: int, now: int, actor: str) -> Mend | None:
    """Undo a mend: one that still waits is gone, another is mended the other way round."""
    event = lock_event(event_id)
    mend = db.session.get(Mend, mend_id, populate_existing=True)
    row = None if mend is None else db.session.get_one(Round, mend.round_id)
    if mend is None or row is None or row.event_id != event_id:
        raise NotFound(_l("There is no such change to this event."))
    if mend.inverse is not None:
        return ask_mend(event_id, row.number, change_from(mend.inverse), now, actor)
    if mend.change.get("void") is not None:
        _say_void(row, not mend.change["void"], now)
    db.session.delete(mend)
    event.version += 1
    record(actor, UNDO, event.subject, {"round": row.number, **mend.change})
    db.session.flush()
    return None


def foresee_mend(event_id: int, number: int, change: Change) -> Consequence:
    """What a mend would change; it is refused as it would be if it were asked for."""
    row = _round(event_id, number)
    expected = expected_round(row)
    refuse_wrong(expected, change)
    return foresee(session_book(), event_id, expected, change)


def add_mend(round_id: int, change: Change, now: int, actor: str) -> Mend:
    """Have a change wait for whoever carries it out."""
    mend = Mend(round_id=round_id, change=change.to_json(), asked_at=now, actor=actor)
    db.session.add(mend)
    db.session.flush()
    return mend


def expected_round(row: Round) -> RoundFacts:
    """The round as it will be once everything that waits is done."""
    waiting = select(Mend).where(Mend.round_id == row.id, Mend.done_at.is_(None))
    mends = db.session.scalars(waiting.order_by(Mend.id))
    return reduce(after_change, (change_from(mend.change) for mend in mends), round_facts(row))


def refuse_wrong(played: RoundFacts, change: Change) -> None:
    """Refuse what this kind of question cannot be mended by."""
    content, kind = dict(played.content), kind_of(played.content)
    form = change.accept or change.withdraw
    if form and not kind.takes_forms:
        raise Conflict(_l("Only a typed answer can be accepted afterwards."))
    if form:
        kind.parse(content, form, "fr")
    if form and not kind.likeness(form):
        raise Invalid(_l("There is nothing in this answer that could be compared."))
    if change.weight is not None and change.weight not in WEIGHTS:
        raise Invalid(
            _l(
                "“Weight” must be a whole number from %(least)s to %(most)s.",
                least=WEIGHTS[0],
                most=WEIGHTS[-1],
            )
        )


def _round(event_id: int, number: int) -> Round:
    played = db.session.scalar(
        select(Round).where(
            Round.event_id == event_id, Round.number == number, Round.cancelled_at.is_(None)
        )
    )
    if played is None:
        raise NotFound(_l("There is no such round in this event."))
    return played


def _is_same(before: RoundFacts, after: RoundFacts) -> bool:
    kind = kind_of(before.content)
    return (
        kind.judged_by(dict(before.content)) == kind.judged_by(dict(after.content))
        and before.weight == after.weight
        and before.times.is_void == after.times.is_void
    )


def _say_void(row: Round, void: bool, now: int) -> None:
    """Screens say at once whether a round is void; its points follow."""
    if void:
        make_void(row, now)
    else:
        row.counts_again = True
        row.revision += 1
