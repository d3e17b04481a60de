"""What changes the museum's glossary."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from quiz.audit.actions import record
from quiz.errors import Conflict, Invalid
from quiz.extensions import db
from quiz.glossary.models import GlossaryTerm
from quiz.glossary.queries import count_terms, find_term, get_term, list_terms
from quiz.glossary.rules import MOST_TERMS, FoldedTerm, Term, fold_term

SUBJECT = "glossary"


class TermChanged(Conflict):
    """Somebody else was first."""


@dataclass(frozen=True, slots=True)
class ImportedTerms:
    """What became of a file's terms: added, their notes changed, and already there as they are."""

    added: int
    changed: int
    already: int


def add_term(term: Term, actor: str) -> GlossaryTerm:
    """One term more; Conflict where the glossary has it already."""
    folded = fold_term(term)
    _refuse_twin(folded)
    if count_terms() >= MOST_TERMS:
        raise Invalid(_full())
    row = _row(term, folded)
    db.session.add(row)
    _flush()
    record(actor, "term.add", SUBJECT, {"term": row.id, "fr": row.fr, "zh": row.zh})
    return row


def change_term(term_id: int, term: Term, version: int, actor: str) -> GlossaryTerm:
    """Have a term say something else, if it still has the `version` that was seen."""
    row, folded = get_term(term_id), fold_term(term)
    if row.version != version:
        raise TermChanged(_l("Somebody changed this term meanwhile; look at it again."))
    _refuse_twin(folded, row.id)
    changed = [name for name in ("fr", "zh", "note") if getattr(row, name) != getattr(term, name)]
    row.fr, row.zh, row.note = term.fr, term.zh, term.note
    row.fr_folded, row.zh_folded = folded.fr, folded.zh
    row.version += 1
    _flush()
    record(actor, "term.edit", SUBJECT, {"term": row.id, "fields": changed})
    return row


def remove_term(term_id: int, actor: str) -> None:
    """Take a term out of the glossary."""
    row = get_term(term_id)
    db.session.delete(row)
    db.session.flush()
    record(actor, "term.remove", SUBJECT, {"term": term_id, "fr": row.fr, "zh": row.zh})


def import_terms(terms: Sequence[Term], actor: str) -> ImportedTerms:
    """Add what is new, and replace the notes of what is there where the file has another one."""
    known = {FoldedTerm(row.fr_folded, row.zh_folded): row for row in list_terms()}
    before, changed = len(known), 0
    for term in terms:
        folded = fold_term(term)
        row = known.get(folded)
        if row is None:
            known[folded] = row = _row(term, folded)
            db.session.add(row)
        elif term.note and row.note != term.note:
            row.note, row.version = term.note, row.version + 1
            changed += 1
    added = len(known) - before
    if len(known) > MOST_TERMS:
        raise Invalid(_full())
    _flush()
    record(actor, "term.import", SUBJECT, {"added": added, "changed": changed})
    return ImportedTerms(added, changed, len(terms) - added - changed)


def _row(term: Term, folded: FoldedTerm) -> GlossaryTerm:
    return GlossaryTerm(
        fr=term.fr, zh=term.zh, note=term.note, fr_folded=folded.fr, zh_folded=folded.zh, version=1
    )


def _refuse_twin(folded: FoldedTerm, besides: int = 0) -> None:
    twin = find_term(folded)
    if twin is not None and twin.id != besides:
        raise Conflict(_twin())


def _flush() -> None:
    try:
        db.session.flush()
    except IntegrityError:
        # Somebody added the same at this very moment.
        raise Conflict(_twin()) from None


def _twin() -> LazyString:
    return _l("This term is already in the glossary.")


def _full() -> LazyString:
    return _l("A glossary has at most %(most)s terms.", most=MOST_TERMS)
