"""When an answer came for the first time is known for as long as it has to come again."""

from quiz.game.ledger import tries
from quiz.game.ledger.tries import FirstTries
from quiz.game.rules import Arrival

EARLY, LATE = Arrival.at(1_000), Arrival.at(3_000)
ANSWER = (1, 11, "a")


def test_a_next_try_is_as_early_as_the_first_and_handled_when_it_is() -> None:
    kept = FirstTries()
    assert kept.first(ANSWER, EARLY) == EARLY
    kept.keep(ANSWER, EARLY)
    kept.keep(ANSWER, LATE)
    assert kept.first(ANSWER, LATE) == Arrival(1_000, 1_000, 3_000)
    # Another player, another value, another round have never tried.
    for other in ((1, 12, "a"), (1, 11, "b"), (2, 11, "a")):
        assert kept.first(other, LATE) == LATE
    kept.forget(ANSWER)
    assert kept.first(ANSWER, LATE) == LATE


def test_the_oldest_are_forgotten_first() -> None:
    kept = FirstTries()
    for player in range(tries.MOST_KEPT + 1):
        kept.keep((1, player, "a"), EARLY)
    assert kept.first((1, 0, "a"), LATE) == LATE
    assert kept.first((1, 1, "a"), LATE) != LATE
