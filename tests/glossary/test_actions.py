"""The glossary has each term once, for whoever saw it last."""

import pytest

from quiz.audit.queries import entries_about
from quiz.errors import Conflict, Invalid, NotFound
from quiz.extensions import db
from quiz.glossary import actions
from quiz.glossary.actions import (
    SUBJECT,
    ImportedTerms,
    TermChanged,
    add_term,
    change_term,
    import_terms,
    remove_term,
)
from quiz.glossary.queries import find_terms, list_terms, read_lexicon
from quiz.glossary.rules import FoundTerm, Term, terms_in
from quiz.i18n.localized import Localized

BY = "admin@museum.example"
CELADON = Term("céladon", "青瓷")
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]


def stored() -> list[Term]:
    db.session.expire_all()
    return [Term(row.fr, row.zh, row.note) for row in list_terms()]


def test_a_term_is_there_once() -> None:
    add_term(CELADON, BY)
    with pytest.raises(Conflict):
        add_term(Term("Celadons", "青 瓷"), BY)
    add_term(Term("céladon", "青釉"), BY)
    db.session.commit()
    assert set(stored()) == {Term("céladon", "青釉"), CELADON}
    assert terms_in(Localized("Un céladon", "青瓷"), read_lexicon(), "zh") == (FoundTerm(CELADON),)


def test_a_term_changes_for_who_saw_it_last() -> None:
    number, other = add_term(CELADON, BY).id, add_term(Term("vase", "瓶"), BY).id
    changed = Term("céladon", "青瓷", "De Longquan.")
    assert change_term(number, changed, 1, BY).version == 2
    with pytest.raises(TermChanged):
        change_term(number, CELADON, 1, BY)
    with pytest.raises(Conflict):
        change_term(other, CELADON, 1, BY)
    db.session.commit()
    assert stored() == [changed, Term("vase", "瓶")]
    assert [entry.act for entry in entries_about(SUBJECT)] == ["term.edit", "term.add", "term.add"]


def test_a_term_is_removed() -> None:
    number = add_term(CELADON, BY).id
    remove_term(number, BY)
    with pytest.raises(NotFound):
        remove_term(number, BY)
    assert stored() == []


def test_a_file_adds_what_is_new_and_replaces_notes() -> None:
    add_term(CELADON, BY)
    file = [
        Term("Céladon", "青瓷", "De Longquan."),
        Term("vase", "瓶"),
        Term("vases", "瓶"),
    ]
    assert import_terms(file, BY) == ImportedTerms(added=1, changed=1, already=1)
    db.session.commit()
    assert stored() == [Term("céladon", "青瓷", "De Longquan."), Term("vase", "瓶")]
    assert import_terms([CELADON], BY) == ImportedTerms(0, 0, 1)


def test_a_glossary_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_TERMS", 1)
    add_term(CELADON, BY)
    with pytest.raises(Invalid):
        add_term(Term("vase", "瓶"), BY)
    with pytest.raises(Invalid):
        import_terms([Term("vase", "瓶")], BY)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["céladon", "émail cloisonné"]),
        ("CELADONS", ["céladon"]),
        ("email clois", ["émail cloisonné"]),
        ("琺", ["émail cloisonné"]),
        ("%", []),
        ("jade", []),
    ],
)
def test_terms_are_searched_in_both_languages(words: str, found: list[str]) -> None:
    for term in (CELADON, Term("émail cloisonné", "掐丝珐琅")):
        add_term(term, BY)
    assert [term.fr for term in find_terms(words, 1).rows] == found
