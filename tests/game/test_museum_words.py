"""A museum's own words, on both databases."""

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.errors import Invalid, NotFound
from quiz.extensions import db
from quiz.game.actions.museum_words import add_word, remove_word
from quiz.game.queries import list_museum_words, museum_words
from tests.clocks import EVENING

ANA = "ana@museum.example"
pytestmark = pytest.mark.both_databases


def test_words_are_added_once_and_taken_away(app: Flask) -> None:
    first = add_word("  Gros   nul ", EVENING, ANA)
    assert add_word("GROS NUL !", EVENING + 1, "bo@museum.example").id == first.id
    add_word("青蛙", EVENING, ANA)
    assert museum_words() == ("Gros nul", "青蛙")
    assert [(word.text, word.added_by) for word in list_museum_words()] == [
        ("Gros nul", ANA),
        ("青蛙", ANA),
    ]
    remove_word(first.id, ANA)
    assert museum_words() == ("青蛙",)
    with pytest.raises(NotFound):
        remove_word(first.id, ANA)
    acts = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(entry.act, entry.subject, entry.details) for entry in acts] == [
        ("word.add", "words", {"word": "Gros nul"}),
        ("word.add", "words", {"word": "青蛙"}),
        ("word.remove", "words", {"word": "Gros nul"}),
    ]


@pytest.mark.parametrize("text", ["", "!", "a", "王", "x" * 61])
def test_what_would_refuse_everybody_or_is_no_word_is_not_kept(app: Flask, text: str) -> None:
    with pytest.raises(Invalid, match="2 to 60"):
        add_word(text, EVENING, ANA)
    assert museum_words() == ()


def test_what_is_refused_already_needs_no_entry(app: Flask) -> None:
    for text in ("putain", "Connard", "nmsl", "admin"):
        with pytest.raises(Invalid, match="already"):
            add_word(text, EVENING, ANA)
    add_word("Rivale", EVENING, ANA)
    for text in ("R1VALE", "la rivale", "riv@le"):
        with pytest.raises(Invalid, match="already"):
            add_word(text, EVENING, ANA)
    add_word("Rivaleton", EVENING, ANA)
    assert museum_words() == ("Rivale", "Rivaleton")
