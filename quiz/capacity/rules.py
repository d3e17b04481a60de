"""What a crowd's requests cost a worker, and how many of them machines carry by it. Pure.

Requests are counted in pulses: one that keeps a worker busy for as long as two pulses is two of
them. What each costs is from "Where the time goes" in tests/bench/RESULTS.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from quiz.capacity.strain import POLL_TIMES, Strain, strain_of

# What the last part of a crowd's path asks for, in pulses.
COSTS = {"pulse": 1.0, "clock": 1.0, "scene": 1.0, "picture": 3.0}
COSTS |= {"me": 2.5, "answer": 2.5, "player": 5.0}
# Of a second with fewer pulses than so, the loop's own rounds would be taken for their cost.
LEAST_WORK = 300.0
# A cost that rises is believed sooner than one that falls.
RISING, FALLING = 0.5, 0.1
# Of all that machines could do, phones may ask for so much by their polls: what is left is for the
# moments at which a whole crowd wants the same, a scene fetched, an answer sent.
POLLED_PART = 0.25
# Where no server has measured itself yet, in pulses a second.
UNMEASURED = 16_000
# Each worker says once a second what it carries; one that was silent for so long is no more.
LIVES_MS = 3_000
# Of what phones were told for so long, the least is what some of them may still go by.
LATELY_MS = 15_000


@dataclass(frozen=True, slots=True)
class Second:
    """What a worker did in a second or so: pulses' worth of requests, seconds it was busy for them.

    Busy is what its threads ran, and what its loop waited for a processor. `entries` are the joins
    and answers of its larger batches, written in `entries_s`.
    """

    elapsed_s: float
    work: float
    busy_s: float
    entries: int = 0
    entries_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Speed:
    """What is known of a worker: pulses/s that it did in a trial, and at most for a crowd.

    `cost_s` is what a pulse costs it in seconds, `entry_s` what an answer costs where it is
    written; 0 until it is known.
    """

    tried: float
    served: float = 0.0
    cost_s: float = 0.0
    entry_s: float = 0.0

    @property
    def rate(self) -> float:
        """How many pulses a second the worker could do; never more than it was seen to do."""
        bounds = [max(self.tried, self.served)]
        if self.cost_s:
            bounds.append(1 / self.cost_s)
        if self.entry_s:
            bounds.append(COSTS["answer"] / self.entry_s)
        return min(bounds)


@dataclass(frozen=True, slots=True)
class WorkerRate:
    """What a worker said at the instant `at` (ms UTC) that it could do, in pulses/s.

    `line_ms` is for how long requests stand in line before it comes to them.
    """

    at: int
    rate: int
    line_ms: int = 0


class Load(NamedTuple):
    """What all machines carry, in pulses a second that phones may ask for, and their strain."""

    capacity: int
    strain: Strain = Strain.CALM

    @property
    def polled(self) -> int:
        """By how many pulses a second phones are told how often to ask for one."""
        return max(self.capacity // POLL_TIMES, 1) if self.strain else self.capacity


NO_LOAD = Load(UNMEASURED)


def work_of(requests: Mapping[str, int]) -> float:
    """So many requests of each kind, in pulses; other kinds are not a crowd's."""
    return sum(COSTS.get(what, 0.0) * count for what, count in requests.items())


def speed_after(before: Speed, second: Second) -> Speed:
    """What is known of a worker after another second, if it did enough in it to tell."""
    found = before
    if second.work >= LEAST_WORK and second.elapsed_s > 0:
        # What was done in the second can be done in a second, whatever clocks say of its threads.
        cost = min(max(second.busy_s, 0.0), second.elapsed_s) / second.work
        served = max(before.served, second.work / second.elapsed_s)
        found = replace(before, served=served, cost_s=_followed(before.cost_s, cost))
    if second.entries:
        entry = min(second.entries_s, second.elapsed_s) / second.entries
        found = replace(found, entry_s=_followed(before.entry_s, entry))
    return found


def speed_rehearsed(before: Speed, second: Second) -> Speed:
    """The same after a second of a rehearsal: a machine is never believed to do more by it.

    A simulated crowd is nearer, and more alike, than any that comes.
    """
    found = speed_after(before, second)
    return Speed(
        before.tried,
        before.served,
        max(before.cost_s, found.cost_s),
        max(before.entry_s, found.entry_s),
    )


def _followed(before: float, cost: float) -> float:
    """What one costs by now, as far as a single second is believed."""
    if not before:
        return cost
    return before + (cost - before) * (RISING if cost > before else FALLING)


def load_of(workers: Iterable[WorkerRate], bound: int | None = None) -> Load:
    """What all machines that live carry, at most `bound`; the longest of their lines is the strain.

    Those live that spoke no more than three seconds before whoever spoke last: so all processes
    find the same by the same rows, and an outage of the database stops nobody. Two figures of it
    are kept, so that it does not move with each breath.
    """
    known = list(workers)
    newest = max((one.at for one in known), default=0)
    living = [one for one in known if one.at > newest - LIVES_MS]
    found = max(_rounded(POLLED_PART * sum(one.rate for one in living)), 1) if known else UNMEASURED
    strain = strain_of(max((one.line_ms for one in living), default=0))
    return Load(found if bound is None else min(found, bound), strain)


def _rounded(number: float) -> int:
    """The number cut down to its first two figures."""
    whole = int(number)
    step: int = 10 ** max(len(str(whole)) - 2, 0)
    return whole - whole % step
