"""The loader: a bank's file, or a new question, into a bank and to the end of the run of show."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.actions import record
from quiz.accounts.roles import HOST
from quiz.bank.actions import add_question, create_bank, import_questions
from quiz.bank.formats import bilingual
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.models import Bank
from quiz.bank.queries import find_bank, find_questions
from quiz.bank.rules import Draft, Problem, Unfit, fingerprint
from quiz.clock import clock
from quiz.errors import Invalid, QuizError
from quiz.events.actions.edit import plan
from quiz.events.queries import get_event, list_entries
from quiz.events.rules import launch_problems, spread_ms
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.host.evening import desk
from quiz.web.host.finds import played_questions
from quiz.web.host.forms import UploadForm, WriteForm
from quiz.web.host.pages import Loader, actor, done, refused
from quiz.web.host.show import added_sentence


@host.post("/<code>/upload")
@role(HOST)
def upload(code: str) -> ResponseReturnValue:
    """Import a file whole into a bank, and plan what the event does not have yet."""
    event = get_event(code)
    form = UploadForm()
    if not form.validate_on_submit():
        return refused(code, Invalid(_("Nothing was imported.")), Loader(upload=form))
    data = form.file.data.read()
    try:
        imported = import_questions(form.bank.data, data, clock.now())
    except FileRefused as error:
        errors = tuple(str(found.sentence) for found in error.errors)
        return refused(code, error, Loader(upload=form, file_errors=errors))
    except QuizError as error:
        form.bank.errors = [str(error)]
        return refused(code, error, Loader(upload=form))
    record(actor(), "import", f"bank {imported.bank.name}", {"added": imported.added})
    marks = [fingerprint(draft) for draft in bilingual.read(data)]
    had = played_questions(event.id) | {entry.question_id for entry in list_entries(event.id)}
    new = [q.id for q in find_questions(imported.bank.id, marks) if q.id not in had]
    fresh = Loader(upload=UploadForm(formdata=None, bank=imported.bank.name))
    if not new:
        sentence = _("The run of show has every question of this file already.")
        return done(code, sentence, fresh=fresh)
    plan(event.id, new, actor())
    return done(code, added_sentence(len(new)), fresh=fresh)


@host.post("/<code>/write")
@role(HOST)
def write(code: str) -> ResponseReturnValue:
    """Keep a new question in a bank, if it could be launched now, and plan it."""
    event = get_event(code)
    form = WriteForm()
    if not form.validate_on_submit():
        return refused(code, Invalid(_("This question is not complete yet.")), Loader(write=form))
    draft = form.draft()
    form.blame(problems_now(event.id, draft))
    if form.errors:
        return refused(code, Invalid(_("This question is not complete yet.")), Loader(write=form))
    try:
        question = add_question(bank_named(form.bank.data).id, draft)
    except Unfit as error:
        form.blame(error.problems)
        return refused(code, error, Loader(write=form))
    except QuizError as error:
        form.bank.errors = [str(error)]
        return refused(code, error, Loader(write=form))
    record(actor(), "question.write", f"question {question.id}", {})
    plan(event.id, [question.id], actor())
    fresh = WriteForm(formdata=None, bank=form.bank.data, kind=form.kind.data)
    sentence = _("The question is kept, and last in the run of show.")
    return done(code, sentence, fresh=Loader(write=fresh))


def problems_now(event_id: int, draft: Draft) -> tuple[Problem, ...]:
    """All that would keep the question from being launched with tonight's players."""
    players = desk().reader.players(event_id)
    return launch_problems(draft, spread_ms(players, desk().around.capacity))


def bank_named(name: str) -> Bank:
    """The bank of that name, made if there is none."""
    return find_bank(" ".join(name.split())) or create_bank(name, clock.now())
