"""One timeline, seen later by each channel. Pure: facts and the time come in, scenes come out.

All instants are integer milliseconds UTC. Studio instants are what the host's clicks mean; a
channel sees each of them later by the delay frozen when it was made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from quiz.events.phases import Phase
from quiz.scoring.rules import SHORTEST_SPREAD_MS

GRACE_MS = 1_000
# How long the door waits after the last window for what came in time and is on its way to the disk.
MARGIN_MS = 2_000
STAMP_MS = 500
SHORTEST_LEAD_MS = 5_000
# How long the answer, then the board, stays at least: whatever is clicked meanwhile waits.
ANSWER_MS = 8_000
BOARD_MS = 3_000
# How long at least the end can be undone.
UNDO_MS = 10_000
# What one extension adds, and how many a question may have.
EXTENSION_MS = 10_000
MOST_EXTENSIONS = 6
OVERLAY = 0  # The channel id of the overlay: it sees the studio itself.


@dataclass(frozen=True, slots=True)
class RoundTimes:
    """The frozen settings and the clicked instants of one launched round."""

    id: int
    number: int
    launched_at: int
    lead_ms: int
    seconds: int
    plateau_ms: int
    delays: Mapping[int, int]
    cancelled_at: int | None = None
    close_click_at: int | None = None
    shut_at: int | None = None
    counted_at: int | None = None
    reveal_click_at: int | None = None
    board_click_at: int | None = None
    voided_at: int | None = None
    counts_again: bool = False
    spread_ms: int = SHORTEST_SPREAD_MS
    margin_ms: int = MARGIN_MS
    close_lead_ms: int | None = None
    extensions: int = 0
    shown_at: int | None = None
    again_at: int | None = None
    tie_break: bool = False

    @property
    def is_void(self) -> bool:
        """Whether it is worth nothing: made void, and not counted again since."""
        return self.voided_at is not None and not self.counts_again

    @property
    def opens(self) -> int:
        """The studio instant of the question."""
        return self.launched_at + self.lead_ms

    @property
    def closes(self) -> int:
        """The studio instant after which no answer is given: time is up, closed or void."""
        closes = self.opens + self.seconds * 1_000 + self.extensions * EXTENSION_MS
        if self.close_click_at is not None:
            lead = self.lead_ms if self.close_lead_ms is None else self.close_lead_ms
            closes = min(closes, max(self.close_click_at + lead, self.opens + self.plateau_ms))
        if self.voided_at is not None:
            closes = min(closes, max(self.voided_at, self.opens))
        return closes

    @property
    def shuts(self) -> int:
        """The instant of the door: nothing is written after it."""
        return self.closes + max(self.delays.values(), default=0) + GRACE_MS + self.margin_ms

    @property
    def reveal(self) -> int | None:
        """The studio instant of the right answer, once clicked and counted."""
        if self.counted_at is None:
            return None
        voided = self.voided_at if self.is_void else None
        clicks = [c for c in (self.reveal_click_at, voided) if c is not None]
        return max(min(clicks), self.counted_at) if clicks else None

    @property
    def answer_shown(self) -> int | None:
        """The studio instant from which the answer is on screen; None if it never is, or not yet.

        A round that was made void before its reveal shows none; one that counted again meanwhile,
        and was revealed, has shown it.
        """
        if self.is_void and self.shown_at is not None:
            return self.shown_at
        reveal, voided = self.reveal, self.voided_at
        if reveal is None or voided is None or not self.is_void:
            return reveal
        return reveal if reveal < voided else None

    @property
    def board(self) -> int | None:
        """The studio instant of the board, once clicked and revealed: the answer is seen first."""
        if self.board_click_at is None or self.reveal is None:
            return None
        answer = self.answer_shown
        earliest = self.reveal if answer is None else answer + ANSWER_MS
        return max(self.board_click_at, earliest)

    def delay(self, channel_id: int) -> int:
        """The delay in ms that `channel_id` had at launch; a newer channel waits for the last."""
        if channel_id == OVERLAY:
            return 0
        return self.delays.get(channel_id, max(self.delays.values(), default=0))

    def window(self, channel_id: int) -> tuple[int, int]:
        """The first and the last instant at which an answer from `channel_id` may arrive."""
        delay = self.delay(channel_id)
        return self.opens + delay, self.closes + GRACE_MS + delay

    def revealed_on(self, channel_id: int) -> int | None:
        """The instant at which `channel_id` sees the right answer, once known."""
        return None if self.reveal is None else self.reveal + self.delay(channel_id)


# The columns of a round's row that its times are made from.
TIMES = tuple(part.name for part in fields(RoundTimes))


def times_of(row: Mapping[str, Any]) -> RoundTimes:
    """The times of a round from the values of its columns; channels' ids are texts in `delays`."""
    return RoundTimes(**{**row, "delays": numbered(row["delays"])})


def numbered(delays: Mapping[str, Any]) -> dict[int, int]:
    """Delays in ms by a channel's id, which JSON keeps as a text."""
    return {int(channel_id): int(delay) for channel_id, delay in delays.items()}


