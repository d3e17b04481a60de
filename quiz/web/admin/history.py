"""The history of a question: each version, what changed in it, and the way back to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.queries import everybody
from quiz.accounts.roles import ADMIN
from quiz.audit.labels import ACTS, NAMELESS
from quiz.bank.history.actions import go_back
from quiz.bank.history.queries import (
    VERSIONS_A_PAGE,
    get_version,
    list_versions,
    step_of,
    step_sizes,
)
from quiz.bank.history.rules import PartChange, differences, draft_in, question_parts
from quiz.bank.models import Question, QuestionVersion
from quiz.bank.queries import draft_of, get_bank
from quiz.bank.rules import Draft, Unfit, picture_name
from quiz.database import writing
from quiz.errors import Conflict, Invalid, QuizError
from quiz.extensions import db
from quiz.i18n import measures
from quiz.pictures.queries import known_pictures
from quiz.web.admin.banks import sent_version
from quiz.web.admin.blueprint import admin
from quiz.web.admin.questions import question_in
from quiz.web.admin.reading import number_of
from quiz.web.admin.record import local_hour
from quiz.web.admin.undoing import flash_undoable
from quiz.web.citing import citations_by_object
from quiz.web.guards import role
from quiz.web.language import current_language
from quiz.web.signing import actor

POINTS = {"fr": ","}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as it is read: who wrote it, by which act, when, and what it changed.

    `changes` are None where there is nothing to compare it with, or where one of the two cannot be
    read any more; its act wrote `at_once` questions.
    """

    version: QuestionVersion
    who: object
    act: object
    when: measures.LocalTime | None
    draft: Draft | None
    changes: tuple[PartChange, ...] | None
    is_present: bool
    at_once: int = 1


@dataclass(frozen=True, slots=True)
class HistoryView:
    """Whose history the reader looks at."""

    bank_id: int
    question_id: int

    def at(self, page: int) -> dict[str, Any]:
        """The values of the address of another page of it."""
        return {"bank_id": self.bank_id, "question_id": self.question_id, "page": page}


@admin.get("/banks/<int:bank_id>/questions/<int:question_id>/history")
@role(ADMIN)
def question_history(bank_id: int, question_id: int) -> ResponseReturnValue:
    """Twenty versions, the newest first, each with what changed in both languages."""
    return history_page(question_in(bank_id, question_id))


@admin.get("/banks/<int:bank_id>/questions/<int:question_id>/history/<int:number>")
@role(ADMIN)
def question_version(bank_id: int, question_id: int, number: int) -> ResponseReturnValue:
    """All that one version says, and what of it is otherwise now."""
    question, version = question_in(bank_id, question_id), get_version(question_id, number)
    (line,) = version_lines(question, [version])
    parts = () if line.draft is None else question_parts(line.draft, decimal_point())
    back = () if line.draft is None else compared(draft_of(question), line.draft)
    return render_template(
        "admin/version.html",
        bank=get_bank(bank_id),
        question=question,
        line=line,
        parts=parts,
        changes=back,
        kept=kept_pictures([line.draft, draft_of(question)]),
    )


@admin.post(
    "/banks/<int:bank_id>/questions/<int:question_id>/history/<int:number>", endpoint="go_back"
)
@role(ADMIN)
def post_return(bank_id: int, question_id: int, number: int) -> ResponseReturnValue:
    """Have the question say again what that version says, if nobody changed it since."""
    question_in(bank_id, question_id)
    by = actor()
    try:
        with writing():
            objects = citations_by_object([get_version(question_id, number).object_id])
            version = go_back(question_id, number, sent_version(), by, objects).version
            step = step_of(question_id, version)
            db.session.commit()
    except (Conflict, Invalid) as refusal:
        return history_page(question_in(bank_id, question_id), refusal)
    sentence = _("The question says again what it said in version %(number)s.", number=number)
    flash_undoable(sentence, "right", bank_id, step)
    return redirect(
        url_for("admin.question_history", bank_id=bank_id, question_id=question_id), 303
    )


def history_page(question: Question, refusal: QuizError | None = None) -> ResponseReturnValue:
    page = list_versions(question.id, number_of("page", 1))
    lines = version_lines(question, page.rows)
    body = render_template(
        "admin/history.html",
        bank=question.bank,
        question=question,
        refusal=refusal,
        problems=refusal.problems if isinstance(refusal, Unfit) else (),
        page=page,
        view=HistoryView(question.bank_id, question.id),
        lines=lines,
        kept=kept_pictures(draft_in(row.content) for row in page.rows),
    )
    return make_response(body, 200 if refusal is None else refusal.status)


def version_lines(question: Question, rows: Sequence[QuestionVersion]) -> list[VersionLine]:
    """Versions as they are read, the newest first; with the row after them the last is compared."""
    people = {person.email: person.name or person.email for person in everybody()}
    sizes = step_sizes(row.step for row in rows)
    drafts = [draft_in(row.content) for row in rows]
    before = [*drafts, None][1:]
    return [
        VersionLine(
            row,
            NAMELESS.get(row.actor) or people.get(row.actor, row.actor),
            ACTS.get(row.act, row.act),
            None if row.made_at is None else local_hour(row.made_at),
            draft,
            None if draft is None or earlier is None else compared(earlier, draft),
            row.number == question.version,
            sizes.get(row.step, 1),
        )
        for row, draft, earlier in zip(rows, drafts, before, strict=True)
    ][:VERSIONS_A_PAGE]


def compared(before: Draft, after: Draft) -> tuple[PartChange, ...]:
    return differences(before, after, decimal_point())


def decimal_point() -> str:
    """What the reader's language writes before decimals."""
    return POINTS.get(current_language(), ".")


def kept_pictures(drafts: Iterable[Draft | None]) -> Mapping[str, str]:
    """The keys of the pictures that these questions show and that are kept, by their names."""
    keys = {key for draft in drafts if draft is not None for key in draft.kept_pictures}
    return {picture_name(key): key for key in known_pictures(keys)}
