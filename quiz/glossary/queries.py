"""What is read of the museum's glossary."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, or_, select

from quiz.errors import NotFound
from quiz.extensions import db
from quiz.glossary.models import GlossaryTerm
from quiz.glossary.rules import FoldedTerm, Lexicon, Term, fold_term, lexicon_of
from quiz.pages import Page, read_page

PAGE = 100


def get_term(term_id: int) -> GlossaryTerm:
    """The term with that number."""
    term = db.session.get(GlossaryTerm, term_id)
    if term is None:
        raise NotFound(_l("This term is not in the glossary."))
    return term


def find_term(folded: FoldedTerm) -> GlossaryTerm | None:
    """The term that is compared so, if there is one."""
    return db.session.scalar(
        select(GlossaryTerm).where(
            GlossaryTerm.fr_folded == folded.fr, GlossaryTerm.zh_folded == folded.zh
        )
    )


def count_terms() -> int:
    """How many terms the glossary has."""
    return db.session.scalar(select(func.count()).select_from(GlossaryTerm)) or 0


def list_terms() -> list[GlossaryTerm]:
    """The whole glossary, by its French."""
    return list(
        db.session.scalars(
            select(GlossaryTerm).order_by(GlossaryTerm.fr_folded, GlossaryTerm.zh_folded)
        )
    )


def find_terms(words: str, wanted: int) -> Page[GlossaryTerm]:
    """A page of the terms in which these letters or characters stand, in either language."""
    chosen = select(GlossaryTerm.id).order_by(GlossaryTerm.fr_folded, GlossaryTerm.zh_folded)
    folded = fold_term(Term(words, words))
    if words.strip():
        columns = (GlossaryTerm.fr_folded, folded.fr), (GlossaryTerm.zh_folded, folded.zh)
        chosen = chosen.where(
            or_(*(column.contains(part, autoescape=True) for column, part in columns if part))
        )
    numbers = db.session.scalars(chosen).all()
    return read_page(
        len(numbers), wanted, PAGE, lambda offset: _terms(numbers[offset : offset + PAGE])
    )


def read_lexicon() -> Lexicon:
    """The glossary, ready to be found in texts."""
    rows = db.session.execute(
        select(
            GlossaryTerm.fr,
            GlossaryTerm.zh,
            GlossaryTerm.note,
            GlossaryTerm.fr_folded,
            GlossaryTerm.zh_folded,
        )
    )
    return lexicon_of((Term(*row[:3]), FoldedTerm(*row[3:])) for row in rows)


def _terms(numbers: Sequence[int]) -> list[GlossaryTerm]:
    rows = db.session.scalars(select(GlossaryTerm).where(GlossaryTerm.id.in_(numbers)))
    by_id = {term.id: term for term in rows}
    return [by_id[number] for number in numbers if number in by_id]
