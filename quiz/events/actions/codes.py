"""An event's codes: the present one, and those before it, whose links go on leading to it."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quiz.audit.actions import record
from quiz.bin import WITH_BINNED
from quiz.errors import Conflict, Invalid, NotFound
from quiz.events.actions.steps import lock_event
from quiz.events.models import Event, EventAlias
from quiz.events.rules import RESERVED_CODES, is_code
from quiz.extensions import db
from quiz.i18n.folding import fold_code

GIVE_UP = "code.give_up"


def check_code(typed: str, event_id: int | None) -> None:
    """Refuse what is no code, and one that another event has or had before."""
    code = fold_code(typed)
    if not is_code(code):
        raise Invalid(_l("A code has 3 to 32 of the characters a–z, 0–9 and -."))
    if code in RESERVED_CODES:
        raise Invalid(_l("The quiz itself uses this code: please choose another one."))
    # One statement: a code that becomes an old one meanwhile is found in either place.
    present = select(Event.id, Event.binned_at).where(Event.code == code)
    old = select(EventAlias.event_id, Event.binned_at).join(Event).where(EventAlias.code == code)
    holders = present.union_all(old).execution_options(**WITH_BINNED)
    for holder, binned_at in db.session.execute(holders):
        if holder != event_id:
            is_old = db.session.get(EventAlias, code) is not None
            raise Conflict(taken_sentence(is_old=is_old, is_binned=binned_at is not None))


def taken_sentence(*, is_old: bool, is_binned: bool = False) -> object:
    """Why another event may not have a code."""
    if is_binned:
        return _l(
            "An event in the bin has this code, until it is deleted for good. An admin can restore "
            "or delete it there."
        )
    if is_old:
        return _l(
            "Another event had this code before, and its old links lead there; whoever looks after "
            "that event can give the code up."
        )
    return _l("Another event has this code already.")


def change_code(event: Event, typed: str) -> None:
    """Give an event its code; the one before goes on leading to it, if anybody can know it.

    Nobody can while there is no channel, since no link leads anywhere.
    """
    code = fold_code(typed)
    if event.code in {None, code}:
        event.code = code
        return
    kept = [alias for alias in event.aliases if alias.code != code]
    if event.channels:
        kept.append(EventAlias(code=event.code))
    event.aliases = kept
    event.code = code


def give_up_code(event_id: int, code: str, actor: str) -> None:
    """Let an old code lead nowhere from now on; any event may have it then."""
    event = lock_event(event_id)
    alias = next((alias for alias in event.aliases if alias.code == fold_code(code)), None)
    if alias is None:
        raise NotFound(_l("This event has no such old code."))
    event.aliases.remove(alias)
    event.version += 1
    db.session.flush()
    record(actor, GIVE_UP, event.subject, {"code": alias.code})
