"""A rehearsing host: launches, reveals and shows the board, as a person at the console would."""

import asyncio
from collections.abc import Callable

from flask import Flask

from quiz.cli.rehearsal.behaviour import PACE, result_spread_ms
from quiz.cli.stage import stage_step
from quiz.clock import clock
from quiz.events.pace import spread_ms
from quiz.events.queries import event_times, get_event
from quiz.events.rules import Step
from quiz.events.timeline import EventTimes, RoundTimes
from quiz.extensions import db
from quiz.live.runtime import runtime

LOOK_S = 0.5
SLOW_MS = 2_000  # for requests that take their time
BOARD_MS = 4_000


class Host:
    """Takes the steps of `code` in threads of their own, so that the players are not held up."""

    def __init__(self, app: Flask, code: str, players: int, say: Callable[[str], None]) -> None:
        self._app, self._code, self._say = app, code, say
        spread = spread_ms(players, runtime().capacity())
        # What is read at the end must be of then.
        db.session.rollback()
        # The reveal is fetched over the spread, and one's result over a longer one after it.
        self._results_ms = PACE["after_ms"] + spread + result_spread_ms(spread) + SLOW_MS

    async def play(self, rounds: int) -> None:
        """Play so many rounds, from the launch to the board."""
        for _ in range(rounds):
            await self._take(Step.LAUNCH)
            played = await self._last()
            await self._until(played.closes)
            await self._take(Step.REVEAL)
            await self._until(await self._seen_by_all() + self._results_ms)
            await self._take(Step.BOARD)
            await self._until(clock.now() + max(played.delays.values(), default=0) + BOARD_MS)

    async def _seen_by_all(self) -> int:
        """The instant at which the last channel sees the answer, once it is counted."""
        while True:
            played = await self._last()
            if played.reveal is not None:
                return played.reveal + max(played.delays.values(), default=0)
            await asyncio.sleep(LOOK_S)

    async def _take(self, step: Step) -> None:
        def taken() -> str:
            with self._app.app_context():
                return stage_step(self._code, step)

        self._say(await asyncio.to_thread(taken))

    async def _last(self) -> RoundTimes:
        def times() -> EventTimes:
            with self._app.app_context():
                found = event_times(get_event(self._code))
                db.session.rollback()
                return found

        last = (await asyncio.to_thread(times)).last
        assert last is not None  # noqa: S101 (a round was launched just before)
        return last

    async def _until(self, instant: int) -> None:
        await asyncio.sleep(max(0, instant - clock.now()) / 1_000)
