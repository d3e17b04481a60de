"""Who of those with the same score is nearer in a tie-break, and stands before the others. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from quiz.bank.kinds.base import Content
from quiz.bank.kinds.registry import kind_of
from quiz.events.timeline import RoundTimes

# How many of a score stand behind how many others of it, by the score.
Apart = Mapping[int, Mapping[int, int]]
# How far from what is right each player's answer was, in the order of all distances.
Nearness = Mapping[int, int]


class Tier(NamedTuple):
    """A place that so many `players` share: their score, and how many others of it stand before."""

    score: int
    behind: int
    players: int


class TieBreak(NamedTuple):
    """A counted tie-break: its round's row and number, and how near everybody was."""

    id: int
    number: int
    near: Nearness


@dataclass(frozen=True, slots=True)
class Division:
    """Behind how many of the same score each player stands on a board; who is behind none has 0.

    `before` is the same on the board before; `tie_break` is the row of the last one so far.
    """

    tie_break: int | None
    scores: Mapping[int, int]
    behind: Mapping[int, int]
    before: Mapping[int, int]
    apart: Apart


def nearness(content: Content, answers: Iterable[tuple[int, str]]) -> Nearness:
    """How near each answer to a tie-break is: 0 for the nearest; equal distances are as near."""
    given = dict(answers)
    kind, values = kind_of(content), set(given.values())
    distances = {value: kind.distance(content, value) or Fraction(0) for value in values}
    order = {distance: at for at, distance in enumerate(sorted(set(distances.values())))}
    return {player_id: order[distances[value]] for player_id, value in given.items()}


def places_behind(scores: Mapping[int, int], tie_breaks: Sequence[Nearness]) -> dict[int, int]:
    """Behind how many of the same score each player stands; who is behind none is left out.

    Each tie-break divides those whom the ones before it left together: the nearer first, and last
    who did not answer. Who has no points is divided from nobody.
    """
    behind: Counter[int] = Counter()
    groups = _together(scores)
    for near in tie_breaks:
        divided = [part for group in groups for part in _divided(group, near)]
        for before, players in divided:
            for player_id in players:
                behind[player_id] += before
        groups = [players for _, players in divided if len(players) > 1]
    return {player_id: count for player_id, count in behind.items() if count}


def _together(scores: Mapping[int, int]) -> list[list[int]]:
    """Those who share a score."""
    groups: dict[int, list[int]] = {}
    for player_id, score in scores.items():
        if score > 0:
            groups.setdefault(score, []).append(player_id)
    return [group for group in groups.values() if len(group) > 1]


def _divided(group: Sequence[int], near: Nearness) -> Iterator[tuple[int, list[int]]]:
    """The parts of a group, each with how many of it are nearer."""

    def order(player_id: int) -> tuple[bool, int]:
        return player_id not in near, near.get(player_id, 0)

    before = 0
    for _, part in groupby(sorted(group, key=order), key=order):
        players = list(part)
        yield before, players
        before += len(players)


def apart_of(scores: Mapping[int, int], behind: Mapping[int, int]) -> Apart:
    """The scores that are divided."""
    divided = {scores[player_id] for player_id in behind}
    apart: dict[int, Counter[int]] = {score: Counter() for score in divided}
    for player_id, score in scores.items():
        if score in apart:
            apart[score][behind.get(player_id, 0)] += 1
    return apart


def divide(scores: Mapping[int, int], tie_breaks: Sequence[TieBreak], round_id: int) -> Division:
    """What the tie-breaks make of the board of a round, by the scores of all ranked players."""
    near = [tie_break.near for tie_break in tie_breaks]
    last = tie_breaks[-1].id if tie_breaks else None
    behind = places_behind(scores, near)
    before = places_behind(scores, near[:-1]) if last == round_id else behind
    return Division(last, scores, behind, before, apart_of(scores, behind))


def apart_from(stored: Mapping[str, Mapping[str, int]] | None) -> dict[int, dict[int, int]]:
    """The divided scores as a board keeps them, with their JSON keys turned back into numbers."""
    return {
        int(score): {int(behind): int(players) for behind, players in shared.items()}
        for score, shared in (stored or {}).items()
    }


def tiers(histogram: Mapping[int, int], apart: Apart) -> list[Tier]:
    """All places that somebody has, the first one first."""
    return [
        Tier(score, behind, count)
        for score in sorted(histogram, reverse=True)
        for behind, count in sorted(apart.get(score, {0: histogram[score]}).items())
        if count
    ]


def is_dividing(times: RoundTimes) -> bool:
    """Whether the round is a tie-break that holds."""
    return times.tie_break and not times.is_void
