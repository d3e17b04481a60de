"""What the ledger is asked to write, and what it says became of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class AnswerEntry(NamedTuple):
    """An answer that arrived inside its window, already judged: the very row, column by column.

    It was judged by the time of the channel that is named last; a player who sits on another one
    gets it back, `Moved`.
    """

    round_id: int
    player_id: int
    value: str
    arrived_at: int
    elapsed_ms: int
    credit: str | None
    points: int
    channel_id: int


class LateEntry(NamedTuple):
    """An answer that came when its window was over: it is not written, only looked for.

    It is looked for behind every write of the round that is under way, in whichever process. An
    answer that is not there then never will be.
    """

    round_id: int
    player_id: int


@dataclass(frozen=True, slots=True)
class JoinEntry:
    """A browser's wish to play; `first` is the wanted (nickname, its key).

    A player who is there already keeps the nickname unless `renames`, and the channel unless
    `may_move`. Who joined with that pass before the instant `since` (ms UTC) is somebody else. Once
    the event `is_full`, whoever is new is not seated. Who `rehearses` was let into a rehearsal. A
    name that they wrote is to be looked at by a host from `unseen_since` on, and soon if it
    `is_doubtful`.
    """

    event_id: int
    pass_hash: str
    player_id: int
    first: tuple[str, str]
    others: Callable[[], Iterable[tuple[str, str]]]
    renames: bool
    channel_id: int
    may_move: bool
    language: str
    joined_at: int
    network_mark: str | None = None
    agent_mark: str | None = None
    since: int = 0
    is_full: bool = False
    rehearses: bool = False
    unseen_since: int | None = None
    is_doubtful: bool = False

    def names(self) -> Iterator[tuple[str, str]]:
        """The wanted name, then the `others`, which are only thought of if that one is taken."""
        yield self.first
        yield from self.others()


class Kept(NamedTuple):
    """The answer that is on disk: this one (`new`), or the one that was there before."""

    new: bool
    value: str
    elapsed_ms: int


class Seated(NamedTuple):
    """The player that is on disk for this browser."""

    new: bool
    player_id: int
    nickname: str
    channel_id: int


class Moved(NamedTuple):
    """Nothing was written: the player sits on this channel, and not on the one that was named."""

    channel_id: int


class Fate(StrEnum):
    """Why an entry was not written: the door is shut, ask again, or it can never be written.

    Or the pass is that of a player who joined too long ago, or there is no seat left.
    """

    SHUT = "shut"
    AWAY = "away"
    REFUSED = "refused"
    EXPIRED = "expired"
    FULL = "full"


Written = AnswerEntry | JoinEntry
Entry = Written | LateEntry
Outcome = Kept | Seated | Moved | Fate
