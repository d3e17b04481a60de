"""The rehearsal of an event: its twin is made, shown and dropped here."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import HOST
from quiz.clock import clock
from quiz.console.checklist import checklist
from quiz.console.evening import read_evening
from quiz.database import writing
from quiz.errors import Conflict, Invalid, QuizError
from quiz.events.models import Event
from quiz.events.queries import event_times, get_event
from quiz.events.rehearsals import find_rehearsal, original_of
from quiz.extensions import db
from quiz.game.actions.rehearsal import begin_rehearsal, drop_rehearsal
from quiz.game.actions.reset import count_players, reset_event
from quiz.live.runtime import runtime
from quiz.web.addresses import address_warning, qr_code
from quiz.web.crowd.cookies import rehearsal_token
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.language import current_language
from quiz.web.navigation import absolute
from quiz.web.signing import actor, current_user


@host.get("/<code>/rehearsal", endpoint="rehearsal")
@role(HOST)
def rehearsal_page(code: str) -> ResponseReturnValue:
    """What a rehearsal is, and the one that there is, reached from either of both events."""
    event = original_of(get_event(code))
    return show_rehearsal(event)


def show_rehearsal(event: Event, refusal: QuizError | None = None) -> ResponseReturnValue:
    """The page of the event's rehearsal."""
    twin = find_rehearsal(event.id)
    evening = read_evening(event.code)
    players, rounds = count_players(event.id), len(event_times(event).rounds)
    link = None if twin is None else phone_link(twin)
    page = render_template(
        "host/rehearsal.html",
        event=event,
        twin=twin,
        link=link,
        drawn=None if link is None else qr_code(link),
        unreachable=address_warning(),
        checks=checklist(evening, event.subject, current_user.id),
        refusal=refusal,
        players=players,
        is_fresh=not (players or rounds or event.ended_at),
    )
    return page, refusal.status if isinstance(refusal, QuizError) else 200


def phone_link(twin: Event) -> str:
    """The address that lets a phone take part."""
    token = rehearsal_token(runtime().around.secret, twin.key)
    return absolute(f"/{current_language()}/rehearsal/{twin.code}/{token}")


@host.post("/<code>/rehearsal", endpoint="rehearse")
@role(HOST)
def post_rehearsal(code: str) -> ResponseReturnValue:
    """A new twin, unless somebody was first; its console opens."""
    event, seen = get_event(code), request.form.get("seen", "")
    event_id, by, rng = event.id, actor(), current_app.config["RANDOM"]
    try:
        with writing():
            twin = begin_rehearsal(event_id, seen, clock.now(), rng, by).code
            db.session.commit()
    except Conflict as refusal:
        return show_rehearsal(original_of(get_event(code)), refusal)
    return redirect(url_for("host.console", code=twin), 303)


@host.post("/<code>/rehearsal/drop", endpoint="drop_rehearsal")
@role(HOST)
def post_drop(code: str) -> ResponseReturnValue:
    """The twin of that code goes, whole."""
    twin = get_event(code)
    twin_id, original, by = twin.id, original_of(twin).code, actor()
    with writing():
        drop_rehearsal(twin_id, clock.now(), by)
        db.session.commit()
    flash(_("The rehearsal is dropped: nothing of it is left."), "right")
    return redirect(url_for("host.rehearsal", code=original), 303)


@host.post("/<code>/reset", endpoint="reset")
@role(HOST)
def post_reset(code: str) -> ResponseReturnValue:
    """The event is put back to its lobby, once its code was typed."""
    event_id, by, rng = get_event(code).id, actor(), current_app.config["RANDOM"]
    try:
        with writing():
            reset_event(event_id, request.form.get("typed", ""), clock.now(), rng, by)
            db.session.commit()
    except (Conflict, Invalid) as refusal:
        return show_rehearsal(original_of(get_event(code)), refusal)
    flash(
        _("The event is back in its lobby: nothing was launched, and nobody has joined."), "right"
    )
    return redirect(url_for("host.console", code=code), 303)
