"""The museum's glossary: searched, written, imported, taken away, and found in what is typed."""

from dataclasses import dataclass
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from quiz.accounts.roles import ADMIN
from quiz.audit.queries import entries_about
from quiz.bank.formats.bilingual import MOST_BYTES
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.models import Question
from quiz.bank.queries import draft_of
from quiz.bank.translation import localized_texts
from quiz.bounds import PROBLEMS
from quiz.database import writing
from quiz.errors import Conflict, Invalid, QuizError
from quiz.extensions import db
from quiz.glossary import actions
from quiz.glossary.files import read_glossary
from quiz.glossary.models import GlossaryTerm
from quiz.glossary.queries import find_terms, get_term, list_terms, read_lexicon
from quiz.glossary.rules import Term, terms_in, tidy_term
from quiz.i18n.localized import LANGUAGES, Localized
from quiz.i18n.typography import GAP
from quiz.web.admin.banks import sent_version
from quiz.web.admin.blueprint import admin
from quiz.web.admin.differences import Acts, Collision, collision
from quiz.web.admin.forms.glossary import GlossaryFileForm, TermForm
from quiz.web.admin.forms.question import LONGEST
from quiz.web.admin.reading import number_of, searched
from quiz.web.admin.sheets import sheet
from quiz.web.guards import role
from quiz.web.language import current_language
from quiz.web.recording import note
from quiz.web.signing import actor

HEADS = (_l("French"), _l("Chinese"), _l("Note"))


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """What of the glossary the reader looks at."""

    words: str

    def at(self, page: int) -> dict[str, Any]:
        """The values of the address of another page of it."""
        return {"q": self.words or None, "page": page}


@admin.get("/glossary")
@role(ADMIN)
def glossary() -> ResponseReturnValue:
    """A hundred terms, those that have what is searched, and fields for one more."""
    return glossary_page(200)


def glossary_page(
    status: int,
    form: TermForm | None = None,
    upload: GlossaryFileForm | None = None,
    refusal: QuizError | None = None,
    errors: tuple[FileError, ...] = (),
) -> ResponseReturnValue:
    words = searched()
    page = render_template(
        "admin/glossary.html",
        view=GlossaryView(words),
        page=find_terms(words, number_of("page", 1)),
        form=form or TermForm(formdata=None),
        upload=upload or GlossaryFileForm(formdata=None),
        refusal=refusal,
        errors=errors[:PROBLEMS],
        rest=len(errors[PROBLEMS:]),
    )
    return make_response(page, status)


@admin.post("/glossary", endpoint="add_term")
@role(ADMIN)
def post_term() -> ResponseReturnValue:
    """One term more."""
    form = TermForm()
    if not form.validate_on_submit():
        return glossary_page(422, form)
    by = actor()
    try:
        with writing():
            added = actions.add_term(typed_term(form), by)
            sentence = _("“%(fr)s” is %(zh)s.", fr=added.fr, zh=added.zh)
            db.session.commit()
    except (Invalid, Conflict) as refusal:
        form.fr.errors = [refusal.message]
        return glossary_page(refusal.status, form)
    flash(sentence, "right")
    return redirect(url_for("admin.glossary"), 303)


def typed_term(form: TermForm) -> Term:
    """What was typed; Invalid where that is no term."""
    return tidy_term(form.fr.data or "", form.zh.data or "", form.note.data or "")


@admin.route("/glossary/<int:term_id>", methods=["GET", "POST"], endpoint="edit_term")
@role(ADMIN)
def show_or_change_term(term_id: int) -> ResponseReturnValue:
    """Have a term say something else."""
    form = term_form(get_term(term_id))
    if not form.validate_on_submit():
        return term_page(form, term_id, 422 if form.errors else 200)
    by = actor()
    try:
        with writing():
            actions.change_term(term_id, typed_term(form), sent_version(), by)
            db.session.commit()
    except actions.TermChanged as refusal:
        present = term_form(get_term(term_id), formdata=None)
        found = collision(form, present, term_acts(term_id))
        return term_page(form, term_id, 409, refusal, found)
    except (Invalid, Conflict) as refusal:
        form.fr.errors = [refusal.message]
        return term_page(form, term_id, refusal.status)
    flash(_("The term is changed."), "right")
    return redirect(url_for("admin.glossary"), 303)


