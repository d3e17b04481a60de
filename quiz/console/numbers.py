"""The numbers that move on the console: players, answers, how they spread over the choices."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic

from flask import current_app

from quiz.bank.kinds.registry import kind_of
from quiz.bank.kinds.tally import Spread
from quiz.events.facts import EventFacts, RoundFacts
from quiz.game.reader import Reader

NAME = "host_numbers"
RECENT_MS = 5_000
# A quick reading is made for whoever asks; a slow one is shared for ten times as long as it took.
QUICK_S = 0.05
SHARED = 10


@dataclass(frozen=True, slots=True)
class Numbers:
    """The crowd as it was read: by channel's id, and by the value that was answered."""

    players: Mapping[int, int] = field(default_factory=dict)
    answers: Mapping[int, int] = field(default_factory=dict)
    spread: Mapping[str, int] = field(default_factory=dict)
    recent: int = 0

    @property
    def all_players(self) -> int:
        """How many joined, on whichever channel."""
        return sum(self.players.values())

    @property
    def all_answers(self) -> int:
        """How many answered the round that is on."""
        return sum(self.answers.values())

    @property
    def per_second(self) -> float:
        """How many answers a second arrived lately."""
        return round(self.recent * 1_000 / RECENT_MS, 1)


class Teller:
    """Reads the numbers; several hosts of one process share what takes long to read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[int, int | None], tuple[float, Numbers]] = {}
        self._spreads: dict[tuple[int, int | None], Spread] = {}

    def numbers(
        self, reader: Reader, event_id: int, played: RoundFacts | None, now: int
    ) -> Numbers:
        """The numbers of the event, and of the round `played`."""
        key = (event_id, None if played is None else played.times.id)
        with self._lock:
            until, numbers = self._kept.get(key, (0.0, Numbers()))
            began = monotonic()
            if began < until:
                return numbers
            numbers = _read(reader, event_id, played, now)
            took = monotonic() - began
            self._kept = {k: kept for k, kept in self._kept.items() if kept[0] > began}
            if took > QUICK_S:
                self._kept[key] = (monotonic() + took * SHARED, numbers)
        return numbers

    def spread(self, reader: Reader, played: RoundFacts, most: int | None = None) -> Spread:
        """How the answers of a round spread, so many of the most frequent, or as its kind says.

        Kept once it is counted, when none can be added.
        """
        kept = self._spreads.get((played.times.id, most))
        if kept is None:
            kept = reader.spread(played.times.id, kind_of(played.content), most)
            if played.times.counted_at is not None:
                self._spreads[played.times.id, most] = kept
        return kept


def teller() -> Teller:
    """The application's own."""
    found: Teller = current_app.extensions[NAME]
    return found


def spreads(facts: EventFacts, reader: Reader) -> dict[int, Spread]:
    """How the answers of each launched round spread, by the round's id."""
    return {
        played.times.id: teller().spread(reader, played)
        for played in facts.rounds
        if played.times.cancelled_at is None
    }


def _read(reader: Reader, event_id: int, played: RoundFacts | None, now: int) -> Numbers:
    players = reader.players_by_channel(event_id)
    if played is None:
        return Numbers(players)
    times = played.times
    return Numbers(
        players,
        reader.answers_by_channel(times.id),
        reader.spread(times.id, kind_of(played.content)).counts,
        # After the door nothing arrives: there is nothing to be counted.
        reader.answers_since(times.id, now - RECENT_MS) if times.shut_at is None else 0,
    )
