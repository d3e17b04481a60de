"""A host's step, where it touches scores."""

from quiz.events.actions.steps import Surroundings, take_step
from quiz.events.clicks import PLAIN, Click
from quiz.events.mends import Change
from quiz.events.models import Event
from quiz.events.queries import event_times
from quiz.events.rules import Step, StepOutcome, find_round
from quiz.extensions import db
from quiz.game.actions.mend import add_mend


def play_step(event_id: int, step: Step, around: Surroundings, click: Click = PLAIN) -> StepOutcome:
    """Take a host's step; a round that is voided after its count is to be counted again."""
    answered = take_step(event_id, step, around, click)
    if step is Step.VOID and answered.possible and not answered.already:
        voided = find_round(event_times(db.session.get_one(Event, event_id)), click.number)
        if voided is not None and voided.counted_at is not None:
            add_mend(voided.id, Change(void=True), around.now, around.actor)
    return answered
