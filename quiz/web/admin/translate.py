"""The translator's queue: what waits in either language, and one question after the other."""

from dataclasses import dataclass, replace
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.accounts.roles import ADMIN
from quiz.bank.edits import confirm_translation, translate_question
from quiz.bank.history.queries import step_of
from quiz.bank.kinds.registry import KINDS, canonical
from quiz.bank.models import Question
from quiz.bank.queries import draft_of, get_question
from quiz.bank.queue import (
    Queue,
    last_waiting,
    list_progress,
    next_waiting,
    progress_of,
    waiting_page,
)
from quiz.bank.rules import Problem, Unfit
from quiz.bank.translation import OTHER, behind
from quiz.database import writing
from quiz.errors import Conflict, NotFound
from quiz.extensions import db
from quiz.glossary.queries import read_lexicon
from quiz.glossary.rules import term_parts, terms_in
from quiz.i18n.localized import Localized
from quiz.scoring.rules import CHARACTERS_PER_SECOND
from quiz.web.admin.banks import sent_version
from quiz.web.admin.blueprint import admin
from quiz.web.admin.differences import Collision, collision, question_acts
from quiz.web.admin.forms.translated import TranslatedField, TranslationForm, translation_form
from quiz.web.admin.outdated import outdated_lines
from quiz.web.admin.reading import number_of
from quiz.web.admin.undoing import flash_undoable
from quiz.web.guards import role
from quiz.web.language import current_language
from quiz.web.signing import actor
from quiz.web.values import whole_number

DIRECTIONS = {
    "zh": _l("From French into Chinese"),
    "fr": _l("From Chinese into French"),
}
LACKING = {"fr": _l("French is missing"), "zh": _l("Chinese is missing")}


@dataclass(frozen=True, slots=True)
class QueueView:
    """Which queue the reader looks at, and how its pages are addressed."""

    queue: Queue

    def at(self, page: int) -> dict[str, Any]:
        """The values of the address of another page of it."""
        return {"to": self.queue.language, "bank": self.queue.bank_id, "page": page}

    def reasons(self, question: Question) -> tuple[LazyString, ...]:
        """Why a question waits."""
        language = self.queue.language
        lacks = (LACKING[language],) if language in question.untranslated.split() else ()
        return (*lacks, *behind(language if language in question.outdated.split() else ""))


@admin.get("/translate")
@role(ADMIN)
def translations() -> ResponseReturnValue:
    """What waits to be put into a language: in numbers by bank, and a hundred questions."""
    asked = request.args.get("to", "")
    language = asked if asked in DIRECTIONS else current_language()
    queue = Queue(language, request.args.get("bank", type=whole_number))
    return render_template(
        "admin/translations.html",
        view=QueueView(queue),
        directions=DIRECTIONS,
        banks=list_progress(language),
        progress=progress_of(queue),
        first=next_waiting(queue),
        page=waiting_page(queue, number_of("page", 1)),
    )


@admin.route(
    "/translate/<language:target>/<int:question_id>",
    methods=["GET", "POST"],
    endpoint="translate_question",
)
@role(ADMIN)
def translate(target: str, question_id: int) -> ResponseReturnValue:
    """One question: what it says in one language, beside fields for the other one."""
    question = get_question(question_id)
    draft = canonical(draft_of(question))
    form = translation_form(draft, target, question.version, cited=question.object_id is not None)
    if not form.validate_on_submit():
        return translation_page(form, question, 422 if form.errors else 200)
    by = actor()
    try:
        with writing():
            written = translate_question(question_id, form.draft(draft), target, sent_version(), by)
            bank_id, step = written.bank_id, step_of(question_id, written.version)
            db.session.commit()
    except Unfit as refusal:
        elsewhere = form.blame(refusal.problems)
        return translation_page(form, get_question(question_id), 422, problems=elsewhere)
    except Conflict as refusal:
        return outrun_page(form, question_id, refusal)
    flash_undoable(_("The translation is saved."), "right", bank_id, step)
    return redirect(page_following(queue_of(target), question_id), 303)


