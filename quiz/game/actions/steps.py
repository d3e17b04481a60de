"""A host's step, where it touches scores or the auto-pilot."""

from quiz.audit.actions import PILOT
from quiz.events.actions.steps import Surroundings, take_step
from quiz.events.clicks import PLAIN, Click
from quiz.events.mends import Change
from quiz.events.models import Event
from quiz.events.queries import event_times
from quiz.events.rules import Step, StepOutcome, find_round
from quiz.extensions import db
from quiz.game.actions.mend import add_mend
from quiz.pilots.actions import take_over


def play_step(event_id: int, step: Step, around: Surroundings, click: Click = PLAIN) -> StepOutcome:
    """Take a host's step; a round that is voided after its count is to be counted again.

    Whoever takes one has taken over from the event's auto-pilot.
    """
    answered = take_step(event_id, step, around, click)
    is_new = answered.possible and not answered.already
    if is_new and around.actor != PILOT:
        take_over(event_id, around.now)
    if step is Step.VOID and is_new:
        voided = find_round(event_times(db.session.get_one(Event, event_id)), click.number)
        if voided is not None and voided.counted_at is not None:
            add_mend(voided.id, Change(void=True), around.now, around.actor)
    return answered
