"""What one process knows: every event's facts, read again each 150 ms, and its live numbers."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from time import monotonic

from flask import Flask

from quiz.capacity.queries import read_load
from quiz.capacity.rules import NO_LOAD
from quiz.clock import Clock
from quiz.events.queries import event_facts, event_versions
from quiz.events.timeline import EventTimes, moments
from quiz.extensions import db
from quiz.game.queries import museum_words
from quiz.game.reader import Reader
from quiz.i18n.folding import fold_code
from quiz.leaderboard.rules import BoardFacts, board_from, without
from quiz.live.snapshot import Counters, Snapshot
from quiz.nodes.actions import begin_time, keep_time
from quiz.nodes.rules import Agreement

READ_EVERY_S = 0.15
# Before a refusal events are read again, but not more often than so: anybody may cause it.
AGAIN_APART_S = 0.05
COUNT_EVERY_S = 1.0
# A database counts row by row. Of a large crowd that takes long, and it is counted less often: for
# this share of the time, as long as its numbers are no older than the seconds below.
COUNT_SHARE = 0.03
COUNT_AT_LEAST_EVERY_S = 5.0
TIME_EVERY_S = 1.0
# Phones follow an event for so long after its last launch, unless it is over before.
ON_FOR_MS = 3_600_000

BoardKey = tuple[str, int, int, frozenset[int]]

log = logging.getLogger(__name__)


class Watch:
    """Reads events in a thread; until it is started, whenever it is asked."""

    def __init__(self, app: Flask, reader: Reader, clock: Clock) -> None:
        self._app = app
        self._reader = reader
        self._clock = clock
        self._events: dict[str, Snapshot] = {}
        self._boards: dict[BoardKey, BoardFacts] = {}
        self._board_lock = threading.Lock()
        self._read_crowd_at: dict[int, float] = {}
        self._count_due: dict[int, float] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ending = threading.Event()
        self._known_since = float("-inf")
        self.read_at = monotonic()
        self.museum_words: tuple[str, ...] = ()
        self._bound: int | None = app.config["CAPACITY"]
        self.load = NO_LOAD
        self.agreement = Agreement()

    def start(self) -> None:
        """Begin to read every 150 ms; time and events are known first, however long it takes."""
        while not (self._try(self._begin_time) and self._try(self.read)):
            time.sleep(READ_EVERY_S)
        self._thread = threading.Thread(target=self._live, name="watch", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop reading."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()

    def event(self, code: str) -> Snapshot | None:
        """The event of that code as of now; unknown codes cost nothing."""
        if self._thread is None:
            self.read()
        return self._events.get(code) or self._events.get(fold_code(code))

    def kept_board(self, known: Snapshot, round_id: int | None) -> BoardFacts | None:
        """The board of a counted round as it was read before, if it was."""
        return None if round_id is None else self._boards.get(_board_key(known, round_id))

    def board(self, known: Snapshot, round_id: int | None) -> BoardFacts | None:
        """The board of a counted round, without banned players."""
        if round_id is None:
            return None
        made = self.kept_board(known, round_id)
        if made is None:
            # One reads for all: a whole channel asks at the same instant.
            with self._board_lock:
                made = self.kept_board(known, round_id)
                made = made or self._read_board(round_id, known.crowd.banned)
                if made is not None:
                    others = {k: b for k, b in self._boards.items() if k[1] != round_id}
                    self._boards = {**others, _board_key(known, round_id): made}
        return made

    def _read_board(self, round_id: int, banned: frozenset[int]) -> BoardFacts | None:
        stored = self._reader.board(round_id)
        return None if stored is None else without(board_from(*stored), banned)

    def is_fresh(self) -> bool:
        """Whether what is known was read so lately that nothing is read again for a refusal."""
        return monotonic() < self._known_since + AGAIN_APART_S

    def read_again(self) -> None:
        """Read what another process may know already, before saying that there is no such thing.

        Who comes while it is read waits for it, and does not read once more.
        """
        with self._lock:
            if not self.is_fresh():
                self._read()

    def read(self) -> None:
        """Read what has changed."""
        with self._lock:
            self._read()

    def _read(self) -> None:
        began = monotonic()
        with self._app.app_context():
            versions = event_versions()
            self.museum_words = museum_words()
            self.load = read_load(self._bound)
            by_id = {known.facts.id: known for known in self._events.values()}
            events: list[Snapshot] = []
            for event_id, version in versions.items():
                known = by_id.get(event_id)
                if known is None or (known.facts.key, known.facts.version) != version:
                    facts = event_facts(event_id)
                    if facts is None:
                        continue
                    known = Snapshot(
                        facts, moments(facts.times), known.crowd if known else Counters()
                    )
                    self._read_crowd_at.pop(event_id, None)
                events.append(self._counted(known))
            self._events = by_code(events)
            self._known_since, self.read_at = began, monotonic()
            db.session.rollback()

    def _counted(self, known: Snapshot) -> Snapshot:
        """The same event with its numbers, read again at most once a second, or never if over."""
        facts, now = known.facts, monotonic()
        last = self._read_crowd_at.get(facts.id)
        soon = last is not None and now < last + COUNT_EVERY_S
        # Until it is over the end may be undone: meanwhile people join and answer.
        ended = facts.times.ended_at
        is_over = ended is not None and self._clock.now() >= ended
        if self._thread is not None and (soon or (last and is_over)):
            return known
        self._read_crowd_at[facts.id] = now
        if last is None or self._thread is None or now >= self._count_due.get(facts.id, 0.0):
            # After a change everything is read; otherwise what was counted stays as it was.
            known = self._count(known, {} if last is None else known.crowd.answers)
            self._count_due[facts.id] = now + rest(monotonic() - now)
        banned, moved = self._reader.banned(facts.id), self._reader.moved(facts.id)
        crowd = replace(known.crowd, banned=banned, moved=moved, load=self.load)
        return replace(known, crowd=crowd)

    def _count(self, known: Snapshot, settled: Mapping[int, int]) -> Snapshot:
        facts = known.facts
        played = [r.times for r in facts.rounds if r.times.cancelled_at is None]
        answers = {
            times.id: settled[times.id]
            if times.counted_at is not None and times.id in settled
            else self._reader.answers(times.id)
            # A slow channel may still see the round before the last one.
            for times in played[-2:]
        }
        crowd = replace(known.crowd, players=self._reader.players(facts.id), answers=answers)
        return replace(known, crowd=crowd)

    def _live(self) -> None:
        time_due = 0.0
        while not self._ending.wait(READ_EVERY_S):
            if self._try(self.read) and monotonic() >= time_due:
                time_due = monotonic() + TIME_EVERY_S
                self._try(self._keep_time)

    def _try(self, act: Callable[[], None]) -> bool:
        """Whether it was done; what this process knew before stays, whatever the database does."""
        try:
            act()
        except Exception as error:  # noqa: BLE001 (the thread outlives any outage of the database)
            log.warning("The database is asked again: %s.", type(error).__name__)
            return False
        return True

    def _begin_time(self) -> None:
        with self._app.app_context():
            begin_time(self._clock)

    def _keep_time(self) -> None:
        now, known = self._clock.now(), self._events.values()
        with self._app.app_context():
            found = keep_time(self._clock, is_on=any(is_on(k.facts.times, now) for k in known))
        if found.verdict is not self.agreement.verdict:
            log.warning(
                "Clocks: %s; the database's is %d ms ahead of ours.",
                found.verdict,
                found.disagreement_ms,
            )
        self.agreement = found


def is_on(times: EventTimes, now: int) -> bool:
    """Whether phones follow the event at `now`, so that its time may not be moved for a step."""
    last = times.last
    is_over = times.ended_at is not None and now >= times.ended_at
    return not is_over and last is not None and now < last.launched_at + ON_FOR_MS


def by_code(events: Iterable[Snapshot]) -> dict[str, Snapshot]:
    """Events by the codes that they have, and by those that they had before."""
    known = list(events)
    old = {code: one for one in known for code in one.facts.aliases}
    return old | {one.facts.code: one for one in known}


def rest(spent_s: float) -> float:
    """How many seconds after a count began, which took `spent_s`, the next one is due."""
    return min(max(spent_s / COUNT_SHARE, COUNT_EVERY_S), COUNT_AT_LEAST_EVERY_S)


def _board_key(known: Snapshot, round_id: int) -> BoardKey:
    facts = known.facts
    # Who is banned and not how many: one let in and another banned is another board.
    return facts.key, round_id, facts.version, known.crowd.banned