@admin.post("/banks/<int:bank_id>/questions/<int:question_id>/translation")
@role(ADMIN)
def confirm_question(bank_id: int, question_id: int) -> ResponseReturnValue:
    """Whoever saw both languages says that they still say the same."""
    if get_question(question_id).bank_id != bank_id:
        raise NotFound(_("There is no such question."))
    by, target = actor(), request.form.get("to")
    with writing():
        confirm_translation(question_id, sent_version(), by)
        db.session.commit()
    flash(_("Both languages say the same again."), "right")
    if target in DIRECTIONS:
        return redirect(page_following(queue_of(target), question_id), 303)
    page = url_for("admin.edit_question", bank_id=bank_id, question_id=question_id)
    return redirect(page, 303)


def queue_of(target: str) -> Queue:
    """The queue that the address names."""
    return Queue(target, request.args.get("bank", type=whole_number))


def page_following(queue: Queue, question_id: int) -> str:
    """Where a translator goes from a question: on to the next one that waits, or to the list."""
    following = next_waiting(queue, question_id)
    if following is None:
        return url_for("admin.translations", to=queue.language, bank=queue.bank_id)
    return queue_page(queue, following, question_id)


def queue_page(queue: Queue, question_id: int, before: int | None = None) -> str:
    """The page of a question of a queue; `before` is the one that the reader comes from."""
    return url_for(
        "admin.translate_question",
        target=queue.language,
        question_id=question_id,
        bank=queue.bank_id,
        before=before,
    )


def outrun_page(form: TranslationForm, question_id: int, refusal: Conflict) -> ResponseReturnValue:
    """Somebody was first: what was typed is kept, beside what is true now."""
    question = get_question(question_id)
    draft = canonical(draft_of(question))
    present = translation_form(
        draft,
        form.language,
        question.version,
        cited=question.object_id is not None,
        formdata=None,
    )
    found = collision(form, present, question_acts(question_id))
    return translation_page(form, question, 409, refusal=refusal, found=found)


def fields_shown(form: TranslationForm, question: Question) -> list[TranslatedField]:
    """The form's fields with what their originals said before, and the glossary's terms in them."""
    was = {
        line.name: line.former
        for line in outdated_lines(question)
        if line.language == form.language
    }
    lexicon, source = read_lexicon(), OTHER[form.language]
    return [
        replace(
            line,
            former=was.get(line.name, ""),
            parts=term_parts(line.source, source, lexicon),
            terms=terms_in(both_texts(line, form.language), lexicon, source),
        )
        for line in form.lines
    ]


def both_texts(line: TranslatedField, language: str) -> Localized:
    """What stands on the left, and what the field holds."""
    return Localized(**{language: line.field.data or "", OTHER[language]: line.source})


def translation_page(
    form: TranslationForm,
    question: Question,
    status: int,
    *,
    problems: list[Problem] | None = None,
    refusal: Conflict | None = None,
    found: Collision | None = None,
) -> ResponseReturnValue:
    target, number = form.language, question.id
    queue = queue_of(target)
    draft = canonical(draft_of(question))
    kind = KINDS.get(draft.kind)
    before = request.args.get("before", type=whole_number) or last_waiting(queue, number)
    page = render_template(
        "admin/translation.html",
        form=form,
        question=question,
        draft=draft,
        solution=None if kind is None else kind.key_solution(draft.key),
        view=QueueView(queue),
        direction=DIRECTIONS[target],
        source=OTHER[target],
        target=target,
        speeds=CHARACTERS_PER_SECOND,
        progress=progress_of(queue),
        lines=fields_shown(form, question),
        problems_elsewhere=problems or [],
        refusal=refusal,
        collision=found,
        skip=page_following(queue, number),
        previous=None if before is None else queue_page(queue, before),
    )
    return make_response(page, status)
