"""The numbers of `quiz.web.machine.metrics` in the text format that Prometheus reads."""

from collections.abc import Iterator, Sequence

from quiz.game.ledger.work import BATCH_SIZES, COMMIT_MS
from quiz.web.machine.metrics import (
    AWAY_MS,
    BY_MS,
    BY_SIZE,
    ENTRIES,
    FAILURES,
    OFFSET_MS,
    PATHS,
    READ_MS,
    SPENT_US,
    STATUSES,
    WAITING,
)

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
VERDICTS = {
    "200": "repeated",
    "201": "accepted",
    "401": "not_joined",
    "403": "banned",
    "404": "not_found",
    "409": "already_answered",
    "410": "too_late",
    "422": "malformed",
    "425": "too_early",
    "503": "away",
}


def exposition(sums: Sequence[int], live: Sequence[Sequence[int]], now_s: float) -> str:
    """All that is counted on this machine; `now_s` is the monotonic clock's reading."""
    oldest = max((now_s - row[READ_MS] / 1_000 for row in live), default=0.0)
    waiting = sum(row[WAITING] for row in live)
    lines = [
        *requests(sums),
        *answers(sums),
        *histogram(
            "celadon_batch_entries",
            "Joins and answers written in one transaction.",
            [str(size) for size in BATCH_SIZES],
            sums[BY_SIZE:BY_MS],
            str(sums[ENTRIES]),
        ),
        *histogram(
            "celadon_commit_seconds",
            "Time from the start of a batch to its commit.",
            [str(ms / 1_000) for ms in COMMIT_MS],
            sums[BY_MS:ENTRIES],
            str(sums[SPENT_US] / 1_000_000),
        ),
        *plain("celadon_ledger_failures_total", "Batches that failed as a whole.", sums[FAILURES]),
        *plain("celadon_waiting", "Joins and answers that wait for the next batch.", waiting),
        *plain("celadon_facts_age_seconds", "Age of what the slowest worker knows.", oldest),
        *plain(
            "celadon_clock_offset_seconds",
            "How far the quiz's clock is ahead of the wall's at the start.",
            furthest(live, OFFSET_MS) / 1_000,
        ),
        *plain(
            "celadon_clock_disagreement_seconds",
            "How far the database's clock is ahead of the quiz's.",
            furthest(live, AWAY_MS) / 1_000,
        ),
        *plain("celadon_workers", "Processes that answer.", len(live)),
    ]
    return "\n".join(lines) + "\n"


def furthest(live: Sequence[Sequence[int]], place: int) -> int:
    """The worker's number that is furthest from nought."""
    return max((row[place] for row in live), key=abs, default=0)


def requests(sums: Sequence[int]) -> Iterator[str]:
    """Requests by what they asked for and by status; only what happened has a line."""
    yield from head("celadon_requests_total", "Requests answered.", "counter")
    for place, path in enumerate(PATHS):
        for status, many in zip(STATUSES, sums[place * len(STATUSES) :], strict=False):
            if many:
                yield f'celadon_requests_total{{what="{path}",status="{status}"}} {many}'


def answers(sums: Sequence[int]) -> Iterator[str]:
    """Answers by the verdict that the player was told."""
    yield from head("celadon_answers_total", "Answers by verdict.", "counter")
    first = PATHS.index("answer") * len(STATUSES)
    for status, verdict in VERDICTS.items():
        many = sums[first + STATUSES.index(status)]
        yield f'celadon_answers_total{{verdict="{verdict}"}} {many}'


def histogram(
    name: str, meaning: str, bounds: Sequence[str], counts: Sequence[int], total: str
) -> Iterator[str]:
    """Counts up to each bound, cumulated as the format wants them."""
    yield from head(name, meaning, "histogram")
    so_far = 0
    for bound, count in zip([*bounds, "+Inf"], counts, strict=True):
        so_far += count
        yield f'{name}_bucket{{le="{bound}"}} {so_far}'
    yield f"{name}_sum {total}"
    yield f"{name}_count {so_far}"


def plain(name: str, meaning: str, value: float) -> Iterator[str]:
    """One number."""
    yield from head(name, meaning, "counter" if name.endswith("_total") else "gauge")
    yield f"{name} {value}"


def head(name: str, meaning: str, kind: str) -> Iterator[str]:
    """The two lines before the values of a metric."""
    yield f"# HELP {name} {meaning}"
    yield f"# TYPE {name} {kind}"
