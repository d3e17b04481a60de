"""What an editor would look at again in a bank, and its signs mended by one click."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.accounts.roles import ADMIN
from quiz.bank.actions import mend_spelling
from quiz.bank.checks.base import Flaw
from quiz.bank.checks.registry import flaws
from quiz.bank.edits import settle_flaws
from quiz.bank.flaws import open_flaws, spelling_mends
from quiz.bank.models import Question
from quiz.bank.queries import draft_of, get_bank
from quiz.bank.rules import Changed
from quiz.bank.search import Search, find_page
from quiz.database import writing
from quiz.extensions import db
from quiz.web.admin.banks import sent_version
from quiz.web.admin.blueprint import admin
from quiz.web.admin.questions import question_in
from quiz.web.admin.reading import number_of
from quiz.web.admin.undoing import flash_undoable
from quiz.web.guards import role
from quiz.web.signing import actor
from quiz.web.values import whole_number


@dataclass(frozen=True, slots=True)
class FlawedQuestion:
    """A question with what should be looked at again."""

    question: Question
    flaws: tuple[Flaw, ...]

    @property
    def can_be_mended(self) -> bool:
        """Whether signs of it are typed wrongly."""
        return any(flaw.after for flaw in self.flaws)


@dataclass(frozen=True, slots=True)
class CheckView:
    """Which bank the reader looks at, and whether at what was left as it is."""

    bank_id: int
    settled: bool = False

    def at(self, page: int) -> dict[str, Any]:
        """The values of the address of another page of it."""
        return {"bank_id": self.bank_id, "settled": self.settled or None, "page": page}

    @property
    def search(self) -> Search:
        """The questions that it shows."""
        return Search(bank_id=self.bank_id, flawed=True, settled=self.settled)


@admin.get("/banks/<int:bank_id>/check")
@role(ADMIN)
def check_bank(bank_id: int) -> ResponseReturnValue:
    """A hundred questions with their flaws, and those of the whole bank."""
    bank, view = get_bank(bank_id), CheckView(bank_id, settled="settled" in request.args)
    page = find_page(view.search, number_of("page", 1))
    return render_template(
        "admin/check.html",
        bank=bank,
        page=page,
        view=view,
        open=open_flaws(bank_id),
        settled=find_page(replace(view.search, settled=True), 1).found,
        lines=[FlawedQuestion(row, flaws(draft_of(row))) for row in page.rows],
    )


@admin.post("/banks/<int:bank_id>/check", endpoint="mend_bank")
@role(ADMIN)
def post_mended_spelling(bank_id: int) -> ResponseReturnValue:
    """Mend the signs of the questions that the reader saw, if nobody changed them since."""
    by, mends, step = actor(), spelling_mends(bank_id, dict(sent_versions())), ""
    try:
        with writing():
            step = mend_spelling(bank_id, mends, by)
            db.session.commit()
    except Changed:
        mends = []
    if mends:
        sentence = ngettext(
            "%(num)d question is mended.", "%(num)d questions are mended.", len(mends)
        )
        flash_undoable(sentence, "right", bank_id, step)
    else:
        flash(_("Nothing was mended: these questions have changed meanwhile."), "warning")
    return redirect(url_for("admin.check_bank", bank_id=bank_id), 303)


def sent_versions() -> Iterator[tuple[int, int]]:
    """The number of each question that was sent, with the version in which it was seen."""
    for sent in request.form.getlist("question"):
        number, _dash, version = sent.partition("-")
        known = whole_number(number), whole_number(version)
        if known[0] is not None and known[1] is not None:
            yield known[0], known[1]


@admin.post("/banks/<int:bank_id>/questions/<int:question_id>/check", endpoint="settle_question")
@role(ADMIN)
def post_settled_flaws(bank_id: int, question_id: int) -> ResponseReturnValue:
    """Leave a question as it is, in the version that was seen; or let it stand open again."""
    question_in(bank_id, question_id)
    by, settled = actor(), request.form.get("settled") == "y"
    with writing():
        settle_flaws(question_id, sent_version(), by, settled=settled)
        db.session.commit()
    if settled:
        flash(_("Left as it is. It stands here again once the question changes."), "right")
        return redirect(url_for("admin.check_bank", bank_id=bank_id), 303)
    flash(_("The question stands open again."), "right")
    return redirect(url_for("admin.check_bank", bank_id=bank_id, settled="y"), 303)
