"""How every question of a file would look, before anything of the file is in a bank."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _

from quiz.accounts.roles import ADMIN
from quiz.bank.comparison import Comparison
from quiz.bank.formats.base import FileReading
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.imports import BankFile
from quiz.bank.kinds.registry import canonical
from quiz.bank.preview import question_alone, screened_rows
from quiz.bank.queries import compare_file
from quiz.bank.rules import Draft
from quiz.errors import NotFound
from quiz.i18n.localized import LANGUAGES
from quiz.web.admin.blueprint import admin
from quiz.web.admin.files import choose_bank, import_page
from quiz.web.admin.forms.bank import ImportForm
from quiz.web.admin.forms.mends import sent_mends, sent_partners
from quiz.web.admin.previews import previews_of, scenes_of
from quiz.web.failures import wants_json
from quiz.web.file_pictures import with_kept_pictures
from quiz.web.guards import role
from quiz.web.signing import actor
from quiz.web.values import whole_number

# What a form says of this request alone, and not of the file.
MOMENTARY = frozenset(("csrf_token", "row", "look"))


@dataclass(frozen=True, slots=True)
class RowPreview:
    """A question of a file as screens would show it; before and after it, the rows of others.

    `unwritten` are the languages in which nothing of it is written; `faults` say why a picture of
    it is not shown.
    """

    row: int
    draft: Draft
    unwritten: tuple[str, ...]
    faults: tuple[LazyString, ...]
    before: int | None
    after: int | None


@admin.post("/banks/import/preview", endpoint="preview_import")
@role(ADMIN)
def post_import_preview() -> ResponseReturnValue:
    """The screens of one question of a file, as what stands in the page's boxes says it.

    Nothing of it comes into a bank; its pictures are kept, as those of a question in the editor. A
    script is given the scenes alone.
    """
    form = ImportForm()
    if not form.validate_on_submit():
        return import_page(form, 422)
    choose_bank(form)
    try:
        reading = form.reading(sent_partners(request.form))
        comparison = compare_file(form.name.data, BankFile(reading, {}, {}))
    except FileRefused as refusal:
        return import_page(form, 422, refusal)
    preview = row_preview(reading, comparison, whole_number(request.form.get("row")) or 0)
    if not wants_json():
        carried = [pair for pair in request.form.items(multi=True) if pair[0] not in MOMENTARY]
        values = {"preview": preview, "screens": previews_of(preview.draft), "carried": carried}
        return make_response(render_template("admin/import_preview.html", form=form, **values))
    about = render_template("admin/_import_about.html", preview=preview)
    return make_response(
        jsonify(
            row=preview.row,
            before=preview.before,
            after=preview.after,
            seconds=preview.draft.seconds,
            about=about,
            scenes=scenes_of(preview.draft),
        )
    )


def row_preview(reading: FileReading, comparison: Comparison, row: int) -> RowPreview:
    """The question in that row, its pictures kept here by now; NotFound where there is none."""
    rows, one = screened_rows(comparison), question_alone(reading, row, sent_mends(request.form))
    if one is None or row not in rows:
        raise NotFound(_("The file has no question in this row."))
    (question,) = one.questions
    changed = next((change.after for change in comparison.changes if change.row == row), None)
    whole = replace(one, questions=(replace(question, draft=changed or question.draft),))
    kept = with_kept_pictures(BankFile(whole, {}, {}), actor()).reading
    draft = canonical(kept.questions[0].draft)
    faults = tuple(doubt.place.reason for doubt in kept.doubts)
    return RowPreview(row, draft, unwritten_languages(draft), faults, *rows_around(rows, row))


def unwritten_languages(draft: Draft) -> tuple[str, ...]:
    """The languages in which neither the question nor a choice of it says anything."""
    texts = (draft.prompt, *draft.choices)
    return tuple(code for code in LANGUAGES if not any(getattr(text, code) for text in texts))


def rows_around(rows: Sequence[int], row: int) -> tuple[int | None, int | None]:
    """The rows before and after that one, if there are any."""
    before = [other for other in rows if other < row]
    after = [other for other in rows if other > row]
    return (before[-1] if before else None, after[0] if after else None)
