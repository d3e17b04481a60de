"""The longest wait of the last seconds is known, and forgotten after them."""

from quiz.capacity.lag import LATELY_S, Lag


class Timer:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.s = 100.0

    def __call__(self) -> float:
        return self.s


def test_the_longest_is_known_for_a_while() -> None:
    timer = Timer()
    lag = Lag(timer)
    assert lag.longest_ms() == 0
    for waited_ms in (20, 3_000, 10):
        lag.note(waited_ms)
    assert lag.longest_ms() == 3_000
    timer.s += LATELY_S
    assert lag.longest_ms() == 3_000
    lag.note(40)
    timer.s += LATELY_S
    assert lag.longest_ms() == 40
    timer.s += LATELY_S
    assert lag.longest_ms() == 0


def test_what_came_while_nobody_asked_is_not_lost() -> None:
    timer = Timer()
    lag = Lag(timer)
    timer.s += 10 * LATELY_S
    lag.note(2_000)
    assert lag.longest_ms() == 2_000
