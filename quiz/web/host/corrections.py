"""A planned question, corrected by a host until it is launched: a page beside the console."""

from flask import make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.accounts.roles import HOST
from quiz.bank.edits import edit_question
from quiz.bank.history.actions import undo_step
from quiz.bank.history.queries import step_of
from quiz.bank.kinds.registry import launch_problems
from quiz.bank.models import Question
from quiz.bank.queries import draft_of, get_question
from quiz.bank.rules import Changed, Unfit
from quiz.database import writing
from quiz.errors import Conflict, QuizError
from quiz.events.actions.bin import renew_shows
from quiz.events.actions.steps import lock_event
from quiz.events.models import Entry, Event
from quiz.events.queries import events_that_plan, get_event
from quiz.extensions import db
from quiz.web.citing import citations_by_object
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.host.correction_form import CorrectionForm
from quiz.web.host.pages import done, refused
from quiz.web.signing import actor
from quiz.web.values import whole_number

LAUNCHED = _l("This question was launched meanwhile, or is no longer planned.")
UNDONE_BY_ANOTHER = _l("Somebody has changed this question since: it stays as it is now.")


def entry_of(event: Event, entry_id: int) -> Entry:
    """The planned question of that number; Conflict once it is launched or taken out."""
    entry = next((entry for entry in event.entries if entry.id == entry_id), None)
    if entry is None:
        raise Conflict(LAUNCHED)
    return entry


def form_of(event: Event, entry_id: int) -> tuple[Question, CorrectionForm]:
    """The planned question of that number, and its form; Conflict as by `entry_of`."""
    question = entry_of(event, entry_id).question
    return question, CorrectionForm(draft_of(question), question.version)


@host.get("/<code>/show/<int:entry_id>/question", endpoint="correction")
@role(HOST)
def correction_page(code: str, entry_id: int) -> ResponseReturnValue:
    """What the question says, to be corrected."""
    event = get_event(code)
    try:
        question, form = form_of(event, entry_id)
    except Conflict as error:
        return refused(code, error)
    return answer_with_form(event, entry_id, question, form, 200)


@host.post("/<code>/show/<int:entry_id>/question", endpoint="correct")
@role(HOST)
def post_correction(code: str, entry_id: int) -> ResponseReturnValue:
    """Keep what was corrected in the bank, if it can be launched and was not yet."""
    event = get_event(code)
    try:
        question, form = form_of(event, entry_id)
    except Conflict as error:
        return refused(code, error)
    if form.validate_on_submit():
        form.blame(launch_problems(form.draft()))
    if form.errors or form.others:
        return answer_with_form(event, entry_id, question, form, 422)
    question_id, event_id, by = question.id, event.id, actor()
    try:
        step = keep_correction(event_id, entry_id, question_id, form, by)
    except Unfit as error:
        form.blame(error.problems)
        return answer_with_form(get_event(code), entry_id, get_question(question_id), form, 422)
    except Changed as error:
        return answer_with_newer(code, entry_id, question_id, form, error)
    except QuizError as error:
        return refused(code, error)
    undo = url_for("host.undo_correction", code=code, question_id=question_id, step_key=step)
    return done(code, _("The question is corrected."), undo_at=undo if step else None)


def keep_correction(
    event_id: int, entry_id: int, question_id: int, form: CorrectionForm, by: str
) -> str:
    """Write it while nobody can launch it; the key of the step that undoes it."""
    seen = whole_number(form.version.data or "") or 0
    with writing():
        # The bank is held before the event, as by everybody who writes into both.
        written = edit_question(question_id, form.draft(), seen, by)
        entry_of(lock_event(event_id), entry_id)
        renew_shows([question_id])
        step = step_of(question_id, written.version)
        db.session.commit()
    return step


@host.post("/<code>/questions/<int:question_id>/undo/<step_key>", endpoint="undo_correction")
@role(HOST)
def post_undone_correction(code: str, question_id: int, step_key: str) -> ResponseReturnValue:
    """Let the question say again what it said before, unless somebody changed it since."""
    get_event(code)
    question = get_question(question_id)
    bank_id, cited = question.bank_id, citations_by_object([question.object_id])
    with writing():
        undone = undo_step(bank_id, step_key, actor(), [question_id], cited)
        if undone.count:
            renew_shows([question_id])
            db.session.commit()
    if not undone.count:
        return refused(code, Conflict(UNDONE_BY_ANOTHER))
    return done(code, _("The question says again what it said before."))


def answer_with_newer(
    code: str, entry_id: int, question_id: int, form: CorrectionForm, error: Changed
) -> ResponseReturnValue:
    """What was typed, beside the sentence that somebody was first; sent again, it holds."""
    question = get_question(question_id)
    form.version.data = str(question.version)
    form.others.append(str(error))
    form.others.append(_("What you typed is below. Sent again, it replaces theirs."))
    return answer_with_form(get_event(code), entry_id, question, form, 409)


def answer_with_form(
    event: Event, entry_id: int, question: Question, form: CorrectionForm, status: int
) -> ResponseReturnValue:
    """The page with the fields, and whatever is wrong in them."""
    others = [one for one in events_that_plan([question.id]) if one.id != event.id]
    page = render_template(
        "host/correction.html",
        event=event,
        entry_id=entry_id,
        question=question,
        form=form,
        others=others,
    )
    return make_response(page, status)
