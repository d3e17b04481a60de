"""A simulated crowd: everybody joins, plays what comes, and leaves when it is over or told to."""

import asyncio
import random
import re
from collections.abc import Coroutine
from typing import Any

import click
from flask import Flask
from flask_babel import gettext as _

from quiz.cli.rehearsal.connection import (
    Connection,
    Heard,
    Silence,
    Site,
    most_connections,
    site_of,
)
from quiz.cli.rehearsal.host import Host
from quiz.cli.rehearsal.life import CrowdLine
from quiz.cli.rehearsal.player import JoinPlace, SimulatedPlayer
from quiz.cli.rehearsal.report import Report
from quiz.cli.rehearsal.twin import RehearsedEvent, event_here
from quiz.errors import Conflict, NotFound
from quiz.events.queries import find_event
from quiz.extensions import db
from quiz.simulation.rules import CrowdManner

JOINS_PER_SECOND = 250
LAST_WORDS_S = 60.0
# What was asked when all have to leave is still answered.
LEAVING_S = 5.0
NOT_FOUND = 404
LOOKS, LOOK_S = 20, 0.25
# Where a short link leads: to an event's only channel, or to the page that asks for one of several.
LED = re.compile(r"/[a-z]+/e/([^/]+)(?:/([^/]+))?/?")
NAMED = re.compile(r'data-channel="([a-z0-9-]+)"')


class SimulatedCrowd:
    """The players of one rehearsal, each on a connection of its own as far as there are so many."""

    def __init__(
        self, url: str, place: RehearsedEvent, players: int, report: Report, manner: CrowdManner
    ) -> None:
        self._site: Site = site_of(url)
        self._code, self._admission = place.code, place.admission
        self._players, self._report, self._manner = players, report, manner
        self._bars: dict[int, Any] = {}
        self._all_joined = asyncio.Event()
        self.key = ""

    async def play(self, app: Flask, rounds: int, life: CrowdLine | None) -> None:
        """Everybody joins; then so many rounds are staged, or else whatever comes is played.

        By the line `life` the crowd says that it lives, and hears when it has to leave.
        """
        lines = [Connection(self._site) for _ in range(min(self._players, most_connections()))]
        places = await self._places(lines[0])
        is_local = event_here(self.key) is not None
        db.session.rollback()
        if rounds and not is_local:
            raise Conflict(_("--stage needs the event in this machine's own database."))
        ending = asyncio.Event()
        playing = [
            asyncio.create_task(self._later(index, places, lines, ending))
            for index in range(self._players)
        ]
        if life is not None:
            following = asyncio.create_task(life.follow(self._report, ending))
        if rounds:
            await first_of(self._staged(app, rounds), ending)
            ending.set()
        await self._ended(playing, ending, LAST_WORDS_S if rounds else LEAVING_S)
        ending.set()
        if life is not None:
            await following
        for line in lines:
            line.close()

    async def _staged(self, app: Flask, rounds: int) -> None:
        await self._all_joined.wait()
        await Host(app, self._code, self._players, click.echo).play(rounds)

    async def _places(self, line: Connection) -> list[JoinPlace]:
        """Each player's, over all channels; from outside, where the short link leads to."""
        event = find_event(self._code)
        names = [channel.name for channel in event.channels] if event else []
        db.session.rollback()
        try:
            heard = await self._found(line, f"/e/{self._code}")
            led = LED.fullmatch(heard.header("location"))
            if led is not None:
                # An old code leads to the present one, after which cookies are named.
                self._code, only = led.groups()
                names = names or [only or await self._first_named(line, led[0])]
            first = names[0] if names else ""
            pulse = await line.ask("GET", f"/live/{self._code}/{first}/pulse")
        except Silence:
            raise Conflict(_("Nobody answers there. Is quiz serve running?")) from None
        if pulse.status != 200:
            raise NotFound(_("There is no event with this code."))
        self.key = str(pulse.json()["event"])
        languages = self._manner.languages(self._players, random.Random())
        return [
            JoinPlace(self._code, names[index % len(names)], language, self._admission)
            for index, language in enumerate(languages)
        ]

    async def _found(self, line: Connection, path: str) -> Heard:
        """What is answered there; a server reads a moment later what was just made."""
        for _turn in range(LOOKS if self._admission else 0):
            heard = await line.ask("GET", path)
            if heard.status != NOT_FOUND:
                return heard
            await asyncio.sleep(LOOK_S)
        return await line.ask("GET", path)

    async def _first_named(self, line: Connection, path: str) -> str:
        """The first of the channels that the page there asks about."""
        page = await line.ask("GET", path)
        named = NAMED.search(page.body.decode())
        return named[1] if named else ""

    async def _later(
        self, index: int, places: list[JoinPlace], lines: list[Connection], ending: asyncio.Event
    ) -> None:
        """One player, who comes some time after the one before."""
        await asyncio.sleep(index / JOINS_PER_SECOND)
        line, slowness = lines[index % len(lines)], self._manner.slowness
        if ending.is_set():
            return
        player = SimulatedPlayer(
            places[index], line, self._report, random.Random(), self._seen, slowness=slowness
        )
        await player.play(ending)

    async def _ended(
        self, playing: list[asyncio.Task[None]], ending: asyncio.Event, patience: float
    ) -> None:
        """Wait until nobody plays any more, and at the `ending` no longer than so many seconds."""
        await first_of(asyncio.wait(playing), ending)
        _done, late = await asyncio.wait(playing, timeout=patience if ending.is_set() else None)
        for task in late:
            task.cancel()
        results = await asyncio.gather(*playing, return_exceptions=True)
        for error in results:
            if isinstance(error, Exception):
                self._report.broken.append(repr(error))

    def _seen(self, number: int) -> None:
        """Move the progress bar of the joins (0) or of a round on by one player."""
        if number not in self._bars:
            label = _("Round %(number)s", number=number) if number else _("Joining")
            self._bars[number] = click.progressbar(length=self._players, label=label)
            self._bars[number].render_progress()
        bar = self._bars[number]
        bar.update(1)
        if bar.pos < self._players:
            return
        bar.render_finish()
        if not number:
            self._all_joined.set()


async def first_of(what: Coroutine[Any, Any, object], ending: asyncio.Event) -> None:
    """Return once that is done, or at the `ending`, whichever comes first."""
    doing, order = asyncio.create_task(what), asyncio.create_task(ending.wait())
    await asyncio.wait({doing, order}, return_when=asyncio.FIRST_COMPLETED)
    order.cancel()
    if doing.done():
        doing.result()
    doing.cancel()