@dataclass(frozen=True, slots=True)
class Pause:
    """An interlude, with the delays it was started under."""

    started_at: int
    resumed_at: int | None
    delays: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class EventTimes:
    """Everything that was launched and clicked in one event, in order."""

    rounds: tuple[RoundTimes, ...] = ()
    pauses: tuple[Pause, ...] = ()
    ended_at: int | None = None
    ended_delays: Mapping[int, int] | None = None

    @property
    def last(self) -> RoundTimes | None:
        """The last round that was launched and not cancelled."""
        return next((r for r in reversed(self.rounds) if r.cancelled_at is None), None)

    def is_ending(self, now: int) -> bool:
        """Whether the end was clicked and can be undone at `now`: every process knows it before."""
        return self.ended_at is not None and now <= self.ended_at - STAMP_MS

    @property
    def is_paused(self) -> bool:
        """Whether an interlude is on."""
        return bool(self.pauses) and self.pauses[-1].resumed_at is None


@dataclass(frozen=True, slots=True)
class Moment:
    """A screen's change: into `phase` of `round`, at a studio instant, with these delays."""

    phase: Phase
    round: RoundTimes | None
    at: int
    delays: Mapping[int, int]

    def seen(self, channel_id: int) -> int:
        """The instant at which `channel_id` sees it."""
        if channel_id == OVERLAY:
            return self.at
        return self.at + self.delays.get(channel_id, max(self.delays.values(), default=0))

    @property
    def scene(self) -> tuple[Phase, int | None]:
        """Which screen it shows: closed has none of its own."""
        phase = Phase.OPEN if self.phase is Phase.CLOSED else self.phase
        return phase, None if self.round is None else self.round.id


BEGINNING = Moment(Phase.LOBBY, None, 0, {})


def moments(times: EventTimes) -> tuple[Moment, ...]:
    """Every change of screen that is known by now, in the order in which it takes effect."""
    screens = _with_pauses(tuple(_rounds(times)), times.pauses)
    if times.ended_at is not None:
        screens = (
            *screens,
            Moment(Phase.OVER, times.last, times.ended_at, times.ended_delays or {}),
        )
    return screens


def current(screens: tuple[Moment, ...], channel_id: int, now: int) -> Moment:
    """What `channel_id` sees at `now`: a later step that is visible hides every earlier one."""
    return next((m for m in reversed(screens) if m.seen(channel_id) <= now), BEGINNING)


def following(screens: tuple[Moment, ...], channel_id: int, now: int) -> Moment | None:
    """The next other screen that `channel_id` will see, if it is known at `now`."""
    present = current(screens, channel_id, now)
    later = screens[screens.index(present) + 1 :]
    # None of these is seen yet, or it would be the present one.
    ahead = [m for m in later if m.scene != present.scene]
    if not ahead:
        return None
    first = min(m.seen(channel_id) for m in ahead)
    return next(m for m in reversed(ahead) if m.seen(channel_id) == first)


def _rounds(times: EventTimes) -> Iterator[Moment]:
    """The screens of the rounds alone, beginning with the lobby."""
    before = BEGINNING
    yield before
    for index, played in enumerate(times.rounds):
        if played.cancelled_at is not None:
            # A countdown that was still waiting for the answer to be seen never comes.
            if played.cancelled_at > played.launched_at:
                yield Moment(Phase.READY, played, played.launched_at, played.delays)
                yield Moment(before.phase, before.round, played.cancelled_at, played.delays)
            continue
        following_launch = next((r.launched_at for r in times.rounds[index + 1 :]), None)
        for phase, at in _phases(played, following_launch):
            before = Moment(phase, played, at, played.delays)
            yield before


def _phases(played: RoundTimes, following_launch: int | None) -> Iterator[tuple[Phase, int]]:
    """The phases of one round that was not cancelled, in order, with their studio instants."""
    yield Phase.READY, played.launched_at
    yield Phase.OPEN, played.opens
    yield Phase.CLOSED, played.closes
    voided, answer, board = played.voided_at, played.answer_shown, played.board
    if answer is not None:
        yield Phase.REVEALED, answer
    ends = [instant for instant in (board, following_launch) if instant is not None]
    if voided is not None and played.is_void and all(voided < instant for instant in ends):
        yield Phase.VOID, max(voided, played.closes)
    if board is not None:
        yield Phase.BOARD, board


def _with_pauses(screens: tuple[Moment, ...], pauses: tuple[Pause, ...]) -> tuple[Moment, ...]:
    """The same screens with each interlude in its place, hiding what happens behind it."""
    for pause in pauses:
        end = pause.resumed_at
        before = tuple(m for m in screens if m.at <= pause.started_at)
        behind = tuple(
            m for m in screens if m.at > pause.started_at and (end is None or m.at <= end)
        )
        after = screens[len(before) + len(behind) :]
        present = before[-1]
        screens = (*before, Moment(Phase.INTERLUDE, present.round, pause.started_at, pause.delays))
        if end is not None:
            resumed = (behind or before)[-1]
            if resumed.at != end:
                resumed = Moment(resumed.phase, resumed.round, end, pause.delays)
            screens = (*screens, resumed, *after)
    return screens
