"""The scenes that a rehearsing player fetches: the one that is on, and the next at its instant.

It does what static/js/live/stage.js does.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from itertools import count
from typing import Any, Protocol

from quiz.cli.rehearsal.behaviour import (
    Chance,
    after_early_ms,
    after_instant_ms,
    again_ms,
    asked_ms,
)
from quiz.cli.rehearsal.connection import Heard, Silence


class Phone(Protocol):
    """Whose scenes they are: what it knows and can do."""

    chance: Chance

    async def ask_scene(self, scene: str) -> Heard:
        """Ask for a scene once, or raise Silence."""

    async def until(self, instant_ms: float) -> None:
        """Return at that instant of the server's clock."""

    def begin(self, what: Coroutine[Any, Any, object]) -> asyncio.Task[object]:
        """Let that go on beside the rest."""


class Stage:
    """Follows pulses. `swap` is given each scene as bytes, `lost` is called when one is gone."""

    def __init__(
        self, phone: Phone, swap: Callable[[bytes], None], lost: Callable[[], None]
    ) -> None:
        self._phone, self._swap, self._lost = phone, swap, lost
        self._wanted = self._present = ""
        self._since = 0
        self._planned: Mapping[str, Any] | None = None
        self._plan: asyncio.Task[object] | None = None

    def follow(self, pulse: Mapping[str, Any]) -> None:
        """What is on now, and what comes next."""
        spread, coming = pulse["spread_ms"], pulse["next"]
        is_past = pulse["now"] < self._since
        if pulse["scene"] != self._wanted and not is_past:
            self._wanted = pulse["scene"]
            apart = self._phone.chance() * spread if self._present else 0
            self._phone.begin(self._fetch(pulse["scene"], spread, apart))
        if coming is not None and coming["scene"] != self._wanted:
            self._prepare(coming, spread)
        elif not is_past:
            self._cancel()

    def _prepare(self, coming: Mapping[str, Any], spread: int) -> None:
        if self._planned != coming:
            self._cancel()
            self._planned = coming
            self._plan = self._phone.begin(self._later(coming, spread))

    def _cancel(self) -> None:
        if self._plan is not None:
            self._plan.cancel()
        self._plan = self._planned = None

    async def _later(self, coming: Mapping[str, Any], spread: int) -> None:
        """Scenes come just after their instant, to each phone at another moment of the spread."""
        await self._phone.until(coming["at"])
        await asyncio.sleep(after_instant_ms(spread, self._phone.chance) / 1_000)
        self._plan = self._planned = None
        self._since, self._wanted = coming["at"], coming["scene"]
        self._phone.begin(self._fetch(coming["scene"], spread))

    async def _fetch(self, scene: str, spread: int, apart_ms: float = 0) -> None:
        """Fetch a scene until it is there, is gone, or another one is wanted."""
        await asyncio.sleep(apart_ms / 1_000)
        for tries in count():
            if self._wanted != scene:
                return
            heard = await self._heard(scene)
            if heard is not None and heard.status in (200, 404):
                self._settle(scene, heard)
                return
            if heard is not None and heard.status == 425:
                pause = after_early_ms(spread, self._phone.chance)
            else:
                asked = asked_ms(heard.header("retry-after")) if heard else 0
                pause = again_ms("scene", tries, asked, self._phone.chance)
            await asyncio.sleep(pause / 1_000)

    def _settle(self, scene: str, heard: Heard) -> None:
        if self._wanted != scene:
            return
        if heard.status == 404:
            self._wanted = self._present
            self._lost()
            return
        self._present = scene
        self._swap(heard.body)

    async def _heard(self, scene: str) -> Heard | None:
        try:
            return await self._phone.ask_scene(scene)
        except Silence:
            return None
