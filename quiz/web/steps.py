"""A host's click as a page sends it, and the step that it takes, whichever screen it is on."""

from dataclasses import dataclass

from flask import request
from flask_babel import lazy_gettext as _l

from quiz.console.steps import done_sentence
from quiz.database import writing
from quiz.errors import Conflict, NotFound
from quiz.events.clicks import Click, VoidReason
from quiz.events.queries import event_times, get_event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.steps import play_step
from quiz.live.runtime import surroundings_of
from quiz.web.values import whole_number


@dataclass(frozen=True, slots=True)
class TakenStep:
    """What became of a click: a sentence, and whether the step had been taken `already`."""

    sentence: str
    already: bool


def known_step(name: str) -> Step:
    """The step of that name; NotFound if there is none."""
    wanted = next((known for known in Step if known == name), None)
    if wanted is None:
        raise NotFound(_l("There is no such step."))
    return wanted


def take_clicked(code: str, step: Step, click: Click, actor: str) -> TakenStep:
    """Take the step that was clicked on; a Conflict says why it is not possible."""
    event_id = get_event(code).id
    around = surroundings_of(event_id, actor)
    with writing():
        answered = play_step(event_id, step, around, click)
        db.session.commit()
    if not answered.possible:
        raise Conflict(answered.reason)
    sentence = done_sentence(step, answered, event_times(get_event(code)), click.number)
    return TakenStep(sentence, answered.already)


def sent_click() -> Click:
    """The click as the page that was clicked on says it; NotFound for a reason that is none."""
    number, closes_at = (request.values.get(n, type=whole_number) for n in ("number", "closes_at"))
    name = request.values.get("reason", "")
    reason = next((known for known in VoidReason if known == name), None)
    if reason is None:
        raise NotFound(_l("There is no such reason."))
    return Click(number, closes_at, reason, tie_break=request.values.get("tie_break") == "1")
