"""What is given up while requests stand in line, step by step; answers are nowhere in it."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.capacity.strain import REFUSED_MS, Strain, line_after, strain_of
from quiz.cli.rehearsal.behaviour import again_ms, asked_ms
from quiz.errors import Queued

MOST_TRIES = 40


@pytest.mark.parametrize(
    ("line_ms", "strain"),
    [
        (0, Strain.CALM),
        (499, Strain.CALM),
        (500, Strain.POLLS),
        (1_000, Strain.SCENES),
        (1_500, Strain.RESULTS),
        (2_000, Strain.JOINS),
        (2_999, Strain.JOINS),
        (3_000, Strain.PULSES),
        (60_000, Strain.PULSES),
    ],
)
def test_the_longer_the_line_the_more_is_given_up(line_ms: int, strain: Strain) -> None:
    assert strain_of(line_ms) is strain


@given(st.lists(st.integers(0, 20_000), min_size=1))
def test_it_is_known_at_once_and_forgotten_by_halves(found: Sequence[int]) -> None:
    line = 0
    for ms in found:
        before, line = line, line_after(line, ms)
        assert line in (ms, before // 2)
        assert line >= ms


def test_after_a_while_without_a_line_nothing_is_given_up() -> None:
    line, taken = 6_000, []
    while line:
        line = line_after(line, 0)
        taken.append(strain_of(line))
    assert taken[:5] == [Strain.PULSES, Strain.RESULTS, Strain.POLLS, Strain.CALM, Strain.CALM]


def test_a_refused_phone_asks_again_as_soon_as_is_reckoned_with() -> None:
    asked = asked_ms(json.dumps(Queued.retry_s))
    longest = max(again_ms("pulse", tries, asked, lambda: 1.0) for tries in range(MOST_TRIES))
    assert longest == REFUSED_MS
