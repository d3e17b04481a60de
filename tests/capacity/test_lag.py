"""How long requests had to wait lately, and whether they stand in line."""

from quiz.capacity.lag import LATELY_S, LEAST_ANSWERS, Lag, WaitingLine
from quiz.capacity.strain import Strain


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


def test_where_the_loop_always_comes_late_there_is_a_line() -> None:
    line = WaitingLine()
    for late_ms in (2_300, 2_100, 2_600):
        line.note_look(late_ms)
    assert (line.close_second(), line.ms, line.strain) == (2_100, 2_100, Strain.JOINS)


def test_a_machine_that_stood_still_for_a_moment_has_no_line() -> None:
    line = WaitingLine()
    for late_ms in (4_000, 0):
        line.note_look(late_ms)
    for waited_ms in (*[3_900] * LEAST_ANSWERS, 3):
        line.note_answer(waited_ms)
    assert (line.close_second(), line.strain) == (3, Strain.CALM)


def test_where_all_answers_wait_there_is_a_line_however_often_the_loop_looks() -> None:
    line = WaitingLine()
    for waited_ms in range(700, 700 + LEAST_ANSWERS):
        line.note_look(0)
        line.note_answer(waited_ms)
    assert (line.close_second(), line.strain) == (700, Strain.POLLS)


def test_few_say_nothing_until_more_have_come() -> None:
    line = WaitingLine()
    line.note_look(5_000)
    assert line.close_second() == 0
    line.note_look(5_200)
    assert line.close_second() == 5_000
    for _ in range(LEAST_ANSWERS - 1):
        line.note_answer(9_000)
    assert line.close_second() == 2_500
    line.note_answer(9_000)
    assert line.close_second() == 9_000
