"""A server says how late its event loop comes to its connections."""

import asyncio
from typing import Any

import pytest

from quiz.web.crowd.server import TICK_S, LookingServer


class Late:
    """What is served; it keeps how late the loop was, in ms."""

    def __init__(self) -> None:
        self.looks: list[int] = []

    def note_look(self, late_ms: int) -> None:
        """Another look."""
        self.looks.append(late_ms)

    async def __call__(self, scope: Any, receive: Any, send: Any, /) -> None:
        """Nobody asks."""

    async def hear(self, _environ: Any) -> None:
        """Nobody asks."""

    def refuse(self, _sentence: str) -> Any:
        """Nobody asks."""


@pytest.mark.parametrize(
    ("ticks", "looks"),
    [
        ((5.0, 5.0 + TICK_S, 5.0 + 2 * TICK_S), [0, 0, 0]),
        ((5.0, 7.0 + TICK_S, 7.25 + 2 * TICK_S), [0, 2_000, 250]),
        # A clock is a little early now and then.
        ((5.0, 5.0, 5.0 + TICK_S), [0, 0, 0]),
    ],
)
def test_each_tick_says_by_how_much_it_came_too_late(
    ticks: tuple[float, ...], looks: list[int]
) -> None:
    served, seconds = Late(), iter(ticks)
    server = LookingServer(served, seconds.__next__)
    server.should_exit = True

    async def tick() -> list[bool]:
        return [await server.on_tick(0) for _ in ticks]

    assert asyncio.run(tick()) == [True] * len(ticks)
    assert served.looks == looks
