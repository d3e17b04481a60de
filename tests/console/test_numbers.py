"""Numbers that are slow to read are shared by the hosts of a process."""

from typing import Any

from quiz.bank.kinds.tally import Spread
from quiz.console import numbers
from quiz.console.numbers import Teller
from quiz.game.reader import Reader
from tests.evenings import Evening
from tests.phones import Hall


class CountingReader(Reader):
    """A reader that knows how often it was asked."""

    asked = 0

    def _run(self, *args: Any) -> Any:
        self.asked += 1
        return super()._run(*args)


def test_a_quick_reading_is_made_each_time(evening: Evening, hall: Hall) -> None:
    teller, played = Teller(), evening.launch_and_open()
    reader, now = evening.desk.reader, evening.clock.now()
    assert teller.numbers(reader, evening.event_id, played, now).all_answers == 0
    hall.player("Jade").answer(hall.right())
    assert teller.numbers(reader, evening.event_id, played, now).all_answers == 1


def test_a_slow_reading_is_shared(evening: Evening, app: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(numbers, "QUICK_S", -1.0)
    monkeypatch.setattr(numbers, "SHARED", 1_000_000)
    reader = CountingReader(app.config["SQLALCHEMY_DATABASE_URI"])
    teller = Teller()

    for _ in range(3):
        teller.numbers(reader, evening.event_id, None, evening.clock.now())

    assert reader.asked == 1


def test_a_counted_round_is_read_once(evening: Evening, hall: Hall, app: Any) -> None:
    jade = hall.player("Jade")
    evening.launch_and_open()
    jade.answer(hall.right())
    evening.count()
    reader = CountingReader(app.config["SQLALCHEMY_DATABASE_URI"])
    teller = Teller()

    spreads = [teller.spread(reader, evening.round()) for _ in range(3)]

    assert (spreads, reader.asked) == ([Spread({hall.right(): 1}, 1)] * 3, 1)


def test_recent_answers_are_those_after_an_instant(evening: Evening, hall: Hall) -> None:
    jade, played = hall.player("Jade"), evening.launch_and_open()
    jade.answer(hall.right())
    reader, now = evening.desk.reader, evening.clock.now()

    recent = [reader.answers_since(played.times.id, since) for since in (now - 1, now)]

    assert recent == [1, 0]
