"""The step that an auto-pilot takes: the ordinary one, by whichever process is first."""

from quiz.errors import NotFound, QuizError
from quiz.events.actions.steps import Surroundings, lock_event
from quiz.events.clicks import Click
from quiz.events.models import Event
from quiz.extensions import db
from quiz.game.actions.steps import play_step
from quiz.pilots.actions import ground, look_ahead
from quiz.pilots.models import Pilot
from quiz.pilots.queries import due_of
from quiz.pilots.rules import Due, PilotPause


def fly(event_id: int, around: Surroundings) -> None:
    """Take the event's next step if its instant has come, and write down the one that follows.

    What another process has taken is not taken twice. One that comes too late, or that is refused,
    takes the auto-pilot out of the lead; so does the last one.
    """
    try:
        event = lock_event(event_id)
    except NotFound:
        return
    pilot = db.session.get(Pilot, event_id, populate_existing=True)
    if pilot is None or pilot.paused_at is not None:
        return
    due = due_of(event, pilot)
    if due is not None and due.is_late(around.now):
        ground(pilot, PilotPause.LATE, around.now)
    elif due is None or not due.is_due(around.now) or _take(event, due, around):
        look_ahead(event, pilot, around.now)
    else:
        ground(pilot, PilotPause.REFUSED, around.now)


def _take(event: Event, due: Due, around: Surroundings) -> bool:
    """Whether the step was taken; the console says why one is not possible."""
    try:
        return play_step(event.id, due.step, around, Click(due.number)).possible
    except QuizError:
        return False
