"""What the server gives up while requests stand in line, one thing more with each step. Pure.

Answers are never given up: everything else makes room for them, what is missed the least first.
"""

from enum import IntEnum

from quiz.errors import Queued


class Strain(IntEnum):
    """How far the server gives way; each step does what those before it do, too."""

    CALM = 0
    POLLS = 1  # phones ask for the pulse half as often
    SCENES = 2  # outside of a question they fetch what is shown over twice as long
    RESULTS = 3  # outside of a question their own results are to be had later
    JOINS = 4  # who wants to join waits in line
    PULSES = 5  # pulses are refused, but for those before a question


# How long requests have stood in line, in ms, when a step is taken. Phones wait for 6 s at least.
LINES_MS = {
    Strain.POLLS: 500,
    Strain.SCENES: 1_000,
    Strain.RESULTS: 1_500,
    Strain.JOINS: 2_000,
    Strain.PULSES: 3_000,
}
POLL_TIMES = 2
SPREAD_TIMES = 2
# A phone whose pulses are refused asks again within so long: twice what it is asked to wait, and
# what it adds by itself after many tries (`pulse` in static/js/live/behaviour.js).
REFUSED_MS = 2 * 1_000 * Queued.retry_s + 20_000


def strain_of(line_ms: int) -> Strain:
    """How far the server gives way where requests stand in line for so long."""
    return max((step for step, least in LINES_MS.items() if line_ms >= least), default=Strain.CALM)


def line_after(before_ms: int, found_ms: int) -> int:
    """How long the line is by now: what was given up is taken back by halves, a second each."""
    return max(found_ms, before_ms // 2)
