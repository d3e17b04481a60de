"""The list of events to host, the console, its numbers, and the steps."""

from flask import Response, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.accounts.queries import hosted_events
from quiz.accounts.roles import HOST, is_limited
from quiz.clock import clock
from quiz.console.evening import read_evening
from quiz.database import writing
from quiz.errors import NotFound, QuizError
from quiz.events.queries import get_event, list_events
from quiz.extensions import db
from quiz.game.actions.crowd import close_ranking, open_ranking
from quiz.web.addresses import join_address, qr_file
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.host.hands import note_console
from quiz.web.host.pages import Undo, console_page, done, refused
from quiz.web.host.parts import NAMES, live_json
from quiz.web.host.search import found_questions
from quiz.web.signing import actor, current_user
from quiz.web.steps import known_step, sent_click, take_clicked
from quiz.web.values import whole_number

CODE_KEPT = "private, max-age=3600"


@host.get("/")
@role(HOST)
def index() -> ResponseReturnValue:
    """Tonight's events first, then those that are over."""
    events, now = list_events(), clock.now()
    if is_limited(current_user):
        named = hosted_events(current_user.id)
        events = [event for event in events if event.id in named]
    over = [event for event in events if event.ended_at is not None and event.ended_at <= now]
    return render_template(
        "host/index.html",
        coming=sorted((e for e in events if e not in over), key=lambda e: e.starts_at),
        over=over,
        is_limited=is_limited(current_user),
    )


@host.get("/<code>")
@role(HOST)
def console(code: str) -> ResponseReturnValue:
    """The run of show, the stage, the loader."""
    removed, before, left = (
        request.args.get(name, type=whole_number) for name in ("removed", "before", "left")
    )
    undo = None if removed is None else Undo(removed, before, left or 0)
    return console_page(code, undo=undo)


@host.get("/<code>/live")
@role(HOST)
def live(code: str) -> ResponseReturnValue:
    """What is true now, for the page's script; parts whose face it names are left out."""
    note_console(code)
    seen = {name: request.args.get(name, "") for name in NAMES}
    return jsonify(live_json(read_evening(code), seen))


@host.get("/<code>/questions")
@role(HOST)
def questions(code: str) -> ResponseReturnValue:
    """What the banks have for the words that were typed, as a piece of the loader."""
    evening = read_evening(code)
    return render_template("host/_found.html", **found_questions(evening.facts, evening.entries))


@host.get("/<code>/channels/<name>.svg", endpoint="channel_code")
@role(HOST)
def host_channel_code(code: str, name: str) -> ResponseReturnValue:
    """A channel's QR code, to be shown or printed."""
    event = get_event(code)
    if name not in {channel.name for channel in event.channels}:
        raise NotFound(_l("There is no such channel."))
    drawn: Response = make_response(qr_file(join_address(event.code, name)))
    drawn.headers["Content-Type"] = "image/svg+xml"
    drawn.headers["Cache-Control"] = CODE_KEPT
    return drawn


@host.post("/<code>/ranking/close")
@role(HOST)
def close_door(code: str) -> ResponseReturnValue:
    """Let whoever joins from now on watch along, unranked."""
    event_id, by = get_event(code).id, actor()
    with writing():
        close_ranking(event_id, clock.now(), by)
        db.session.commit()
    return done(code, _("The ranking is closed: who joins now plays along, unranked."))


@host.post("/<code>/ranking/open")
@role(HOST)
def open_door(code: str) -> ResponseReturnValue:
    """Rank everybody again."""
    event_id, by = get_event(code).id, actor()
    with writing():
        open_ranking(event_id, by)
        db.session.commit()
    return done(code, _("The ranking is open: everybody who joined is in it."))


@host.post("/<code>/steps/<step>", endpoint="take")
@role(HOST)
def post_step(code: str, step: str) -> ResponseReturnValue:
    """Take a step, meant for the round of that `number`; done before is the same success."""
    wanted, click = known_step(step), sent_click()
    try:
        taken = take_clicked(code, wanted, click, actor())
    except QuizError as error:
        return refused(code, error)
    return done(code, taken.sentence, already=taken.already)
