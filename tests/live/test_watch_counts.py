"""The larger a crowd, the less often it is counted."""

import pytest

from quiz.live.watch import rest


@pytest.mark.parametrize(
    ("spent_s", "due_s"), [(0.0, 1.0), (0.03, 1.0), (0.06, 2.0), (0.15, 5.0), (9.0, 5.0)]
)
def test_counting_takes_three_hundredths_of_the_time(spent_s: float, due_s: float) -> None:
    assert rest(spent_s) == pytest.approx(due_s)
