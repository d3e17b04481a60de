"""`quiz rehearse`: a crowd that plays along through HTTP, and what came back."""

import asyncio
import contextlib
import random
import re
from collections.abc import Iterator
from typing import Any

import click
from flask import Flask
from flask.cli import ScriptInfo, with_appcontext
from flask_babel import format_decimal
from flask_babel import gettext as _
from sqlalchemy import select

from quiz.cli.rehearsal.connection import (
    Connection,
    Heard,
    Silence,
    Site,
    most_connections,
    site_of,
)
from quiz.cli.rehearsal.host import Host
from quiz.cli.rehearsal.manner import HALF, PACES, USUAL, CrowdManner
from quiz.cli.rehearsal.player import JoinPlace, SimulatedPlayer
from quiz.cli.rehearsal.report import Report
from quiz.cli.rehearsal.twin import RehearsedEvent, rehearsed_event
from quiz.cli.serve import raise_file_limit
from quiz.errors import Conflict, NotFound
from quiz.events.models import Event, Round
from quiz.events.pace import players_for
from quiz.events.queries import find_event
from quiz.extensions import db
from quiz.game.integrity.check import event_differences
from quiz.game.models import Answer
from quiz.i18n.folding import fold_code
from quiz.live.runtime import runtime

JOINS_PER_SECOND = 250
LAST_WORDS_S = 60.0
NOT_FOUND = 404
LOOKS, LOOK_S = 20, 0.25
ENOUGH_S = (10, 20, 30)
# Where a short link leads: to an event's only channel, or to the page that asks for one of several.
LED = re.compile(r"/[a-z]+/e/([^/]+)(?:/([^/]+))?/?")
NAMED = re.compile(r'data-channel="([a-z0-9-]+)"')


@click.command()
@click.argument("code")
@click.option("--players", default=300, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--url", default="http://127.0.0.1:8000", show_default=True, help="Where it is.")
@click.option("--stage", is_flag=True, help="Launch, reveal and show boards too.")
@click.option(
    "--rounds", default=3, show_default=True, type=click.IntRange(1), help="With --stage."
)
@click.option(
    "--chinese",
    default=HALF,
    show_default=True,
    type=click.IntRange(0, 100),
    help="Per cent who play in Chinese; the others play in French.",
)
@click.option(
    "--pace", default=USUAL, show_default=True, type=click.Choice([*PACES]), help="To answer."
)
@click.option(
    "--here", "on_itself", is_flag=True, help="On the event itself, for load; what is played stays."
)
@click.pass_context
@with_appcontext
def rehearse(
    context: click.Context,
    code: str,
    players: int,
    url: str,
    stage: bool,
    rounds: int,
    chinese: int,
    pace: str,
    on_itself: bool,
) -> None:
    """Let a crowd rehearse the event CODE, in both languages and on every channel.

    It plays in the event's rehearsal, of which nothing is left: in the one that was begun on the
    console, or else in one of its own. Without --stage it follows what you launch there until it
    is over, or Ctrl-C. Exit code 1 if a promise was broken: an answer lost, counted twice, a rank
    that cannot be.

    Example: quiz rehearse va2020 --players 300 --stage --rounds 2
    """
    raise_file_limit()
    app = context.ensure_object(ScriptInfo).load_app()
    with rehearsed_event(fold_code(code), on_itself=on_itself, say=click.echo) as place:
        report = Report()
        crowd = SimulatedCrowd(url, place, players, report, CrowdManner(chinese, pace))
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(crowd.play(app, rounds if stage else 0))
        conclude(crowd, report, players)


def conclude(crowd: "SimulatedCrowd", report: Report, players: int) -> None:
    """Say what came back, and leave with 1 if a promise was broken."""
    for line in report.lines(players):
        click.echo(line)
    if event_here(crowd.key) is not None:
        click.echo(carried_line(runtime().capacity()))
    broken = [*report.promises(), *database_faults(report, crowd.key)]
    for sentence in broken:
        click.echo(sentence)
    if broken:
        raise click.exceptions.Exit(1)
    click.echo(_("Every promise was kept."))


def carried_line(capacity: int) -> str:
    """Up to how many players the machines carry in how many seconds, by what they measured."""
    ten, twenty, thirty = (format_decimal(players_for(s, capacity)) for s in ENOUGH_S)
    sentence: str = _(
        "On these machines %(ten)s players can answer within 10 s, %(twenty)s within 20 s, "
        "%(thirty)s within 30 s.",
        ten=ten,
        twenty=twenty,
        thirty=thirty,
    )
    return sentence


class SimulatedCrowd:
    """The players of one rehearsal, each on a connection of its own as far as there are so many."""

    def __init__(
        self, url: str, place: RehearsedEvent, players: int, report: Report, manner: CrowdManner
    ) -> None:
        self._site: Site = site_of(url)
        self._code, self._admission = place
        self._players, self._report, self._manner = players, report, manner
        self._bars: dict[int, Any] = {}
        self._all_joined = asyncio.Event()
        self.key = ""

    async def play(self, app: Flask, rounds: int) -> None:
        """Everybody joins; then so many rounds are staged, or else whatever comes is played."""
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
        if rounds:
            await self._all_joined.wait()
            await Host(app, self._code, self._players, click.echo).play(rounds)
            ending.set()
        await self._ended(playing, LAST_WORDS_S if rounds else None)
        for line in lines:
            line.close()

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
        player = SimulatedPlayer(
            places[index], line, self._report, random.Random(), self._seen, slowness=slowness
        )
        await player.play(ending)

    async def _ended(self, playing: list[asyncio.Task[None]], patience: float | None) -> None:
        _done, late = await asyncio.wait(playing, timeout=patience)
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


def event_here(key: str) -> Event | None:
    """The event that the server plays, if it is in this machine's database."""
    return db.session.scalar(select(Event).where(Event.key == key))


def database_faults(report: Report, key: str) -> Iterator[str]:
    """Where the event is in this machine's database too: acknowledged is stored, sums are right."""
    event = event_here(key)
    if event is None:
        return
    ours = {player for _number, player in report.kept.keys() | report.refused}
    rows = db.session.execute(
        select(Round.number, Answer.player_id, Answer.value)
        .join(Round, Round.id == Answer.round_id)
        .where(Round.event_id == event.id)
    )
    stored = {(row.number, row.player_id): row.value for row in rows if row.player_id in ours}
    yield from report.check_stored(stored)
    yield from (str(sentence) for sentence in event_differences(event.id))
