"""Staff's writes of the look of an event's screens."""

from flask_babel import lazy_gettext as _l

from quiz.audit.actions import record
from quiz.errors import Conflict, Invalid
from quiz.events.actions.steps import lock_event
from quiz.extensions import db
from quiz.themes.models import Theme
from quiz.themes.queries import look_of
from quiz.themes.rules import CELADON, Look, is_colour, too_close

COLOURS = ("panel", "words", "accent")


def put_look(event_id: int, look: Look, version: int | None, actor: str) -> None:
    """Give the event's screens that look; where they are open, they show it soon.

    Conflict if the event is no longer at the `version` that was seen, where one is given.
    """
    event = lock_event(event_id)
    if version is not None and event.version != version:
        raise Conflict(
            _l("Somebody else has changed this event meanwhile; what is true now is shown.")
        )
    _check(look)
    fields = _differing(look_of(event_id), look)
    db.session.merge(_theme(event_id, look))
    event.version += 1
    db.session.flush()
    record(actor, "theme.put", event.subject, {"version": event.version, "fields": fields})


def give_colours_back(event_id: int, actor: str) -> None:
    """Céladon's colours again; the mark stays."""
    put_look(event_id, Look(CELADON, look_of(event_id).mark), None, actor)


def copy_look(event_id: int, copy_id: int) -> None:
    """Give an event that was just made the look of another."""
    look = look_of(event_id)
    if look != Look():
        db.session.add(_theme(copy_id, look))
        db.session.flush()


def _theme(event_id: int, look: Look) -> Theme:
    colours = {name: getattr(look.colours, name) for name in COLOURS}
    return Theme(event_id=event_id, mark=look.mark, **colours)


def _check(look: Look) -> None:
    if not all(is_colour(getattr(look.colours, name)) for name in COLOURS):
        raise Invalid(_l("A colour is written as # and six digits or letters from a to f."))
    if any(too_close(look.colours)):
        raise Invalid(_l("These colours are too close to one another to be read."))


def _differing(was: Look, look: Look) -> list[str]:
    """The names of what is other than before."""
    changed = [n for n in COLOURS if getattr(was.colours, n) != getattr(look.colours, n)]
    return changed if was.mark == look.mark else [*changed, "mark"]
