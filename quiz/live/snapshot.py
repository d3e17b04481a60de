"""One event as a process knows it at a time, with what is derived from it once. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

from quiz.capacity.rules import NO_LOAD, Load
from quiz.events.facts import EventFacts
from quiz.events.timeline import Moment
from quiz.live.me import Scope, scope_of
from quiz.live.memo import Memo

REMEMBERED = 100  # crowds of banned players


@dataclass(frozen=True, slots=True)
class Counters:
    """What moves without a write of staff: players, answers by round, who is banned.

    `moved` has the channel of every player who ever changed it, `load` is what all machines carry,
    and how far they give way.
    """

    players: int = 0
    answers: Mapping[int, int] = field(default_factory=dict)
    banned: frozenset[int] = frozenset()
    moved: Mapping[int, int] = field(default_factory=dict)
    load: Load = NO_LOAD


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An event as this process knows it, with what is derived from it once."""

    facts: EventFacts
    screens: tuple[Moment, ...]
    crowd: Counters
    # Whatever is counted anew goes on with it; facts that are read anew begin another.
    memo: Memo = field(default_factory=Memo, compare=False, repr=False)

    def sight(self, channel_id: int, now: int) -> Scope:
        """What `me` is about on the channel now: found once for its crowd, until it changes."""
        kept: Scope | None = self.memo.get(channel_id)
        if kept is None or not kept.since <= now < kept.until:
            kept = scope_of(self.facts, self.screens, channel_id, now)
            self.memo.keep(channel_id, kept)
        return kept

    def key_revision(self, round_id: int) -> int:
        """Moves when the key of a round is mended after its count."""
        return sum(mend.done_at is not None for mend in self.facts.mends_of(round_id))

    @property
    def board_revision(self) -> str:
        """Moves when boards change: rounds void, players forgotten, banned, ranked, let in."""
        changes = sum(played.revision for played in self.facts.rounds)
        # Who is banned and not how many: one let in and another banned is another board.
        closed = self.facts.ranking_closed_at
        return f"{changes} {_named(self.crowd.banned)}" + (f" {closed}" if closed else "")


@lru_cache(REMEMBERED)
def _named(players: frozenset[int]) -> str:
    """Those players in a word that is the same in every process; there may be thousands."""
    return blake2b(f"{sorted(players)}".encode(), digest_size=8).hexdigest()
