"""What is mended in a round: a right answer that the key forgot, a void round that counts again."""

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import HOST
from quiz.clock import clock
from quiz.console.typed_answers import consequence_sentences
from quiz.database import writing
from quiz.errors import QuizError
from quiz.events.mends import Change
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.actions.mend import ask_mend, foresee_mend, undo_mend
from quiz.web.failures import wants_json
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.host.pages import done, refused
from quiz.web.signing import actor


@host.get("/<code>/rounds/<int:number>/mend")
@role(HOST)
def foresee_form(code: str, number: int) -> ResponseReturnValue:
    """What accepting a form would change, before anybody is told."""
    event, form = get_event(code), request.args.get("accept", "")
    foreseen = foresee_mend(event.id, number, Change(accept=form))
    sentences = [str(sentence) for sentence in consequence_sentences(foreseen)]
    if wants_json():
        return jsonify(sentences=sentences)
    return render_template(
        "host/mend.html", event=event, number=number, form=form, sentences=sentences
    )


@host.post("/<code>/rounds/<int:number>/mend")
@role(HOST)
def accept_form(code: str, number: int) -> ResponseReturnValue:
    """Accept a form for everybody."""
    event_id, by, form = get_event(code).id, actor(), request.values.get("accept", "")
    try:
        with writing():
            mend = ask_mend(event_id, number, Change(accept=form), clock.now(), by)
            mend_id = None if mend is None else mend.id
            db.session.commit()
    except QuizError as error:
        return refused(code, error)
    if mend_id is None:
        return done(code, _("“%(form)s” is accepted already.", form=form), already=True)
    sentence = _("Done: “%(form)s” is right for everybody; points follow.", form=form)
    return done(code, sentence, undo_at=url_for("host.unmend", code=code, mend_id=mend_id))


@host.post("/<code>/rounds/<int:number>/counts-again", endpoint="count_again")
@role(HOST)
def post_count_again(code: str, number: int) -> ResponseReturnValue:
    """Let a void round be worth its points again."""
    event_id, by = get_event(code).id, actor()
    try:
        with writing():
            mend = ask_mend(event_id, number, Change(void=False), clock.now(), by)
            mend_id = None if mend is None else mend.id
            db.session.commit()
    except QuizError as error:
        return refused(code, error)
    if mend_id is None:
        return done(code, _("Round %(number)s counts already.", number=number), already=True)
    sentence = _("Done: round %(number)s counts again; points follow.", number=number)
    return done(code, sentence, undo_at=url_for("host.unmend", code=code, mend_id=mend_id))


@host.post("/<code>/mends/<int:mend_id>/undo")
@role(HOST)
def unmend(code: str, mend_id: int) -> ResponseReturnValue:
    """Let everything be worth again what it was."""
    event_id, by = get_event(code).id, actor()
    try:
        with writing():
            undo_mend(event_id, mend_id, clock.now(), by)
            db.session.commit()
    except QuizError as error:
        return refused(code, error)
    return done(code, _("Done: the change is undone; points follow."))
