"""An event is handed to an auto-pilot, and taken back, by whoever hosts it."""

from collections.abc import Callable

from flask import make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import HOST
from quiz.clock import clock
from quiz.console.evening import Evening, read_evening
from quiz.database import writing
from quiz.errors import QuizError
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.i18n.measures import remaining
from quiz.pilots.actions import engage_pilot, hand_back, pause_pilot, remove_pilot
from quiz.pilots.queries import launch_hours
from quiz.pilots.rules import Timetable
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.host.pages import done, refused
from quiz.web.host.pilot_form import PilotForm, pilot_form
from quiz.web.language import current_language
from quiz.web.signing import actor


@host.get("/<code>/auto-pilot", endpoint="pilot")
@role(HOST)
def pilot_page(code: str) -> ResponseReturnValue:
    """What the auto-pilot does, and its timetable."""
    evening = read_evening(code)
    return answer_with_timetable(evening, form_for(evening))


@host.post("/<code>/auto-pilot", endpoint="engage_pilot")
@role(HOST)
def post_engage(code: str) -> ResponseReturnValue:
    """The event is led by the timetable from now on."""
    evening = read_evening(code)
    form, facts, by, now = form_for(evening), evening.facts, actor(), clock.now()
    if not form.validate_on_submit():
        return answer_with_timetable(evening, form, 422)
    hours = form.hours([entry.id for entry in evening.entries], facts.time_zone, now)
    try:
        with writing():
            engage_pilot(facts.id, form.timetable, hours, now, by)
            db.session.commit()
    except QuizError as refusal:
        return answer_with_timetable(read_evening(code), form, refusal.status, str(refusal))
    return done(facts.code, _("Done: the auto-pilot leads. Any step of yours takes over."))


@host.post("/<code>/auto-pilot/take-over", endpoint="take_over")
@role(HOST)
def post_take_over(code: str) -> ResponseReturnValue:
    """The auto-pilot does nothing any more, until it is handed back."""
    return change(code, pause_pilot, _("Done: you lead now, and the auto-pilot waits."))


@host.post("/<code>/auto-pilot/hand-back", endpoint="hand_back")
@role(HOST)
def post_hand_back(code: str) -> ResponseReturnValue:
    """It goes on, from what is on now."""
    sentence = _("Done: the auto-pilot leads. Any step of yours takes over.")
    return change(code, hand_back, sentence)


@host.post("/<code>/auto-pilot/remove", endpoint="remove_pilot")
@role(HOST)
def post_remove(code: str) -> ResponseReturnValue:
    """The event has no auto-pilot any more."""
    event_id, by = get_event(code).id, actor()
    try:
        with writing():
            remove_pilot(event_id, by)
            db.session.commit()
    except QuizError as error:
        return refused(code, error)
    return done(code, _("Done: the event has no auto-pilot any more."))


def change(code: str, act: Callable[[int, int, str], None], sentence: str) -> ResponseReturnValue:
    """Take the event over or hand it back, and say so."""
    event_id, by = get_event(code).id, actor()
    try:
        with writing():
            act(event_id, clock.now(), by)
            db.session.commit()
    except QuizError as error:
        return refused(code, error)
    return done(code, sentence)


def form_for(evening: Evening) -> PilotForm:
    """The timetable that there is, or a usual one that begins at the event's hour."""
    facts, pilot = evening.facts, evening.pilot
    prompts = {entry.id: entry.draft.prompt.in_(current_language()) for entry in evening.entries}
    hours = launch_hours(facts.id) if pilot is not None else first_hour(evening)
    timetable = Timetable() if pilot is None else pilot.timetable
    return pilot_form(timetable, prompts, hours, facts.time_zone)


def first_hour(evening: Evening) -> dict[int, int]:
    """The event's own hour for its first question, while it is still to come."""
    facts = evening.facts
    is_ahead = facts.starts_at > evening.now and not facts.is_rehearsal and not facts.rounds
    return {evening.entries[0].id: facts.starts_at} if is_ahead and evening.entries else {}


def answer_with_timetable(
    evening: Evening, form: PilotForm, status: int = 200, refusal: str = ""
) -> ResponseReturnValue:
    """The page of the auto-pilot, and perhaps why it was not engaged."""
    page = render_template(
        "host/pilot.html",
        facts=evening.facts,
        entries=evening.entries,
        pilot=evening.pilot,
        form=form,
        refusal=refusal,
        first=evening.facts.rounds_in_all - evening.facts.planned + 1,
        left=lambda at: remaining(at, evening.now),
        is_over=evening.facts.times.ended_at is not None,
    )
    return make_response(page, status)
