"""One question of a bank: written, changed, put into the bin."""

from collections.abc import Callable
from dataclasses import astuple

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.accounts.roles import ADMIN
from quiz.bank import edits
from quiz.bank.bulk.act import change_many, ready_task
from quiz.bank.bulk.base import Bulk, BulkWish
from quiz.bank.history.queries import count_versions, step_of
from quiz.bank.kinds.registry import canonical, cautions, launch_problems
from quiz.bank.models import Bank, Question
from quiz.bank.queries import draft_of, get_bank, get_question, neighbours
from quiz.bank.rules import Changed, Draft, Problem, Unfit
from quiz.bank.search import page_of
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Conflict, NotFound
from quiz.events.actions.bin import renew_shows
from quiz.events.queries import events_that_plan
from quiz.extensions import db
from quiz.pictures.actions import keep_picture
from quiz.pictures.rules import PictureRefused
from quiz.scoring.rules import (
    CHARACTERS_PER_SECOND,
    PICTURE_MS,
    REACTION_MS,
    ROOM_MS,
    SHORTEST_SPREAD_MS,
)
from quiz.web.admin.banks import sent_version
from quiz.web.admin.blueprint import admin
from quiz.web.admin.differences import Collision, collision, question_acts
from quiz.web.admin.forms.question import QuestionForm, question_form
from quiz.web.admin.glossary import glossary_beside
from quiz.web.admin.museum_records import Acted
from quiz.web.admin.outdated import outdated_lines
from quiz.web.admin.previews import draft_in_form, gaps_of, previews_of
from quiz.web.admin.question_objects import acted_on_object, object_of
from quiz.web.admin.undoing import flash_undoable
from quiz.web.guards import role
from quiz.web.signing import actor
from quiz.web.undo import say_with_undo
from quiz.web.values import whole_number

# What the page's script works out the time with: the same numbers as `scoring.rules`.
PACE = {
    "speeds": CHARACTERS_PER_SECOND,
    "base": REACTION_MS + SHORTEST_SPREAD_MS,
    "picture": PICTURE_MS,
    "room": ROOM_MS,
}


@admin.route("/banks/<int:bank_id>/questions/new", methods=["GET", "POST"])
@role(ADMIN)
def new_question(bank_id: int) -> ResponseReturnValue:
    """A question at the end of the bank, empty or beginning as a copy of another one."""
    bank, copied = get_bank(bank_id), whole_number(request.args.get("copy"))
    form = question_form() if copied is None else copy_of(get_question(copied))

    def add(draft: Draft, by: str) -> Question:
        return edits.add_question(bank_id, draft, by, object_of(form, draft))

    return saved(form, bank, None, add)


@admin.route(
    "/banks/<int:bank_id>/questions/<int:question_id>",
    methods=["GET", "POST"],
    endpoint="edit_question",
)
@role(ADMIN)
def change_question(bank_id: int, question_id: int) -> ResponseReturnValue:
    """Change a question; launched rounds keep the copy they were made from."""
    bank, question = get_bank(bank_id), question_in(bank_id, question_id)
    form = question_form(draft_of(question), question.version, question.object_id)

    def edit(draft: Draft, by: str) -> Question:
        cited = object_of(form, draft)
        return edits.edit_question(question_id, draft, sent_version(), by, cited)

    return saved(form, bank, question, edit)


def copy_of(question: Question) -> QuestionForm:
    """The form of a new question that begins as that one."""
    return question_form(draft_of(question), object_id=question.object_id)


def saved(
    form: QuestionForm,
    bank: Bank,
    question: Question | None,
    save: Callable[[Draft, str], Question],
) -> ResponseReturnValue:
    """What was typed, kept and left; or the page again, with every problem by its field."""
    if (acted := acted_on_object(form, actor())) is not None:
        return question_page(form, bank, question, 422 if acted.refusal else 200, acted=acted)
    if not form.validate_on_submit():
        return question_page(form, bank, question, 422 if form.errors else 200)
    bank_id, number, by = bank.id, None if question is None else question.id, actor()
    try:
        keep_sent_picture(form, by)
    except PictureRefused as refusal:
        form.picture_file.errors = [refusal.message]
        return question_page(form, bank, question, 422)
    draft = canonical(form.draft())
    try:
        with writing():
            written = save(draft, by)
            kept, step = written.id, step_of(written.id, written.version)
            cites = written.object_id
            db.session.commit()
    except Unfit as refusal:
        form.blame(refusal.problems)
        return question_page(form, get_bank(bank_id), question, 422)
    except Conflict as refusal:
        return conflict_page(form, bank_id, number, refusal)
    if form.object_id.data and cites is None:
        flash(_("It says something else of its object now, and is released from it."), "warning")
    flash_undoable(*saved_sentence(draft), bank_id, step)
    return redirect(place_after(get_question(kept)), 303)


