"""What was answered in each round, and what is accepted of it afterwards."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.accounts.roles import ADMIN
from quiz.clock import clock
from quiz.console.numbers import teller
from quiz.console.typed_answers import consequence_sentences, typed_view
from quiz.database import writing
from quiz.errors import NotFound
from quiz.events.mends import Change
from quiz.events.queries import event_facts, get_event
from quiz.extensions import db
from quiz.game.actions.mend import ask_mend, foresee_mend, undo_mend
from quiz.live.runtime import runtime
from quiz.reports.rounds import list_rounds
from quiz.web.admin.blueprint import admin
from quiz.web.guards import role
from quiz.web.signing import actor


@admin.get("/events/<code>/rounds")
@role(ADMIN)
def rounds(code: str) -> ResponseReturnValue:
    """Each launched round in numbers."""
    event = get_event(code)
    return render_template("admin/rounds.html", event=event, rounds=list_rounds(event.id))


@admin.get("/events/<code>/rounds/<int:number>")
@role(ADMIN)
def typed(code: str, number: int) -> ResponseReturnValue:
    """What was typed in a round, and what was mended in it; before a form is accepted, what for."""
    event, form = get_event(code), request.args.get("accept", "")
    facts = event_facts(event.id)
    played = None if facts is None else facts.numbered(number)
    if facts is None or played is None:
        raise NotFound(_l("There is no such round in this event."))
    foreseen = foresee_mend(event.id, number, Change(accept=form)) if form else None
    return render_template(
        "admin/typed.html",
        event=event,
        prompt=list_rounds(event.id)[number - 1].prompt,
        number=number,
        typed=typed_view(facts, played, runtime().reader, teller()),
        mends=facts.mends_of(played.times.id),
        form=form,
        sentences=[] if foreseen is None else list(consequence_sentences(foreseen)),
    )


@admin.post("/events/<code>/rounds/<int:number>")
@role(ADMIN)
def accept_typed(code: str, number: int) -> ResponseReturnValue:
    """Accept a form for everybody."""
    event_id, by, form = get_event(code).id, actor(), request.form.get("accept", "")
    with writing():
        mend = ask_mend(event_id, number, Change(accept=form), clock.now(), by)
        db.session.commit()
    if mend is None:
        flash(_("“%(form)s” is accepted already.", form=form), "right")
    else:
        flash(_("Done: “%(form)s” is right for everybody; points follow.", form=form), "right")
    return redirect(url_for("admin.typed", code=code, number=number), 303)


@admin.post("/events/<code>/rounds/<int:number>/mends/<int:mend_id>/undo")
@role(ADMIN)
def undo_typed(code: str, number: int, mend_id: int) -> ResponseReturnValue:
    """Let everything be worth again what it was."""
    event_id, by = get_event(code).id, actor()
    with writing():
        undo_mend(event_id, mend_id, clock.now(), by)
        db.session.commit()
    flash(_("Done: the change is undone; points follow."), "right")
    return redirect(url_for("admin.typed", code=code, number=number), 303)
