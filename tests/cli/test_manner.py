"""A simulated crowd speaks the languages, and answers at the pace, that were asked for."""

from collections import Counter
from random import Random

import pytest

from quiz.cli.rehearsal.manner import PACES, CrowdManner


@pytest.mark.parametrize(
    ("chinese", "found"),
    [(50, {"fr": 5, "zh": 5}), (0, {"fr": 10}), (100, {"zh": 10}), (25, {"fr": 8, "zh": 2})],
)
def test_so_many_play_in_chinese(chinese: int, found: dict[str, int]) -> None:
    assert Counter(CrowdManner(chinese).languages(10, Random(1))) == found


def test_a_slow_crowd_takes_longer_than_a_quick_one() -> None:
    slowness = [CrowdManner(pace=pace).slowness for pace in PACES]
    assert slowness == sorted(slowness)
    assert CrowdManner().slowness == 1
