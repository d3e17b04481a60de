"""What an evening found out about its questions, on both databases, once it is over."""

from contextlib import closing

import pytest
from sqlalchemy import select

from quiz.bank.models import Question
from quiz.events.mends import Change
from quiz.events.models import Round
from quiz.extensions import db
from quiz.game.models import RoundMeasure
from quiz.game.tally.measure import HOUR_MS, OVER_MS, measure_next
from quiz.statements import open_book
from tests.evenings import Evening
from tests.typed_rounds import make_typed, mend, play

pytestmark = pytest.mark.both_databases


def measure(now: int) -> int:
    """Measure all that is due; how many rounds."""
    db.session.rollback()
    with closing(open_book(str(db.engine.url.render_as_string(hide_password=False)))) as book:
        return sum(iter(lambda: measure_next(book, now), False))


def known(evening: Evening, number: int) -> tuple[int | None, int, int]:
    """When the question of that round was last used, its answers, the right ones."""
    db.session.rollback()
    played = db.session.get_one(Round, evening.round(number).times.id, populate_existing=True)
    row = db.session.get_one(Question, played.question_id, populate_existing=True)
    return row.last_used_at, row.answers, row.right_answers


def launched(evening: Evening, number: int) -> int:
    return evening.round(number).times.launched_at


def test_a_round_is_measured_once_its_evening_is_over(evening: Evening) -> None:
    make_typed(evening)
    play(evening, 1, a="ruyi", b="sceptre", c="vase")
    soon = evening.clock.now()
    assert measure(soon) == 0
    assert known(evening, 1) == (None, 0, 0)
    assert measure(soon + OVER_MS + HOUR_MS) == 1
    assert known(evening, 1) == (launched(evening, 1), 3, 1)
    assert measure(soon + OVER_MS + HOUR_MS) == 0


def test_a_mend_has_its_round_measured_again(evening: Evening) -> None:
    make_typed(evening)
    play(evening, 1, a="ruyi", b="sceptre", c="vase")
    play(evening, 2, a="vase")
    later = evening.clock.now() + OVER_MS + HOUR_MS
    assert measure(later) == 2
    mend(evening, 1, Change(accept="Le Sceptre"))
    assert [row.round_id for row in db.session.scalars(select(RoundMeasure))] == [
        evening.round(2).times.id
    ]
    assert measure(later) == 1
    assert known(evening, 1) == (launched(evening, 1), 3, 2)


def test_a_void_round_was_used_and_says_nothing_of_how_hard_it_is(evening: Evening) -> None:
    make_typed(evening)
    play(evening, 1, a="ruyi")
    mend(evening, 1, Change(void=True))
    assert measure(evening.clock.now() + OVER_MS + HOUR_MS) == 1
    assert known(evening, 1) == (launched(evening, 1), 0, 0)
