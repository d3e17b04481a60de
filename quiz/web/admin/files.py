"""Banks as files: in, refused whole or taken whole, and out."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from quiz.accounts.roles import ADMIN
from quiz.bank.actions import Imported, add_file
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.imports import read_file
from quiz.bank.queries import export_bank, get_bank, list_banks
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Invalid
from quiz.extensions import db
from quiz.i18n.folding import fold_search
from quiz.web.admin.blueprint import admin
from quiz.web.admin.forms.bank import ImportForm
from quiz.web.guards import role
from quiz.web.recording import note
from quiz.web.signing import actor


@admin.route("/banks/import", methods=["GET", "POST"])
@role(ADMIN)
def import_bank() -> ResponseReturnValue:
    """A file to a bank; every error is named, and then nothing is imported."""
    form = ImportForm(data={"name": request.args.get("bank", "")})
    if not form.validate_on_submit():
        return import_page(form, 422 if form.errors else 200)
    by = actor()
    try:
        file = read_file(form.file.data.read())
        with writing():
            imported = add_file(form.name.data, file, clock.now(), by)
            number = imported.bank.id
            db.session.commit()
    except FileRefused as refusal:
        return import_page(form, 422, refusal)
    except Invalid as refusal:
        form.name.errors = [refusal.message]
        return import_page(form, 422)
    flash(report(imported), "right")
    return redirect(url_for("admin.bank", bank_id=number), 303)


def import_page(
    form: ImportForm, status: int, refusal: FileRefused | None = None
) -> ResponseReturnValue:
    page = render_template(
        "admin/import.html",
        form=form,
        banks=list_banks(),
        refusal=refusal,
    )
    return make_response(page, status)


def report(imported: Imported) -> str:
    """What became of the file, in a sentence or two."""
    added = ngettext("%(num)d question was added.", "%(num)d questions were added.", imported.added)
    if not imported.already:
        return f"{added}"
    already = ngettext(
        "%(num)d was there already.", "%(num)d were there already.", imported.already
    )
    return f"{added} {already}"


@admin.get("/banks/<int:bank_id>/export.csv")
@role(ADMIN)
def export_file(bank_id: int) -> ResponseReturnValue:
    """The bank as our bilingual CSV, which imports back to the same questions."""
    get_bank(bank_id)
    note("export.bank", f"bank {bank_id}")
    bank = get_bank(bank_id)
    response = make_response(export_bank(bank_id))
    response.mimetype = "text/csv"
    plain = fold_search(bank.name)
    name = f"{plain}.csv" if plain.isascii() else f"bank-{bank_id}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