def term_form(term: GlossaryTerm, **kwargs: Any) -> TermForm:
    """The form of a term that is there."""
    known = {"fr": term.fr, "zh": term.zh, "note": term.note, "version": term.version}
    return TermForm(data=known, **kwargs)


def term_page(
    form: TermForm,
    term_id: int,
    status: int,
    refusal: Conflict | None = None,
    found: Collision | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "admin/term.html", form=form, term=get_term(term_id), refusal=refusal, collision=found
    )
    return make_response(page, status)


def term_acts(term_id: int) -> Acts:
    """What was done to a term."""
    entries = entries_about(actions.SUBJECT)
    changes = [entry for entry in entries if entry.details.get("term") == term_id]
    return Acts(changes, changes[0] if changes else None)


@admin.post("/glossary/<int:term_id>/remove", endpoint="remove_term")
@role(ADMIN)
def post_term_removal(term_id: int) -> ResponseReturnValue:
    """Take a term out of the glossary."""
    by = actor()
    with writing():
        actions.remove_term(term_id, by)
        db.session.commit()
    flash(_("The term is out of the glossary."), "right")
    return redirect(url_for("admin.glossary"), 303)


@admin.post("/glossary/import", endpoint="import_terms")
@role(ADMIN)
def post_terms() -> ResponseReturnValue:
    """Take the terms of a file; what cannot be taken is named, row by row."""
    upload = GlossaryFileForm()
    if not upload.validate_on_submit():
        return glossary_page(422, upload=upload)
    by = actor()
    try:
        with upload.file.data.stream as sent:
            file = read_glossary(sent.read(MOST_BYTES))
        with writing():
            done = actions.import_terms(file.terms, by)
            db.session.commit()
    except FileRefused as refusal:
        return glossary_page(422, refusal=refusal, errors=refusal.errors)
    except (Invalid, Conflict) as refusal:
        return glossary_page(refusal.status, refusal=refusal)
    flash(imported(done), "warning" if file.errors else "right")
    if file.errors:
        return glossary_page(200, errors=file.errors)
    return redirect(url_for("admin.glossary"), 303)


def imported(done: actions.ImportedTerms) -> str:
    """What became of a file's terms, in words."""
    sentences = [ngettext("%(num)d term is added.", "%(num)d terms are added.", done.added)]
    if done.changed:
        sentences.append(
            ngettext("%(num)d note is changed.", "%(num)d notes are changed.", done.changed)
        )
    if done.already:
        sentences.append(
            ngettext(
                "%(num)d term was there already.", "%(num)d terms were there already.", done.already
            )
        )
    return GAP[current_language()].join(sentences)


@admin.get("/glossary/export.csv", endpoint="export_glossary")
@role(ADMIN)
def get_glossary() -> ResponseReturnValue:
    """The whole glossary as a sheet, which can be imported again."""
    note("export.glossary", actions.SUBJECT)
    rows = [(term.fr, term.zh, term.note) for term in list_terms()]
    return sheet("celadon-glossary", HEADS, rows)


def glossary_beside(question: Question | None) -> dict[str, Any]:
    """Whether there is a glossary, and which terms of it stand in a question's texts."""
    lexicon = read_lexicon()
    texts = [] if question is None else localized_texts(draft_of(question)).values()
    whole = Localized(*("\n".join(getattr(text, own) for text in texts) for own in LANGUAGES))
    return {"has_glossary": bool(lexicon.french), "found": terms_in(whole, lexicon)}


@admin.post("/glossary/terms", endpoint="found_terms")
@role(ADMIN)
def post_texts() -> ResponseReturnValue:
    """The terms in what is being typed, as a list; it writes nothing."""
    sent = {language: request.form.get(language, "")[:LONGEST] for language in LANGUAGES}
    source = request.form.get("source", "")
    found = terms_in(Localized(**sent), read_lexicon(), source if source in LANGUAGES else "")
    return render_template("admin/_terms.html", found=found)
