"""A change of questions that was just made, taken back by one click."""

from collections.abc import Callable, Mapping

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.accounts.roles import ADMIN
from quiz.bank.history.actions import Stays, Undone, undo_step
from quiz.bank.history.queries import versions_before, versions_of_step
from quiz.bank.queries import get_bank
from quiz.database import writing
from quiz.events.queries import planned_among
from quiz.extensions import db
from quiz.i18n.typography import GAP
from quiz.web.admin.blueprint import admin
from quiz.web.citing import citations_by_object
from quiz.web.guards import role
from quiz.web.language import current_language
from quiz.web.signing import actor
from quiz.web.undo import say_with_undo

# Questions that could not be taken back, each with its reason; of the others their number is said.
MOST_LEFT = 5
LEFT: Mapping[Stays, Callable[..., str]] = {
    Stays.CHANGED: lambda question: _(
        "“%(question)s” stays as it is: somebody has changed it since.", question=question
    ),
    Stays.ELSEWHERE: lambda question: _(
        "“%(question)s” stays as it is: it is in another bank by now, or in the bin.",
        question=question,
    ),
    Stays.PLANNED: lambda question: _(
        "“%(question)s” stays in the bank: it is in a run of show.", question=question
    ),
    Stays.TWIN: lambda question: _(
        "“%(question)s” stays as it is: another question of the bank says by now what it said.",
        question=question,
    ),
    Stays.UNREADABLE: lambda question: _(
        "“%(question)s” stays as it is: what it said before cannot be read any more.",
        question=question,
    ),
}


def flash_undoable(sentence: str, category: str, bank_id: int, step: str) -> None:
    """Say on the next page what was done to a bank's questions, with a button that undoes it."""
    if not step:
        flash(sentence, category)
        return
    path = url_for("admin.undo_step", bank_id=bank_id, step_key=step)
    say_with_undo(sentence, path, category)


@admin.post("/banks/<int:bank_id>/undo/<step_key>", endpoint="undo_step")
@role(ADMIN)
def post_undone_step(bank_id: int, step_key: str) -> ResponseReturnValue:
    """Take back what one act wrote in a bank, where nobody has changed it since."""
    get_bank(bank_id)
    by = actor()
    with writing():
        planned = planned_among([row.question_id for row in versions_of_step(step_key)])
        before = versions_before(step_key).values()
        objects = citations_by_object(version.object_id for version in before)
        undone = undo_step(bank_id, step_key, by, planned, objects)
        if undone.count:
            db.session.commit()
    if undone.count:
        flash_undoable(undone_sentence(undone), "right", bank_id, undone.step)
    elif not undone.left:
        flash(_("There is nothing left to undo."), "warning")
    for sentence in left_sentences(undone):
        flash(sentence, "warning")
    return redirect(url_for("admin.bank", bank_id=bank_id), 303)


def undone_sentence(undone: Undone) -> str:
    """What was taken back."""
    texts = []
    if undone.back:
        texts.append(
            ngettext(
                "%(num)d question says again what it said before.",
                "%(num)d questions say again what they said before.",
                undone.back,
            )
        )
    if undone.binned:
        texts.append(
            ngettext(
                "%(num)d question that had been added is in the bin.",
                "%(num)d questions that had been added are in the bin.",
                undone.binned,
            )
        )
    return GAP[current_language()].join(texts)


def left_sentences(undone: Undone) -> list[str]:
    """What could not be taken back, and why."""
    sentences = [
        LEFT[why](question=prompt.in_(current_language()))
        for prompt, why in undone.left[:MOST_LEFT]
    ]
    more = len(undone.left[MOST_LEFT:])
    if more:
        sentences.append(
            ngettext(
                "%(num)d more question stays as it is.",
                "%(num)d more questions stay as they are.",
                more,
            )
        )
    return sentences
