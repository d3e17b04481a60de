"""Banks as files to take away: a sheet, a workbook, an archive, and a workbook to fill in."""

from flask import make_response, request
from flask.typing import ResponseReturnValue

from quiz.accounts.roles import ADMIN
from quiz.bank.formats.template import write_template
from quiz.bank.formats.workbook import MEDIA_TYPE
from quiz.bank.history.archive import archived_pictures, export_archive
from quiz.bank.queries import (
    export_bank,
    export_with_pictures,
    export_workbook,
    get_bank,
    pictures_of,
)
from quiz.i18n.folding import fold_search
from quiz.pictures.queries import masters_of
from quiz.web.admin.blueprint import admin
from quiz.web.file_objects import cited_objects
from quiz.web.guards import role
from quiz.web.language import current_language
from quiz.web.recording import note

TEMPLATE_NAME = "celadon-questions.xlsx"


@admin.get("/banks/<int:bank_id>/export.csv")
@role(ADMIN)
def export_file(bank_id: int) -> ResponseReturnValue:
    """The bank as a sheet that the page's language opens, and that changes it when imported."""
    name = bank_file_name(bank_id, "csv")
    data = export_bank(bank_id, current_language(), archived=wants_archived())
    return download(data, name, "text/csv; charset=utf-8")


@admin.get("/banks/<int:bank_id>/export.xlsx", endpoint="export_workbook")
@role(ADMIN)
def get_workbook(bank_id: int) -> ResponseReturnValue:
    """The bank as a workbook, which changes it when imported."""
    name = bank_file_name(bank_id, "xlsx")
    data = export_workbook(bank_id, current_language(), archived=wants_archived())
    return download(data, name, MEDIA_TYPE)


@admin.get("/banks/<int:bank_id>/export.zip", endpoint="export_with_pictures")
@role(ADMIN)
def get_zip(bank_id: int) -> ResponseReturnValue:
    """The bank's sheet in a zip, with its pictures beside it."""
    name, archived = bank_file_name(bank_id, "zip"), wants_archived()
    pictures = masters_of(pictures_of(bank_id, archived=archived))
    data = export_with_pictures(bank_id, current_language(), pictures, archived=archived)
    return download(data, name, "application/zip")


@admin.get("/banks/<int:bank_id>/export.json", endpoint="export_archive")
@role(ADMIN)
def get_archive(bank_id: int) -> ResponseReturnValue:
    """The bank's archive, with its history, its objects and its pictures."""
    name = bank_file_name(bank_id, "json")
    pictures = masters_of(archived_pictures(bank_id))
    archive = export_archive(bank_id, pictures, cited_objects(bank_id))
    return download(archive, name, "application/json")


@admin.get("/banks/template.xlsx")
@role(ADMIN)
def template() -> ResponseReturnValue:
    """A workbook with our columns, to be filled in."""
    return download(write_template(current_language()), TEMPLATE_NAME, MEDIA_TYPE)


def wants_archived() -> bool:
    """Whether a sheet shall have the archived questions too."""
    return "archived" in request.args


def bank_file_name(bank_id: int, suffix: str) -> str:
    """What the file of a bank is called; that it is taken away is on record first."""
    get_bank(bank_id)
    note("export.bank", f"bank {bank_id}")
    plain = fold_search(get_bank(bank_id).name)
    return f"{plain}.{suffix}" if plain.isascii() else f"bank-{bank_id}.{suffix}"


def download(data: bytes, name: str, content_type: str) -> ResponseReturnValue:
    """A file to be kept by its reader."""
    response = make_response(data)
    response.content_type = content_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
