"""What is made of an event is made once, and forgotten with the facts it was made of."""

import threading
import time

from quiz.events.rules import Step
from quiz.live.memo import Memo
from tests.evenings import Evening


def test_it_is_made_once_even_if_many_ask_at_the_same_instant() -> None:
    kept, made, got = Memo(), [], []

    def produce() -> int:
        time.sleep(0.05)
        made.append(1)
        return len(made)

    askers = [
        threading.Thread(target=lambda: got.append(kept.make("scene", produce))) for _ in range(4)
    ]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert (made, got, kept.get("scene")) == ([1], [1] * 4, 1)


def test_the_oldest_is_forgotten() -> None:
    kept = Memo(most=2)
    for number in range(3):
        kept.keep(number, str(number))
    assert [kept.get(number) for number in range(3)] == [None, "1", "2"]


def test_it_outlives_a_count_and_not_the_facts(evening: Evening) -> None:
    before = evening.known()
    before.memo.keep("page", b"made")
    assert evening.known().memo.get("page") == b"made"
    evening.step(Step.LAUNCH)
    after = evening.known()
    assert (after.memo.get("page"), before.memo.get("page")) == (None, b"made")
