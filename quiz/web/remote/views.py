"""What a phone that is a remote shows: what is on, one large button, and a few small ones."""

from dataclasses import replace
from typing import Any

from flask import Response, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from quiz.clock import clock
from quiz.console.evening import Evening, read_evening
from quiz.console.remote import REMOTE_STEPS, remote_view
from quiz.console.steps import offer, steps_as_json
from quiz.database import writing
from quiz.errors import NotFound, QuizError
from quiz.events.actions.remotes import let_remote_in, remote_actor
from quiz.extensions import db
from quiz.i18n.localized import LANGUAGES
from quiz.i18n.measures import remaining
from quiz.live.runtime import runtime
from quiz.web.faces import face_of_html
from quiz.web.failures import wants_json
from quiz.web.guards import keyed
from quiz.web.language import current_language
from quiz.web.remote.blueprint import remote
from quiz.web.remote.holding import get_remote, is_in, keep_pass, known_remote, remember_language
from quiz.web.steps import known_step, sent_click, take_clicked


@remote.get("/remote/<code>/<secret>", endpoint="show")
@keyed
def remote_page(code: str, secret: str) -> ResponseReturnValue:
    """The remote; to a phone that comes with a key, the question whether to be it.

    Chats and cameras open links to show what is behind them: reading uses no key up.
    """
    key = request.args.get("key", "")
    if key and not is_in(known_remote(code, secret)):
        facts = read_evening(code).facts
        page = render_template(
            "remote/enter.html",
            code=code,
            secret=secret,
            key=key,
            title=facts.title,
            is_rehearsal=facts.is_rehearsal,
        )
        return remember_language(make_response(page))
    get_remote(code, secret)
    return remember_language(whole_page(code, secret))


@remote.post("/remote/<code>/<secret>", endpoint="enter")
@keyed
def post_key(code: str, secret: str) -> ResponseReturnValue:
    """Let this phone in by its key, which is used up."""
    output = known_remote(code, secret)
    if is_in(output):
        return redirect(url_for("remote.show", code=code, secret=secret), 303)
    event_id, output_id = output.event_id, output.id
    with writing():
        let_remote_in(event_id, output_id, request.form.get("key", ""), clock.now())
        db.session.commit()
    return keep_pass(whole_page(code, secret), known_remote(code, secret))


@remote.get("/remote/<code>/<secret>/live", endpoint="live")
@keyed
def remote_now(code: str, secret: str) -> ResponseReturnValue:
    """What is true now, for the page's script; the body is left out if it has it (`face`)."""
    get_remote(code, secret)
    runtime().sightings.note(secret)
    evening = read_evening(code)
    html = remote_body(evening, code, secret, still=True)
    face = face_of_html(html)
    offered = {step: seen for step, seen in offer(evening).items() if step in REMOTE_STEPS}
    return jsonify(
        face=face,
        changes_at=evening.changes_at,
        round=None if evening.last is None else evening.last.times.number,
        steps=steps_as_json(offered),
        **({} if request.args.get("face") == face else {"html": html}),
    )


@remote.post("/remote/<code>/<secret>/steps/<step>", endpoint="take")
@keyed
def post_step_from_afar(code: str, secret: str, step: str) -> ResponseReturnValue:
    """Take one of the few steps; the record says whose remote it was."""
    by = remote_actor(get_remote(code, secret))
    # A tie-break is for the console to launch: there the ties are read.
    wanted, click = known_step(step), replace(sent_click(), tie_break=False)
    if wanted not in REMOTE_STEPS:
        raise NotFound(_l("There is no such step."))
    try:
        taken = take_clicked(code, wanted, click, by)
    except QuizError as error:
        return press_answer(code, secret, "refused", str(error), error.status)
    return press_answer(code, secret, "already" if taken.already else "done", taken.sentence)


def press_answer(
    code: str, secret: str, kind: str, sentence: str, status: int = 200
) -> ResponseReturnValue:
    """What became of a press: for the page's script, or on the page."""
    if wants_json():
        return make_response(jsonify(status=kind, sentence=sentence), status)
    return make_response(whole_page(code, secret, kind, sentence), status)


def whole_page(code: str, secret: str, kind: str = "", sentence: str = "") -> Response:
    """The page with what is on now, and perhaps with what became of a press."""
    evening = read_evening(code)
    page = render_template(
        "remote/show.html",
        code=code,
        secret=secret,
        title=evening.facts.title,
        is_rehearsal=evening.facts.is_rehearsal,
        kind=kind,
        sentence=sentence,
        body=remote_body(evening, code, secret, still=False),
    )
    return make_response(page)


def remote_body(evening: Evening, code: str, secret: str, *, still: bool) -> str:
    """What is on in both languages, and the buttons; if `still`, the script fills in what moves."""
    view = remote_view(evening)
    context: dict[str, Any] = {
        "view": view,
        "is_piloted": evening.pilot is not None and evening.pilot.leads,
        "waiting": view.waiting,
        "code": code,
        "secret": secret,
        "left": lambda at: "" if still else remaining(at, evening.now),
    }
    columns = []
    for language in sorted(LANGUAGES, key=lambda one: one != current_language()):
        with force_locale(language):
            columns.append(render_template("remote/_on.html", own=language, **context))
    return render_template("remote/_body.html", on=Markup().join(map(Markup, columns)), **context)
