"""What came back from a rehearsal, and whether every promise was kept."""

import math
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from flask_babel import gettext as _

from quiz.cli.rehearsal.connection import Heard
from quiz.simulation.rules import Tidings

GONE = 404
SHARES = (0.5, 0.95, 0.99)
EXPECTED = {
    "pulse": {200},
    "scene": {200, 404, 425},
    "clock": {200},
    "join": {200, 201},
    "answer": {200, 201, 410},
    "me": {200},
}


# A board is counted again somewhat before a void round is seen as one.
RECOUNT_S = 2.0


@dataclass(frozen=True, slots=True)
class Result:
    """What a `me` answered after the reveal of a round; `heard_at` is the monotonic clock's (s).

    It has no credit where nobody's has: after a poll, or a tie-break.
    """

    score: int
    rank: int
    players: int
    heard_at: float = 0
    void: bool = False
    has_credit: bool = True


@dataclass(slots=True)
class Report:
    """Everything that the players of one rehearsal heard; answers by round and player's number.

    Once it was dropped it `is_gone`, and whatever was asked for is not there.
    """

    joined: int = 0
    full: int = 0
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    verdicts: Counter[str] = field(default_factory=Counter)
    asked_again: Counter[str] = field(default_factory=Counter)
    strange: Counter[tuple[str, int]] = field(default_factory=Counter)
    kept: dict[tuple[int, int], str] = field(default_factory=dict)
    refused: set[tuple[int, int]] = field(default_factory=set)
    open_questions: set[tuple[int, int]] = field(default_factory=set)
    results: dict[int, list[Result]] = field(default_factory=lambda: defaultdict(list))
    broken: list[str] = field(default_factory=list)
    is_gone: bool = False
    silent_since: float | None = None

    def note_silence(self) -> None:
        """Remember that a request was not answered."""
        self.asked_again["silence"] += 1
        self.silent_since = self.silent_since or time.monotonic()

    def unanswered_s(self) -> float:
        """For how long nothing was answered of all that was asked, in seconds."""
        return 0.0 if self.silent_since is None else time.monotonic() - self.silent_since

    def tidings(self) -> Tidings:
        """How many have joined, and how many of them answered the last round that any answered."""
        number = max((number for number, _player in self.kept), default=None)
        return Tidings(self.joined, sum(one == number for one, _player in self.kept), number)

    def note(self, what: str, heard: Heard) -> None:
        """Remember how long a request took, and whether its status was one to expect."""
        self.silent_since = None
        self.took[what].append(heard.took_ms)
        if heard.is_full:
            return
        if heard.status == 503:
            self.asked_again["503"] += 1
        elif heard.status not in EXPECTED[what]:
            self.strange[what, heard.status] += 1

    def lines(self, players: int) -> Iterator[str]:
        """What came back, a sentence a line."""
        yield _("%(joined)s of %(players)s players joined.", joined=self.joined, players=players)
        if self.full:
            yield _("%(many)s players found the quiz full and watch along.", many=self.full)
        for verdict, many in self.verdicts.most_common():
            yield _("%(many)s answers were %(verdict)s.", many=many, verdict=verdict)
        for what in filter(self.took.get, EXPECTED):
            half, most, nearly = quantiles(self.took[what])
            yield _(
                "%(what)s: %(many)s requests; half within %(half)s ms, 95 %% within %(most)s ms, "
                "99 %% within %(nearly)s ms.",
                what=what,
                many=len(self.took[what]),
                half=f"{half:.1f}",
                most=f"{most:.1f}",
                nearly=f"{nearly:.1f}",
            )
        for reason, many in self.asked_again.items():
            yield _("Asked again after %(reason)s: %(many)s times.", reason=reason, many=many)
        yield _(
            "%(kept)s answers are acknowledged; %(seen)s results were looked at.",
            kept=len(self.kept),
            seen=sum(map(len, self.results.values())),
        )

    def promises(self) -> Iterator[str]:
        """A sentence for each promise that was broken."""
        yield from self.broken
        for (what, status), many in sorted(self.strange.items()):
            if self.is_gone and status == GONE:
                continue
            yield _(
                "%(many)s × %(what)s got status %(status)s.", many=many, what=what, status=status
            )
        if self.open_questions:
            yield _("%(many)s answers never got a verdict.", many=len(self.open_questions))
        for number, results in sorted(self.results.items()):
            for board in boards_of(results):
                yield from rank_faults(number, board)

    def check_stored(self, stored: dict[tuple[int, int], str]) -> Iterator[str]:
        """Whether the database has exactly what was acknowledged; open questions may be there."""
        lost = [key for key, value in self.kept.items() if stored.get(key) != value]
        if lost:
            yield _("%(many)s acknowledged answers are not stored as sent.", many=len(lost))
        secret = stored.keys() - self.kept.keys() - self.open_questions
        if secret:
            yield _("%(many)s answers are stored and were refused.", many=len(secret))


def boards_of(results: list[Result]) -> tuple[list[Result], list[Result]]:
    """The results of a round before it was made void, and those of the board made again after it.

    What was heard about the time of the change may be of either, and is left out.
    """
    void = [result for result in results if result.void]
    changed_at = min((result.heard_at for result in void), default=math.inf) - RECOUNT_S
    return [result for result in results if result.heard_at < changed_at], void


def rank_faults(number: int, results: list[Result]) -> Iterator[str]:
    """Whether equal scores share a rank, and higher ones rank before by as many as there are.

    A tie-break divides those of one score.
    """
    ranks: dict[int, set[int]] = defaultdict(set)
    many = Counter(result.score for result in results)
    for result in results:
        ranks[result.score].add(result.rank)
    is_divided = any(len(shared) > 1 for shared in ranks.values())
    may_divide = not any(result.has_credit for result in results)
    if (is_divided and not may_divide) or len({r.players for r in results}) > 1:
        yield _("Round %(number)s: players were told different ranks for one score.", number=number)
        return
    descending = sorted(ranks, reverse=True)
    for above, below in pairwise(descending):
        if min(ranks[below]) < min(ranks[above]) + many[above]:
            yield _("Round %(number)s: a lower score has too high a rank.", number=number)


def quantiles(took: list[float]) -> tuple[float, ...]:
    """The median, the 95th and the 99th percentile, in ms."""
    ordered = sorted(took)
    return tuple(ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in SHARES)
