"""The count of a round that a whole crowd answered: how long it takes, and whom it holds up."""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from statistics import median

from quiz.clock import clock
from quiz.events.facts import RoundFacts
from quiz.events.rules import Step
from quiz.events.timeline import STAMP_MS, RoundTimes
from quiz.statements import open_book
from tests.bench.crowd import (
    Crowd,
    answer_all,
    count_by_hand,
    facts,
    make_crowd,
    open_round,
    step,
    stored_answers,
    wait_until_counted,
)
from tests.bench.figures import Bench, Figure, answers_to
from tests.bench.load import Result, run
from tests.bench.sites import CROWD

BEFORE_MS, AFTER_MS = 1_000, 2_000
AHEAD_S = 1.2
RUN_S = 5


@dataclass(frozen=True, slots=True)
class Window:
    """Three seconds of answers to one round, with what the load program was told meanwhile."""

    stored: int
    result: Result


def count_alone(bench: Bench) -> Figure:
    """The count on a quiet machine, on a connection of its own."""
    crowd = make_crowd("decompte", CROWD, rounds=bench.runs)
    spent = []
    with closing(open_book(bench.site.url, in_turn=True)) as book:
        for _ in range(bench.runs):
            played = open_round(crowd)
            answer_all(crowd, played)
            spent.append(count_by_hand(book, played.times.id))
            step(crowd, Step.REVEAL)
            time.sleep(1)
    most, took = (1.0 if bench.on_sqlite else 2.0), median(spent)
    what = f"count of {CROWD:,} answers"
    return Figure(what, f"{took:.2f} s", None, f"< {most:.0f} s", took < most)


def count_beside_answers(bench: Bench) -> Iterator[Figure]:
    """Answers of one event while the product counts a round of another, and without."""
    crowd = make_crowd("voisin", CROWD, rounds=bench.runs)
    ratios, spent, refused, inside = [], [], 0, True
    for _ in range(bench.runs):
        without = window(bench, open_round(bench.site.crowd), clock.now() + 2_500)
        counted = open_round(crowd)
        answer_all(crowd, counted)
        played = open_round(bench.site.crowd)
        during, times = around_count(bench, crowd, played)
        ratios.append(during.stored / without.stored)
        refused += during.result.errors
        spent.append((times.counted_at - STAMP_MS - times.shut_at) / 1000)
        inside = inside and times.counted_at - STAMP_MS < times.shuts + AFTER_MS
        time.sleep(1)
    ratio = median(ratios)
    value = f"{refused:,} errors; counted {median(spent):.2f} s after it was shut"
    value += "" if inside else ", later than the 3 s"
    what = f"answers of another event over the 3 s around a count of {CROWD:,}, to without"
    yield Figure(what, value, ratio, "≥ 0.70, none told 503", ratio >= 0.7 and not refused)
    lowest = f"{min(ratios):.2f} to {max(ratios):.2f}"
    yield Figure("the same, from the worst run to the best", lowest)


def around_count(bench: Bench, crowd: Crowd, played: RoundFacts) -> tuple[Window, RoundTimes]:
    """Close the crowd's round, which the product counts; answers from 1 s before to 2 s after."""
    step(crowd, Step.CLOSE)
    step(crowd, Step.REVEAL)
    shuts = facts(crowd).rounds[-1].times.shuts
    during = window(bench, played, shuts - BEFORE_MS)
    return during, wait_until_counted(crowd).times


def window(bench: Bench, played: RoundFacts, begins: int) -> Window:
    """Run the load from a little before `begins` to a little after the three seconds."""
    time.sleep(max(0.0, (begins - clock.now()) / 1000 - AHEAD_S))
    result = run(bench.product.base, answers_to(played, bench.site.tokens, RUN_S))
    return Window(stored_answers(played, begins, begins + BEFORE_MS + AFTER_MS), result)
