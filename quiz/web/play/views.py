"""The pages around the quiz, and the quiz itself for browsers without our script."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Response, current_app, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.registry import kind_of
from quiz.clock import clock
from quiz.config import Settings
from quiz.errors import (
    Forbidden,
    Full,
    Invalid,
    NameRefused,
    NotFound,
    QuizError,
    Unavailable,
    Uninvited,
)
from quiz.events.facts import ChannelFacts
from quiz.events.timeline import current
from quiz.game.models import Player
from quiz.game.rules import Arrival
from quiz.i18n.folding import code_in
from quiz.i18n.languages import negotiate
from quiz.live.me import me
from quiz.live.runtime import runtime
from quiz.live.scene import SceneView, compose
from quiz.live.snapshot import Snapshot
from quiz.waiting import run_inline
from quiz.web.crowd.arrival import arrival
from quiz.web.crowd.cookies import Token, find_ghost, ghost_mark, pass_cookie, seat_cookies
from quiz.web.crowd.http import cookie
from quiz.web.crowd.leaving import remove_player
from quiz.web.crowd.limits import JoinLimit
from quiz.web.crowd.page import front_path, make_page, make_play, paths, refresh_s
from quiz.web.crowd.player import (
    find_caller,
    find_channel,
    find_known,
    find_seated,
    give_answer,
    know_again,
    known_round,
    read_mine,
    read_pulse,
    take_seat,
)
from quiz.web.crowd.verdicts import WORDINGS
from quiz.web.guards import player
from quiz.web.language import DEFAULT
from quiz.web.play.blueprint import play


@play.get("/")
@player
def front() -> ResponseReturnValue:
    """Home in the browser's language."""
    return redirect(f"/{negotiate(request.headers.get('Accept-Language')) or DEFAULT}/")


@play.get("/<language:lang>/")
@player
def home() -> ResponseReturnValue:
    """One field for an event's code or its whole address, which leads to the event."""
    written = request.args.get("code", "").strip()
    if not written:
        return render_template("play/home.html", code="", refused="")
    pasted = code_in(written)
    known = runtime().watch.event(pasted.code)
    if known is None:
        refused = _("There is no event with this code. Please check it and try again.")
        return render_template("play/home.html", code=written, refused=refused), 404
    on = known.facts.public_channel(pasted.channel)
    return redirect(begin_path(known, g.language, on))


@play.get("/e/<code>", strict_slashes=False)
@play.get("/E/<code>", strict_slashes=False)
@play.get("/e/<code>/<channel>", strict_slashes=False)
@player
def negotiated(code: str, channel: str = "") -> ResponseReturnValue:
    """The event in the browser's language, else in the channel's own, or the first one's."""
    known = get_known(code)
    on = find_channel(known.facts, channel, public=True) if channel else None
    own = (on or first_channel(known)).language
    language = negotiate(request.headers.get("Accept-Language")) or own
    return redirect(begin_path(known, language, on))


@play.get("/<language:lang>/e/<code>", strict_slashes=False)
@play.get("/<language:lang>/e/<code>/<channel>", strict_slashes=False)
@player
def respelled(code: str, channel: str = "") -> ResponseReturnValue:
    """To the public page, from an address that was typed or cut in another way."""
    known = get_known(code)
    on = find_channel(known.facts, channel, public=True) if channel else None
    return redirect(begin_path(known, g.language, on))


@play.route("/<language:lang>/e/<code>/<channel>/join", methods=["GET", "POST"], endpoint="join")
@player
def join_page(code: str, channel: str) -> ResponseReturnValue:
    """Take a seat and play: the cookies are set on the page itself, not on a redirect."""
    known = get_known(code)
    on = find_channel(known.facts, channel, public=True)
    if request.method == "GET":
        return redirect(paths(known.facts.code, on.name)[g.language])
    sent = {
        # Who takes the name that was offered presses its button.
        "nickname": request.form.get("suggested") or request.form.get("nickname", ""),
        "lang": g.language,
        "channel": on.name,
    }
    settings: Settings = current_app.config["SETTINGS"]
    joins: JoinLimit = current_app.extensions["joins"]
    try:
        joins.check(request.remote_addr or "", clock.now())
        pass_ = cookie(request.environ, pass_cookie(https=settings.https))
        caller = find_caller(runtime(), known, request.environ, https=settings.https)
        joined = run_inline(take_seat(runtime(), known, pass_, sent, caller))
    except Full:
        return make_response(watching(known, on), Full.status, {"Retry-After": Full.retry_s})
    except (Invalid, Unavailable, Uninvited) as refusal:
        return landing(known, on, sent["nickname"], refusal)
    secret = runtime().around.secret
    ghost = ghost_mark(secret, known.facts, joined.token, clock.now())
    response = make_response(playing(known, joined.token, Reply(ghost=ghost)))
    for made in seat_cookies(secret, known.facts, joined.pass_, joined.token, https=settings.https):
        response.headers.add("Set-Cookie", made)
    return response


