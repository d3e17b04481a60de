"""How the answers to a round spread: read by one statement, counted as the round's kind says."""

from collections.abc import Iterable
from typing import Any

from quiz.bank.kinds.base import Kind
from quiz.bank.kinds.tally import Spread, count_parts

# What was answered, how often, and beside it how many answered at all; the values are `asked`.
SPREAD = """
SELECT value, COUNT(*), SUM(COUNT(*)) OVER () FROM answer WHERE round_id = ?
GROUP BY value ORDER BY COUNT(*) DESC, value LIMIT ?
"""
EVERY = 2**31 - 1


def asked(round_id: int, kind: Kind, most: int | None = None) -> tuple[int, int]:
    """The values of `SPREAD` for so many answers, or as many as the kind keeps apart."""
    return round_id, EVERY if kind.counts_parts else most or kind.kept_values


def spread_from(rows: Iterable[tuple[Any, ...]], kind: Kind, most: int | None = None) -> Spread:
    """What those rows say of a round of that kind."""
    found = [(str(value), int(count), int(answers)) for value, count, answers in rows]
    counts = {value: count for value, count, _answers in found}
    if kind.counts_parts:
        counts = count_parts(counts.items(), kind.parts, most or kind.kept_values)
    return Spread(counts, found[0][2] if found else 0)
