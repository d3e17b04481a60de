"""One change to many questions: those that were ticked, or all that were found."""

from collections.abc import Mapping

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from quiz.accounts.roles import ADMIN
from quiz.bank.bulk.act import change_many, ready_task, ready_undo, undo_many
from quiz.bank.bulk.base import Bulk, BulkOutcome, BulkWish
from quiz.bank.queries import list_banks
from quiz.bank.search import find_all
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Invalid
from quiz.events.actions.bin import renew_shows
from quiz.extensions import db
from quiz.web.admin.blueprint import admin
from quiz.web.admin.checks import sent_versions
from quiz.web.admin.search import QuestionList, viewed_questions
from quiz.web.guards import role
from quiz.web.signing import actor
from quiz.web.undo import say_with_undo
from quiz.web.values import whole_number

CHANGES = {
    Bulk.ADD_TAG: _l("Add a tag"),
    Bulk.REMOVE_TAG: _l("Remove a tag"),
    Bulk.SECONDS: _l("Set the seconds"),
    Bulk.WEIGHT: _l("Set the weight"),
    Bulk.ARCHIVE: _l("Archive"),
    Bulk.UNARCHIVE: _l("Bring back from the archive"),
    Bulk.MOVE: _l("Move to another bank"),
    Bulk.COPY: _l("Copy to another bank"),
    Bulk.BIN: _l("Move to the bin"),
}
# In which field of the form the value of a change stands.
FIELDS = {
    Bulk.ADD_TAG: "tag",
    Bulk.REMOVE_TAG: "tag",
    Bulk.SECONDS: "number",
    Bulk.WEIGHT: "number",
    Bulk.MOVE: "target",
    Bulk.COPY: "target",
}
ALL_FOUND = "found"


@admin.app_template_global()
def bulk_choices() -> dict[str, object]:
    """What can be done to many questions, the fields that it needs, the banks to choose from."""
    needs: dict[str, list[str]] = {}
    for change, name in FIELDS.items():
        needs.setdefault(name, []).append(change.value)
    return {
        "changes": CHANGES,
        "needs": {name: " ".join(changes) for name, changes in needs.items()},
        "banks": list_banks(),
    }


@admin.post("/questions/change", endpoint="change_questions")
@role(ADMIN)
def post_change() -> ResponseReturnValue:
    """Do it to what was ticked, or to all that the filters of the address find."""
    view, wish, by = viewed_questions(of_bank()), sent_wish(), actor()
    seen = sent_questions() if request.form.get("which") != ALL_FOUND else versions_found(view)
    if not seen:
        raise Invalid(_("No question was chosen: tick those that should be changed."))
    task = ready_task(wish, seen)
    with writing():
        done = change_many(task, clock.now(), by)
        if wish.change is Bulk.BIN:
            renew_shows(done.changed)
        db.session.commit()
    return outcome_page(done, view)


@admin.post("/questions/undo/<int:act_id>", endpoint="undo_change")
@role(ADMIN)
def post_undo(act_id: int) -> ResponseReturnValue:
    """Take back what an act did to questions, as far as nobody changed them since."""
    by, tasks = actor(), ready_undo(act_id)
    with writing():
        done = undo_many(tasks, clock.now(), by)
        renew_shows(done.changed)
        db.session.commit()
    return outcome_page(done, viewed_questions(of_bank()))


def of_bank() -> int | None:
    """In which bank's own page the reader was."""
    return whole_number(request.args.get("inside"))


def sent_wish() -> BulkWish:
    try:
        change = Bulk(request.form.get("change", ""))
    except ValueError:
        raise Invalid(_("Please choose what should be done.")) from None
    return BulkWish(change, request.form.get(FIELDS.get(change, ""), "").strip())


def sent_questions() -> dict[int, int | None]:
    """The version that was seen of each question that was ticked, by its number."""
    return dict(sent_versions())


def versions_found(view: QuestionList) -> Mapping[int, int | None]:
    """All that the filters find, in whichever version they are."""
    return dict.fromkeys(find_all(view.search))


def outcome_page(done: BulkOutcome, view: QuestionList) -> ResponseReturnValue:
    """The list again with a sentence; a page of its own where something was left as it was."""
    back, sentence, undo = back_to(view), changed_sentence(done), way_back_of(done)
    if done.left:
        page = render_template(
            "admin/bulk.html", done=done, sentence=sentence, back=back, undo=undo
        )
        return make_response(page, 200 if done.changed else 409)
    if undo:
        say_with_undo(sentence, undo)
    else:
        flash(sentence, "right")
    return redirect(back, 303)


def way_back_of(done: BulkOutcome) -> str:
    """Where what was done is taken back, and the reader then comes back to; nothing for an undo."""
    if not done.entry_id:
        return ""
    undo = url_for("admin.undo_change", act_id=done.entry_id)
    return f"{undo}?{request.query_string.decode()}"


def back_to(view: QuestionList) -> str:
    """The list in which the reader was."""
    return url_for("admin.bank" if view.inside else "admin.questions", **view.at(view.page))


def changed_sentence(done: BulkOutcome) -> str:
    """How many questions were changed, or were so already."""
    if not done.changed:
        if done.left:
            return str(_("No question was changed."))
        return str(_("No question was changed: they were like this already."))
    number = len(done.changed)
    sentence: str = ngettext(
        "%(number)s question is changed.",
        "%(number)s questions are changed.",
        number,
        number=number,
    )
    return sentence