@play.route("/<language:lang>/e/<code>/<channel>/play", methods=["GET", "POST"])
@player
def take_part(code: str, channel: str) -> ResponseReturnValue:
    """The scene that is on, with this player's answer and points; a form sends an answer.

    Who found no seat watches.
    """
    arrived = arrival(request.environ, clock.now())
    known = get_known(code)
    on = find_channel(known.facts, channel, public=True)
    settings: Settings = current_app.config["SETTINGS"]
    secret = runtime().around.secret
    token = find_seated(secret, request.environ, known, https=settings.https)
    if token is None and "watch" in request.args:
        return watching(known, on)
    if token is None:
        return without_cookies(known, on)
    reply = NO_REPLY if request.method == "GET" else answered(known, token, arrived)
    return playing(known, token, reply)


class Reply(NamedTuple):
    """What became of an answer in a sentence; what it may mean, if it is asked back for a round.

    `ghost` gives the seat up again, should the browser refuse its cookies.
    """

    sentence: str = ""
    readings: tuple[str, ...] = ()
    number: str = ""
    ghost: str = ""


NO_REPLY = Reply()
REFUSED_COOKIES = _l(
    "Your browser refuses this site’s cookies, and without them it cannot keep your seat. Please "
    "allow them, or open this link in another browser."
)


def without_cookies(known: Snapshot, on: ChannelFacts) -> ResponseReturnValue:
    """Who just joined and has no cookie refuses them: say so, and leave nobody behind."""
    now = clock.now()
    ghost = find_ghost(runtime().around.secret, known.facts, request.args.get("ghost", ""), now)
    if ghost is None:
        return redirect(paths(known.facts.code, on.name)[g.language], 303)
    remove_player(known.facts.id, Player.id == ghost, now)
    return landing(known, on, "", Forbidden(REFUSED_COOKIES))


def answered(known: Snapshot, token: Token, arrived: Arrival) -> Reply:
    """Carry out the answer in the form, and say what became of it."""
    number = request.form.get("round", "")
    sent = {
        "v": sent_value(known, number),
        "lang": g.language,
        "plain": request.form.get("plain", ""),
    }
    try:
        receipt = run_inline(give_answer(runtime(), known, token, number, sent, arrived))
    except Forbidden:
        raise
    except QuizError as refusal:
        return Reply(str(refusal))
    return Reply(str(WORDINGS[receipt.verdict].sentence), receipt.readings, number)


def sent_value(known: Snapshot, number: str) -> str:
    """What the form says, as the kind of that round reads it; nothing where there is no round."""
    played = known_round(known, number) or known_round(
        run_inline(know_again(runtime(), known)), number
    )
    fields = request.form.to_dict(flat=False)
    return "" if played is None else kind_of(played.content).sent_value(fields)


def playing(known: Snapshot, token: Token, reply: Reply = NO_REPLY) -> Response | str:
    """The page without a script: the scene of the player's channel, and what is the player's."""
    facts = known.facts
    on = facts.channel_by_id(token.channel_id) or first_channel(known)
    mine = run_inline(read_mine(runtime(), known, token))
    if mine is None:
        return make_response(redirect(paths(facts.code, on.name)[g.language], 303))
    pulse, scene = present_scene(known, on)
    return render_template(
        "play/play.html",
        lang=g.language,
        page=make_page(facts, on, pulse["phase"]),
        scene=scene,
        play=make_play(pulse, me(token.player_id, mine), scene),
        reply=reply,
    )


def present_scene(known: Snapshot, on: ChannelFacts) -> tuple[Mapping[str, Any], SceneView]:
    """The pulse of the channel now, and the scene that it names."""
    pulse = read_pulse(runtime(), known, on)
    moment = current(known.screens, on.id, pulse["now"])
    board = runtime().watch.board(known, None if moment.round is None else moment.round.id)
    return pulse, compose(pulse["scene"], known.facts, on, moment, board)


def watching(known: Snapshot, on: ChannelFacts) -> str:
    """The page without a script for who has no seat: what is on, and nothing to send."""
    pulse, scene = present_scene(known, on)
    return render_template(
        "play/watch.html",
        lang=g.language,
        page=make_page(known.facts, on, pulse["phase"]),
        scene=scene,
        watches=True,
        refresh_s=refresh_s(pulse, has_answered=True),
    )


def landing(known: Snapshot, on: ChannelFacts, nickname: str, refusal: QuizError) -> Response:
    """The public page again, with what was typed and what is wrong with it."""
    phase = current(known.screens, on.id, clock.now()).phase
    page = make_page(known.facts, on, str(phase))
    html = render_template(
        "play/event.html",
        lang=g.language,
        page=page,
        nickname=nickname,
        refused=refusal.message,
        blames_name=isinstance(refusal, Invalid),
        suggestion=refusal.suggestion if isinstance(refusal, NameRefused) else "",
    )
    return make_response(html, refusal.status)


def get_known(code: str) -> Snapshot:
    """The event of that code, or NotFound."""
    return find_known(runtime(), code)


def begin_path(known: Snapshot, language: str, on: ChannelFacts | None) -> str:
    """The path of that channel, or where whoever names none begins; NotFound if there is none."""
    if on is not None:
        return paths(known.facts.code, on.name)[language]
    begin = front_path(known.facts, language)
    if begin is None:
        raise NotFound(_("There is no such channel."))
    return begin


def first_channel(known: Snapshot) -> ChannelFacts:
    """The event's first channel, or NotFound while it has none."""
    channels = known.facts.channels
    if not channels:
        raise NotFound(_("There is no such channel."))
    return channels[0]
