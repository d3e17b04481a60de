"""The loader: a bank's file, or a new question, into a bank and to the end of the run of show."""

from collections.abc import Iterator, Sequence

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.accounts.roles import HOST
from quiz.bank.actions import add_file, create_bank
from quiz.bank.comparison import Comparison
from quiz.bank.edits import add_question
from quiz.bank.formats.bilingual import refuse_if_any
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.imports import read_file
from quiz.bank.kinds.registry import launch_problems
from quiz.bank.models import Bank
from quiz.bank.queries import compare_file, find_bank, find_numbers
from quiz.bank.rules import Unfit
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Invalid, QuizError
from quiz.events.actions.edit import plan
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.i18n.typography import GAP
from quiz.web.file_pictures import with_kept_pictures
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.host.forms import UploadForm, WriteForm
from quiz.web.host.pages import Loader, done, refused
from quiz.web.host.search import planned_questions, played_questions
from quiz.web.host.show import added_sentence, is_next
from quiz.web.language import current_language
from quiz.web.signing import actor

# The console has room for a few sentences.
MOST_DOUBTS = 3


@host.post("/<code>/upload")
@role(HOST)
def upload(code: str) -> ResponseReturnValue:
    """Import a file whole into a bank, and plan what the event does not have yet."""
    event_id, by = get_event(code).id, actor()
    form = UploadForm()
    if not form.validate_on_submit():
        return refused(code, Invalid(_("Nothing was imported.")), Loader(upload=form))
    try:
        file = read_file(form.file.data.read())
        comparison = compare_file(form.bank.data, file)
        refuse_if_any((*comparison.grave, *changed_rows(comparison), *unready(comparison)))
        kept = with_kept_pictures(file, by)
        if kept is not file:
            file, comparison = kept, compare_file(form.bank.data, kept)
        with writing():
            imported = add_file(form.bank.data, file, comparison, clock.now(), by)
            new = new_questions(event_id, find_numbers(imported.bank.id, file.rows))
            planned = plan(event_id, new, by) if new else 0
            name = imported.bank.name
            db.session.commit()
    except FileRefused as error:
        return refused(code, error, Loader(upload=form, file_refusal=error))
    except QuizError as error:
        form.bank.errors = [str(error)]
        return refused(code, error, Loader(upload=form))
    fresh = Loader(upload=UploadForm(formdata=None, bank=name))
    sentence = _("The run of show has every question of this file already.")
    if planned:
        sentence = added_sentence(planned)
    gap = GAP[current_language()]
    return done(code, f"{sentence}{gap}{uncertain(comparison)}".strip(), fresh=fresh)


def uncertain(comparison: Comparison) -> str:
    """What of a file that was taken its author should look at; the first of it."""
    found = [str(doubt.place.sentence) for doubt in comparison.doubts[:MOST_DOUBTS]]
    if not found:
        return ""
    return str(_("Not certain: %(sentences)s", sentences=GAP[current_language()].join(found)))


def changed_rows(comparison: Comparison) -> Iterator[FileError]:
    """Rows that would change a question that the bank has: an admin looks at those first."""
    reason = _l(
        "This row changes a question that the bank has. An admin imports such a file under “Banks”,"
        " and sees before and after."
    )
    return (FileError(reason, change.row) for change in comparison.changes)


def unready(comparison: Comparison) -> Iterator[FileError]:
    """What of a file of another program cannot be played tonight: an admin looks at it first."""
    for left in comparison.left_out:
        yield from left.errors
    if comparison.language:
        yield FileError(
            _l(
                "This file is in one language. An admin imports it under “Banks”, and its questions"
                " can be played once they are translated."
            )
        )


def new_questions(event_id: int, numbers: Sequence[int]) -> list[int]:
    """Those of the questions that the event has neither planned nor launched."""
    had = played_questions(event_id) | planned_questions(event_id)
    return [number for number in numbers if number not in had]


@host.post("/<code>/write", endpoint="write")
@role(HOST)
def post_question(code: str) -> ResponseReturnValue:
    """Keep a new question in a bank, if it could be launched now, and plan it."""
    event_id, by = get_event(code).id, actor()
    form = WriteForm()
    if not form.validate_on_submit():
        return refused(code, Invalid(_("This question is not complete yet.")), Loader(write=form))
    draft = form.draft()
    form.blame(launch_problems(draft))
    if form.errors:
        return refused(code, Invalid(_("This question is not complete yet.")), Loader(write=form))
    try:
        with writing():
            bank_id = bank_named(form.bank.data, by).id
            number = add_question(bank_id, draft, by).id
            plan(event_id, [number], by, first=is_next())
            db.session.commit()
    except Unfit as error:
        form.blame(error.problems)
        return refused(code, error, Loader(write=form))
    except QuizError as error:
        form.bank.errors = [str(error)]
        return refused(code, error, Loader(write=form))
    fresh = WriteForm(formdata=None, bank=form.bank.data, kind=form.kind.data)
    sentence = _("The question is kept, and last in the run of show.")
    if is_next():
        sentence = _("The question is kept, and next in the run of show.")
    return done(code, sentence, fresh=Loader(write=fresh))


def bank_named(name: str, by: str) -> Bank:
    """The bank of that name, made if there is none."""
    return find_bank(" ".join(name.split())) or create_bank(name, clock.now(), by)
