"""The words that a museum does not take in nicknames: added and taken away by staff."""

from flask_babel import lazy_gettext as _l

from quiz.audit.actions import record
from quiz.errors import Invalid, NotFound
from quiz.extensions import db
from quiz.game.models import MuseumWord
from quiz.game.queries import find_museum_word, museum_words
from quiz.game.words.rules import OWN_LONGEST, folded_word, is_refused_already

SHORTEST = 2
SUBJECT = "words"


def add_word(text: str, now: int, actor: str) -> MuseumWord:
    """Let no nickname hold that word from now on; asked for twice is the same success."""
    tidied = " ".join(text.split())
    folded = folded_word(tidied)
    if len(folded.replace(" ", "")) < SHORTEST or len(tidied) > OWN_LONGEST:
        raise Invalid(
            _l(
                "Write a word of %(least)s to %(most)s letters or characters.",
                least=SHORTEST,
                most=OWN_LONGEST,
            )
        )
    known = find_museum_word(folded)
    if known is not None:
        return known
    if is_refused_already(tidied, museum_words()):
        raise Invalid(
            _l("Nicknames with “%(word)s” are refused already: it needs no entry.", word=tidied)
        )
    word = MuseumWord(text=tidied, folded=folded, added_at=now, added_by=actor)
    db.session.add(word)
    db.session.flush()
    record(actor, "word.add", SUBJECT, {"word": tidied})
    return word


def remove_word(word_id: int, actor: str) -> None:
    """Take a word off the list."""
    word = db.session.get(MuseumWord, word_id)
    if word is None:
        raise NotFound(_l("This word is not on the list."))
    db.session.delete(word)
    db.session.flush()
    record(actor, "word.remove", SUBJECT, {"word": word.text})
