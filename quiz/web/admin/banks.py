"""Banks: the list, one with its questions, its name, its way into the bin."""

from collections.abc import Callable

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.accounts.roles import ADMIN
from quiz.bank import actions
from quiz.bank.bin import bin_bank
from quiz.bank.flaws import flaws_by_bank, open_flaws
from quiz.bank.queries import count_archived, count_questions, get_bank, list_banks
from quiz.bank.queue import Queue, progress_of
from quiz.bank.rules import Changed
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Conflict, Invalid
from quiz.events.actions.bin import renew_shows_of_bank
from quiz.events.queries import events_that_plan_bank
from quiz.extensions import db
from quiz.web.admin.blueprint import admin
from quiz.web.admin.differences import Collision, bank_acts, collision
from quiz.web.admin.forms.bank import BankForm
from quiz.web.admin.search import listed_questions, viewed_questions
from quiz.web.guards import role
from quiz.web.signing import actor
from quiz.web.undo import say_with_undo
from quiz.web.values import whole_number

WAITING: dict[str, Callable[[int], str]] = {
    "zh": lambda left: ngettext(
        "%(num)d question to put into Chinese", "%(num)d questions to put into Chinese", left
    ),
    "fr": lambda left: ngettext(
        "%(num)d question to put into French", "%(num)d questions to put into French", left
    ),
}


@admin.get("/banks")
@role(ADMIN)
def banks() -> ResponseReturnValue:
    """Every bank, with how many of its questions cannot be launched."""
    return banks_page(BankForm(), 200)


def banks_page(form: BankForm, status: int) -> ResponseReturnValue:
    banks = list_banks()
    found = flaws_by_bank(bank.id for bank in banks)
    page = render_template("admin/banks.html", banks=banks, open=found, form=form)
    return make_response(page, status)


@admin.post("/banks", endpoint="create_bank")
@role(ADMIN)
def post_bank() -> ResponseReturnValue:
    """A bank without questions."""
    form = BankForm()
    if not form.validate_on_submit():
        return banks_page(form, 422)
    by = actor()
    try:
        with writing():
            number = actions.create_bank(form.name.data, clock.now(), by).id
            db.session.commit()
    except (Invalid, Conflict) as refusal:
        form.name.errors = [refusal.message]
        return banks_page(form, refusal.status)
    flash(_("The bank is made. Write its first question, or import a file."), "right")
    return redirect(url_for("admin.bank", bank_id=number), 303)


@admin.get("/banks/<int:bank_id>")
@role(ADMIN)
def bank(bank_id: int) -> ResponseReturnValue:
    """A hundred of a bank's questions in their order; those that have what is searched."""
    return bank_page(bank_id, None, 200)


def bank_page(
    bank_id: int,
    form: BankForm | None,
    status: int,
    refusal: Conflict | None = None,
    found: Collision | None = None,
) -> ResponseReturnValue:
    bank = get_bank(bank_id)
    page = render_template(
        "admin/bank.html",
        bank=bank,
        form=form or BankForm(data={"name": bank.name, "version": bank.version}),
        refusal=refusal,
        collision=found,
        count=count_questions(bank_id),
        archived=count_archived(bank_id),
        open=open_flaws(bank_id),
        waiting=waiting_in(bank_id),
        uses=events_that_plan_bank(bank_id),
        **listed_questions(viewed_questions(bank_id)),
    )
    return make_response(page, status)


def waiting_in(bank_id: int) -> dict[str, str]:
    """How many of its questions wait for a translator, in words, by the language they wait for."""
    return {
        language: words(left)
        for language, words in WAITING.items()
        if (left := progress_of(Queue(language, bank_id)).left)
    }


@admin.post("/banks/<int:bank_id>/rename", endpoint="rename_bank")
@role(ADMIN)
def post_bank_name(bank_id: int) -> ResponseReturnValue:
    """Give a bank another name."""
    form = BankForm()
    if not form.validate_on_submit():
        return bank_page(bank_id, form, 422)
    by = actor()
    try:
        with writing():
            actions.rename_bank(bank_id, form.name.data, sent_version(), by)
            db.session.commit()
    except Changed as refusal:
        bank = get_bank(bank_id)
        present = BankForm(data={"name": bank.name, "version": bank.version}, formdata=None)
        found = collision(form, present, bank_acts(bank_id))
        return bank_page(bank_id, form, 409, refusal, found)
    except (Invalid, Conflict) as refusal:
        form.name.errors = [refusal.message]
        return bank_page(bank_id, form, refusal.status)
    flash(_("The bank has its new name."), "right")
    return redirect(url_for("admin.bank", bank_id=bank_id), 303)


@admin.post("/banks/<int:bank_id>/delete", endpoint="delete_bank")
@role(ADMIN)
def post_bank_deletion(bank_id: int) -> ResponseReturnValue:
    """Put a bank into the bin with its questions; launched rounds keep their copies."""
    by = actor()
    with writing():
        bin_bank(bank_id, sent_version(), clock.now(), by)
        renew_shows_of_bank(bank_id)
        db.session.commit()
    say_with_undo(
        _("The bank is in the bin, with its questions. It can be restored for 30 days."),
        url_for("admin.restore_bank", bank_id=bank_id),
    )
    return redirect(url_for("admin.banks"), 303)


def sent_version() -> int:
    """The version that the sender saw."""
    return whole_number(request.form.get("version")) or 0
