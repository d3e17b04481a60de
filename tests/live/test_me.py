"""What `me` is about on a channel, and until when that stays so."""

from random import Random

import pytest
from flask import Flask

from quiz.events.rules import Step
from quiz.live.me import NEVER, Scope, scope_of
from tests.clocks import SettableClock
from tests.evenings import Evening, make_evening


@pytest.fixture
def evening(app: Flask, clock: SettableClock, rng: Random) -> Evening:
    """One of three rounds: a counted one, one made void while it was open, one that is open."""
    evening = make_evening(app, clock, rng)
    evening.launch_and_open()
    evening.step(Step.REVEAL)
    evening.count()
    evening.clock.advance(4_000)
    evening.step(Step.BOARD)
    evening.clock.advance(4_000)
    evening.launch_and_open()
    evening.step(Step.VOID)
    evening.count()
    evening.clock.advance(4_000)
    evening.launch_and_open()
    return evening


def sights(evening: Evening, channel_id: int) -> list[Scope]:
    """All that a channel's players could see since the beginning, in order."""
    known, found = evening.known(), [Scope(None, None, None, "", 0, 1, {})]  # type: ignore[arg-type]
    while found[-1].until < NEVER:
        found.append(scope_of(known.facts, known.screens, channel_id, found[-1].until))
    return found[1:]


@pytest.mark.parametrize("place", [0, 1])
def test_what_it_is_about_stays_until_it_says(evening: Evening, place: int) -> None:
    known, channel_id = evening.known(), evening.channels[place]
    seen = sights(evening, channel_id)
    for one in seen[:-1]:
        last = scope_of(known.facts, known.screens, channel_id, one.until - 1)
        assert last._replace(since=one.since) == one
    rounds = dict.fromkeys((one.number, one.revealed and one.revealed.times.number) for one in seen)
    assert list(rounds) == [(None, None), (1, None), (1, 1), (2, 1), (2, 2), (3, 2)]


def test_a_slower_channel_sees_the_same_later(evening: Evening) -> None:
    fast, slow = (sights(evening, channel_id) for channel_id in evening.channels)
    assert [one.wanted for one in slow] == [one.wanted for one in fast]
    assert [one.since for one in slow[1:]] == [one.since + 3_000 for one in fast[1:]]


def test_it_is_worked_out_once_until_it_changes(evening: Evening) -> None:
    known, [channel_id, _] = evening.known(), evening.channels
    *_, before, last = sights(evening, channel_id)
    kept = known.sight(channel_id, before.since)
    assert known.sight(channel_id, before.until - 1) is kept
    assert known.sight(channel_id, before.until) == last
    # A clock that was mended may be earlier than it was.
    assert known.sight(channel_id, before.since) == before
