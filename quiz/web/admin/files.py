"""A file into a bank: refused with every error, or taken once it was looked at."""

from functools import partial

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from quiz.accounts.roles import ADMIN
from quiz.bank.actions import Imported, add_file
from quiz.bank.comparison import Comparison
from quiz.bank.formats.names import head_word
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.registry import described_formats, format_label
from quiz.bank.imports import BankFile, bank_file
from quiz.bank.preview import mended, preview_of, screened_rows, without_rows
from quiz.bank.queries import compare_file, list_banks
from quiz.bank.remarks import remarks
from quiz.bank.rules import Changed
from quiz.bounds import PROBLEMS
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Invalid
from quiz.extensions import db
from quiz.i18n.typography import GAP
from quiz.web.admin.blueprint import admin
from quiz.web.admin.forms.bank import ImportForm
from quiz.web.admin.forms.mends import sent_mends, sent_partners, sent_skips
from quiz.web.admin.previews import empty_previews
from quiz.web.admin.undoing import flash_undoable
from quiz.web.file_objects import cite_objects_of
from quiz.web.file_pictures import with_kept_pictures
from quiz.web.guards import role
from quiz.web.language import current_language
from quiz.web.signing import actor

# Questions whose changes are listed; of the others their number is said.
MOST_CHANGES = 200
# Pictures that could not be kept, each with its sentence above the bank.
MOST_SENTENCES = 5


@admin.route("/banks/import", methods=["GET", "POST"])
@role(ADMIN)
def import_bank() -> ResponseReturnValue:
    """A file to a bank: refused with every error, or looked at first where it is not certain."""
    form = ImportForm(data={"name": request.args.get("bank", "")})
    if not form.validate_on_submit():
        form.keep()
        return import_page(form, 422 if form.errors else 200)
    choose_bank(form)
    by = actor()
    try:
        file = bank_file(form.reading(sent_partners(request.form)))
        comparison = compare_file(form.name.data, file)
        is_seen = form.seen.data == comparison.mark
        if form.look.data or (comparison.must_be_seen and not is_seen):
            return review_page(form, file, comparison, 200)
        chosen = chosen_part(file)
        if chosen is not file:
            comparison = compare_file(form.name.data, chosen)
        return imported_page(form, chosen, comparison, by)
    except FileRefused as refusal:
        form.kept.data = form.kept_other.data = ""
        return import_page(form, 422, refusal)
    except Changed:
        return review_page(form, file, compare_file(form.name.data, file), 409)
    except Invalid as refusal:
        form.name.errors = [refusal.message]
        return import_page(form, 422)


def choose_bank(form: ImportForm) -> None:
    """Take the bank that was chosen from the list on the page which shows the file, if one was."""
    form.name.data = request.form.get("bank") or form.name.data


def chosen_part(file: BankFile) -> BankFile:
    """The file as it was mended on the page, without the questions that are skipped."""
    reading = without_rows(mended(file.reading, sent_mends(request.form)), sent_skips(request.form))
    return bank_file(reading) if reading != file.reading else file


def imported_page(
    form: ImportForm, file: BankFile, comparison: Comparison, by: str
) -> ResponseReturnValue:
    """Write what was looked at, and go to the bank."""
    known = len(file.reading.doubts)
    if (with_pictures := with_kept_pictures(file, by)) is not file:
        # Its questions are other ones with the pictures that they show now.
        file, comparison = with_pictures, compare_file(form.name.data, with_pictures)
    with writing():
        imported = add_file(
            form.name.data,
            file,
            comparison,
            clock.now(),
            by,
            overwrite=form.overwrite.data,
        )
        number = imported.bank.id
        cite_objects_of(file, number, clock.now(), by)
        step = imported.step if imported.added or imported.changed else ""
        db.session.commit()
    flash_undoable(report(imported, file, comparison), "right", number, step)
    for doubt in file.reading.doubts[known:][:MOST_SENTENCES]:
        flash(str(doubt.place.sentence), "warning")
    return redirect(url_for("admin.bank", bank_id=number), 303)


def import_page(
    form: ImportForm, status: int, refusal: FileRefused | None = None
) -> ResponseReturnValue:
    page = render_template(
        "admin/import.html",
        form=form,
        banks=list_banks(),
        formats=described_formats(),
        refusal=refusal,
    )
    return make_response(page, status)


def review_page(
    form: ImportForm, file: BankFile, comparison: Comparison, status: int
) -> ResponseReturnValue:
    """What the file would change, and what of it is not certain, before anything is written."""
    form.seen.data = comparison.mark
    mends = sent_mends(request.form)
    now = bank_file(mended(file.reading, mends)) if mends else file
    ahead = comparison if now is file else compare_file(form.name.data, now)
    preview = preview_of(now.reading, ahead, mends)
    # What is said beside its question is not said again.
    listed = {row.row for row in preview.rows} if comparison.is_judged else set()
    doubts = [doubt for doubt in comparison.doubts if doubt.place.row not in listed]
    page = render_template(
        "admin/import_review.html",
        form=form,
        comparison=comparison,
        doubts=doubts[:PROBLEMS],
        more_doubts=len(doubts[PROBLEMS:]),
        label=format_label(file.reading.format),
        banks=list_banks(),
        preview=preview,
        questions=len(file.reading.questions) + len(file.reading.left_out),
        screened=screened_rows(ahead),
        previews=empty_previews(),
        skips=sent_skips(request.form),
        column_word=partial(head_word, language=current_language()),
        is_pair=form.kept_other.file is not None,
        changes=comparison.changes[:MOST_CHANGES],
        more_changes=len(comparison.changes[MOST_CHANGES:]),
        remarks=list(remarks(file.reading, comparison)),
        is_late=status != 200,
    )
    return make_response(page, status)


def report(imported: Imported, file: BankFile, comparison: Comparison) -> str:
    """What became of the file, a sentence for each thing."""
    texts = []
    if imported.added or not imported.changed:
        texts.append(
            ngettext("%(num)d question was added.", "%(num)d questions were added.", imported.added)
        )
    if imported.changed:
        texts.append(
            ngettext(
                "%(num)d question was changed.", "%(num)d questions were changed.", imported.changed
            )
        )
    if imported.already:
        texts.append(
            ngettext("%(num)d was there already.", "%(num)d were there already.", imported.already)
        )
    if imported.kept:
        texts.append(
            ngettext(
                "%(num)d that changed after the file was written is left as it is.",
                "%(num)d that changed after the file was written are left as they are.",
                imported.kept,
            )
        )
    return GAP[current_language()].join([*texts, *map(str, remarks(file.reading, comparison))])
