"""All that the console says of one event at one instant, read once for a request."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quiz.bank.kinds.registry import launch_problems
from quiz.bank.kinds.tally import Spread
from quiz.bank.queries import draft_of
from quiz.bank.rules import Draft, Problem
from quiz.capacity.rules import Load
from quiz.clock import clock
from quiz.console.numbers import Numbers, spreads, teller
from quiz.errors import NotFound
from quiz.events.facts import EventFacts, RoundFacts
from quiz.events.models import Output
from quiz.events.pace import SHORTEST_POLL_MS, Pace, longest_pause_ms, most_players, pace_of
from quiz.events.queries import event_facts, get_event, list_entries
from quiz.events.rules import close_lead_ms
from quiz.events.timeline import OVERLAY, STAMP_MS, Moment, RoundTimes, current, moments
from quiz.extensions import db
from quiz.leaderboard.rules import BoardFacts, board_from
from quiz.live.runtime import runtime
from quiz.pilots.queries import PilotFacts, find_pilot


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """A planned question, all that keeps it from being launched now, and its pace if it were."""

    id: int
    question_id: int
    draft: Draft
    bank_id: int
    bank: str
    problems: tuple[Problem, ...]
    pace: Pace
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Evening:
    """The event, its run of show and its numbers at the instant `now`, in ms UTC.

    `poll_ms` is the longest time that a phone was lately told to wait before it asks again, `room`
    how many players the machines carry, `pilot` what leads it without a host. `seen` says of each
    screen when it last asked (ms UTC).
    """

    facts: EventFacts
    screens: tuple[Moment, ...]
    entries: tuple[EntryFacts, ...]
    numbers: Numbers
    spreads: Mapping[int, Spread]
    now: int
    poll_ms: int = SHORTEST_POLL_MS
    room: int = sys.maxsize
    pilot: PilotFacts | None = None
    seen: Mapping[int, int | None] = field(default_factory=dict)

    @property
    def present(self) -> Moment:
        """What the studio is in the middle of."""
        ahead = current(self.screens, OVERLAY, self.now + STAMP_MS)
        # What time alone brings is shown at its instant; what was clicked, at once.
        return current(self.screens, OVERLAY, self.now) if ahead.phase.comes_by_itself else ahead

    @property
    def is_full(self) -> bool:
        """Whether who wants to join now finds no seat, and watches along."""
        return self.numbers.all_players >= self.room

    @property
    def last(self) -> RoundFacts | None:
        """The last round that was launched and not cancelled."""
        last = self.facts.times.last
        return None if last is None else self.facts.round(last.id)

    @property
    def changes_at(self) -> int | None:
        """The next instant at which something on the console changes by itself."""
        seen = [m.seen(c.id) for m in self.screens for c in self.facts.channels]
        last = self.facts.times.last
        doors = [] if last is None else self._doors(last)
        ended = self.facts.times.ended_at
        ends = [] if ended is None else [ended - STAMP_MS + 1]
        instants = [*seen, *(m.at for m in self.screens), *doors, *ends]
        return min((at for at in instants if at > self.now), default=None)

    def _doors(self, last: RoundTimes) -> tuple[int, ...]:
        """The instants from which a step of the round that is on is not possible any more."""
        late = last.closes - close_lead_ms(last, self.poll_ms)
        return last.opens - 1_000, late + 1, last.shuts


def read_evening(code: str) -> Evening:
    """The event of that code as the database has it now; NotFound if there is none."""
    event = get_event(code)
    event_id = event.id
    facts = event_facts(event_id)
    if facts is None:
        raise NotFound(_l("There is no event with this code."))
    now, reader = clock.now(), runtime().reader
    last = facts.times.last
    played = None if last is None else facts.round(last.id)
    numbers, load = teller().numbers(reader, event_id, played, now), runtime().load()
    return Evening(
        facts=facts,
        screens=moments(facts.times),
        entries=read_entries(event_id, numbers.all_players),
        numbers=numbers,
        spreads=spreads(facts, reader),
        now=now,
        poll_ms=longest_pause(numbers.all_players, load),
        room=most_players(load.capacity),
        pilot=find_pilot(event),
        seen=seen_outputs(event_id),
    )


def seen_outputs(event_id: int) -> dict[int, int | None]:
    """When each of the event's screens last asked what is on (ms UTC), by its number."""
    rows = db.session.execute(select(Output.id, Output.seen_at).where(Output.event_id == event_id))
    return {row.id: row.seen_at for row in rows}


def last_board(evening: Evening) -> BoardFacts | None:
    """The board of the last round, once it is counted, as it is kept."""
    last = evening.last
    if last is None or last.times.counted_at is None:
        return None
    stored = runtime().reader.board(last.times.id)
    return None if stored is None else board_from(*stored)


def longest_pause(players: int, load: Load) -> int:
    """The longest that a phone was lately told to wait before it asks again, in ms."""
    return longest_pause_ms(players, runtime().least_capacity(load), load.strain)


def read_entries(event_id: int, players: int) -> tuple[EntryFacts, ...]:
    """The run of show that is not launched yet, at the pace of so many players."""
    found, capacity = [], runtime().capacity()
    for entry in list_entries(event_id):
        draft = draft_of(entry.question)
        bank, pace = entry.question.bank, pace_of(draft, players, capacity)
        problems = launch_problems(draft)
        known = entry.id, entry.question_id, draft, bank.id, bank.name, problems, pace
        found.append(EntryFacts(*known, archived=entry.question.archived))
    return tuple(found)