def saved_sentence(draft: Draft) -> tuple[str, str]:
    """What its author reads of a question that is kept, and as what kind of notice."""
    if problems := launch_problems(draft):
        return _("Saved. It cannot be launched yet: %(why)s", why=problems[0].sentence), "warning"
    if doubtful := cautions(draft):
        return _("Saved. Please look at this again: %(why)s", why=doubtful[0].sentence), "warning"
    return _("Saved. It can be launched."), "right"


def place_after(question: Question) -> str:
    """Where the author goes from a question that was kept: on to the next one, or to the bank."""
    bank_id = question.bank_id
    if request.form.get("then") != "next":
        page, anchor = page_of(question), f"question-{question.id}"
        return url_for("admin.bank", bank_id=bank_id, page=page, _anchor=anchor)
    following = neighbours(question)[1]
    if following is None:
        return url_for("admin.new_question", bank_id=bank_id)
    return url_for("admin.edit_question", bank_id=bank_id, question_id=following)


def keep_sent_picture(form: QuestionForm, by: str) -> None:
    """Keep a picture that came with the form, whatever becomes of the form itself."""
    before, prepared = form.frame_before(), form.prepared()
    if prepared is not None:
        with writing():
            key = keep_picture(prepared, form.file_name, clock.now(), by).key
            db.session.commit()
        form.take_framed(key, before, astuple(prepared.frame))


def conflict_page(
    form: QuestionForm, bank_id: int, number: int | None, refusal: Conflict
) -> ResponseReturnValue:
    """Somebody was first, or the bank has this question: what was typed is kept."""
    if number is None:
        return question_page(form, get_bank(bank_id), None, 409, refusal)
    question = get_question(number)
    present = question_form(draft_of(question), question.version, question.object_id, formdata=None)
    found = collision(form, present, question_acts(number))
    return question_page(form, get_bank(bank_id), question, 409, refusal, found)


def question_page(
    form: QuestionForm,
    bank: Bank,
    question: Question | None,
    status: int,
    refusal: Conflict | None = None,
    found: Collision | None = None,
    acted: Acted | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "admin/question_form.html",
        form=form,
        acted=acted or Acted(),
        bank=bank,
        question=question,
        refusal=refusal,
        collision=found,
        problems_now=problems_of(question),
        cautions_now=() if question is None else cautions(canonical(draft_of(question))),
        outdated=outdated_lines(question),
        pace=PACE,
        previews=previews_of(draft_in_form(form)),
        gaps=gaps_of(form),
        **glossary_beside(question),
        neighbours=(None, None) if question is None else neighbours(question),
        versions=0 if question is None else count_versions(question.id),
        uses=[] if question is None else events_that_plan([question.id]),
    )
    return make_response(page, status)


def problems_of(question: Question | None) -> tuple[Problem, ...]:
    return () if question is None else launch_problems(draft_of(question))


@admin.post("/banks/<int:bank_id>/questions/<int:question_id>/delete", endpoint="delete_question")
@role(ADMIN)
def post_question_deletion(bank_id: int, question_id: int) -> ResponseReturnValue:
    """Put a question into the bin; runs of show keep its place and go past it."""
    question_in(bank_id, question_id)
    by, task = actor(), ready_task(BulkWish(Bulk.BIN), {question_id: sent_version()})
    with writing():
        done = change_many(task, clock.now(), by)
        if done.left:
            raise Changed(
                _l("Somebody changed this question meanwhile; look at it again."),
                get_question(question_id),
            )
        renew_shows([question_id])
        db.session.commit()
    say_with_undo(
        _("The question is in the bin. It can be restored for 30 days."),
        url_for("admin.undo_change", act_id=done.entry_id, inside=bank_id),
    )
    return redirect(url_for("admin.bank", bank_id=bank_id), 303)


def question_in(bank_id: int, question_id: int) -> Question:
    """The question of that bank, or NotFound."""
    question = get_question(question_id)
    if question.bank_id != bank_id:
        raise NotFound(_("There is no such question."))
    return question
