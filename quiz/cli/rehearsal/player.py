"""One rehearsing player: joins, follows the pulse as the page does, answers, looks at results."""

import asyncio
import math
import secrets
import time
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any
from urllib.parse import urlencode

from quiz.bank.kinds.registry import kind_of
from quiz.cli.rehearsal.behaviour import (
    BEHAVIOUR,
    after_lost_ms,
    after_mend_ms,
    after_result_ms,
    again_ms,
    asked_ms,
    most_ms,
    pause_ms,
)
from quiz.cli.rehearsal.connection import Connection, Heard, Silence
from quiz.cli.rehearsal.report import GONE, Report, Result
from quiz.cli.rehearsal.sight import ParsedScene, read_scene
from quiz.cli.rehearsal.stage import Stage
from quiz.clock import clock
from quiz.web.crowd.verdicts import BY_STATUS

SILENT = 0.05  # the share of questions that somebody lets pass
LAST_MS = 500  # before the close, for who is slow to decide
OK, FAULT = 200, 500
# So often in a row a pulse is looked for that is not there: the rehearsal was dropped.
TRIES = 3
CLOCK = BEHAVIOUR["clock"]


@dataclass(frozen=True, slots=True)
class JoinPlace:
    """Where somebody plays, in which language, and by which cookies they are let in."""

    code: str
    channel: str
    language: str
    admission: str = ""


class SimulatedPlayer:
    """Somebody with a phone. `seen` is told of every join and of every answer, given or not."""

    def __init__(
        self,
        place: JoinPlace,
        line: Connection,
        report: Report,
        rng: Random,
        seen: Callable[[int], None],
        silent: float = SILENT,
        slowness: float = 1.0,
    ) -> None:
        self._place, self._line, self._report, self._rng = place, line, report, rng
        self._seen, self._silent, self._slowness = seen, silent, slowness
        self.chance = rng.random
        self._cookie = place.admission
        self._id = 0
        self._pulse: Mapping[str, Any] = {}
        self._offset_ms = clock.now() - _monotonic_ms()
        self._result_of: int | None = None
        self._board_of: int | None = None
        self._sooner = asyncio.Event()
        self._stage = Stage(self, self._show, self._sooner.set)
        self._tasks: set[asyncio.Task[object]] = set()

    async def play(self, ending: asyncio.Event) -> None:
        """Join and follow the event until it is over, gone, or `ending`."""
        self.begin(self._sync())
        await self._join()
        if self._id:
            self.begin(self._ask_for_me())
        tries = 0
        while not ending.is_set() and self._pulse.get("phase") != "over":
            pause, asked = None, 0.0
            with suppress(Silence):
                heard = await self._ask("pulse", "GET", f"{self._live}/pulse", cookie=False)
                asked = asked_ms(heard.header("retry-after"))
                pause = self._beat(heard.json()) if heard.status == OK else None
                if heard.status == GONE and tries >= TRIES:
                    self._report.is_gone = True
                    break
            tries = tries + 1 if pause is None else 0
            if pause is None:
                pause = again_ms("pulse", tries - 1, asked, self.chance)
            await self._rest(pause, ending)
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _rest(self, ms: float, ending: asyncio.Event) -> None:
        """Wait so long, unless the event ends, or the scene of the pulse is gone."""
        self._sooner.clear()
        waiting = [asyncio.ensure_future(one.wait()) for one in (ending, self._sooner)]
        done, _late = await asyncio.wait(
            waiting, timeout=ms / 1_000, return_when=asyncio.FIRST_COMPLETED
        )
        for one in waiting:
            one.cancel()
        if waiting[1] in done:
            await asyncio.sleep(after_lost_ms(self.chance) / 1_000)

    async def _join(self) -> None:
        place = self._place
        seat = {"nickname": "", "lang": place.language, "channel": place.channel}
        sent = urlencode({**seat, "key": secrets.token_hex(16)})
        heard = await self._insist("join", "PUT", f"/my/{place.code}/player?{sent}")
        cookies = heard.cookies()
        own = [f"{name}={value}" for name, value in cookies.items()]
        self._cookie = "; ".join(filter(None, [self._place.admission, *own]))
        if heard.status in (200, 201):
            name = f"celadon_{place.code.lower()}"
            token = cookies.get(name) or cookies[f"__Host-{name}"]
            self._id = int(token.split(".")[0], 16)
            self._report.joined += 1
        elif heard.is_full:
            self._report.full += 1
        self._seen(0)

    def _beat(self, pulse: Mapping[str, Any]) -> float:
        """Follow a pulse, unless a cache on the way had kept it; in how many ms to ask again."""
        last = self._pulse
        if not last or (pulse["version"], pulse["now"]) >= (last["version"], last["now"]):
            if last and self._id and pulse["mends"] > last["mends"]:
                self.begin(self._ask_for_me(after_mend_ms(pulse["spread_ms"], self.chance)))
            self._pulse = pulse
            self._stage.follow(pulse)
        return pause_ms(pulse)

    def _show(self, html: bytes) -> None:
        self.begin(self._act(read_scene(html)))

    async def _act(self, sight: ParsedScene) -> None:
        """Answer what is asked; look at one's result after what shows results. Seated, that is."""
        phase, number = sight.phase, sight.number
        if not self._id:
            return
        if phase == "open":
            await self._think(sight)
        elif phase in ("revealed", "void"):
            self._result_of = number
            await asyncio.sleep(self._after_result_ms() / 1_000)
            await self._look(sight)
        elif phase in ("board", "over"):
            # A board that comes twice was mended; the first one follows a reveal.
            is_seen = phase == "board" and self._result_of == number and self._board_of != number
            self._board_of = number if phase == "board" else self._board_of
            if not is_seen:
                await self._ask_for_me(self._after_result_ms())

    def _after_result_ms(self) -> float:
        return after_result_ms(self._pulse["spread_ms"], self.chance)

    async def _think(self, sight: ParsedScene) -> None:
        """Answer after as long as a human takes, or let the question pass."""
        number, closes = sight.number or 0, self._pulse.get("closes_at")
        if self._rng.random() >= self._silent and closes:
            share = self._rng.lognormvariate(-1.1, 0.5)
            taken = self._slowness * (1.2 + share * sight.seconds)
            taken = min(taken, sight.seconds - 0.5)
            await self.until(min(self._now() + taken * 1_000, closes - LAST_MS))
            # A page closes the question by itself, so nobody answers after that.
            if self._now() < closes:
                kind = kind_of(sight.public)
                raw = kind.guess(sight.public, self._place.language, self._rng)
                value = kind.parse(sight.public, raw, self._place.language)
                await self._answer(number, raw, value)
        self._seen(number)

    async def _answer(self, number: int, raw: str, value: str) -> None:
        """Send an answer until it is known what became of it; kept it is `value`."""
        report, key = self._report, (number, self._id)
        report.open_questions.add(key)
        values = [("v", part) for part in raw.split("\n")]
        sent = urlencode([("lang", self._place.language), *values])
        path = f"/my/{self._place.code}/rounds/{number}/answer?{sent}"
        heard = await self._insist("answer", "PUT", path)
        report.verdicts[str(BY_STATUS.get(heard.status, heard.status))] += 1
        report.open_questions.discard(key)
        if heard.status in (200, 201):
            report.kept[key] = value
        else:
            report.refused.add(key)

    async def _ask_for_me(self, after_ms: float = 0) -> Heard:
        """Ask for what is one's own, in so many ms."""
        await asyncio.sleep(after_ms / 1_000)
        return await self._insist("me", "GET", f"/my/{self._place.code}/me")

    async def _look(self, sight: ParsedScene) -> None:
        """Ask for one's result, and compare it with what was acknowledged."""
        heard = await self._ask_for_me()
        if heard.status != 200:
            return
        me, number = heard.json(), sight.number or 0
        key = (number, self._id)
        if me["round"] != number or key in self._report.open_questions:
            return
        if me["answer"] != self._report.kept.get(key):
            self._report.broken.append(f"{number}: {me['answer']} ≠ {self._report.kept.get(key)}")
        if me["result"] is None or me["rank"] is None:
            self._report.broken.append(f"{number}: {heard.body.decode()}")
            return
        void, has_credit = sight.phase == "void", me["result"]["credit"] is not None
        place = me["score"], me["rank"], me["players"]
        result = Result(*place, time.monotonic(), void, has_credit)
        self._report.results[number].append(result)

    async def _insist(self, what: str, method: str, path: str) -> Heard:
        """Ask until it is known what became of it: neither silence nor a fault of the server's."""
        for tries in count():
            asked = 0.0
            with suppress(Silence):
                heard = await self._ask(what, method, path)
                if heard.status < FAULT or heard.is_full:
                    return heard
                asked = asked_ms(heard.header("retry-after"))
            await asyncio.sleep(again_ms(what, tries, asked, self.chance) / 1_000)
        raise AssertionError

    async def ask_scene(self, scene: str) -> Heard:
        """Ask for a scene once, or raise Silence."""
        path = f"{self._live}/{scene}/{self._place.language}"
        return await self._ask("scene", "GET", path, cookie=False)

    async def _ask(self, what: str, method: str, path: str, *, cookie: bool = True) -> Heard:
        own = self._cookie if cookie else ""
        try:
            heard = await self._line.ask(method, path, own, most_ms(what) / 1_000)
        except Silence:
            self._report.note_silence()
            raise
        self._report.note(what, heard)
        return heard

    async def _sync(self) -> None:
        """The server's clock, by the quickest of a few questions."""
        best = math.inf
        for _turn in range(CLOCK["questions"]):
            sent = _monotonic_ms()
            with suppress(Silence):
                path = f"/my/{self._place.code}/clock"
                heard = await self._ask("clock", "GET", path, cookie=False)
                took = _monotonic_ms() - sent
                if heard.status == 200 and took < best:
                    best, self._offset_ms = took, heard.json()["now"] - sent - took / 2
            await asyncio.sleep(self.chance() * CLOCK["apart_ms"] / 1_000)

    def begin(self, what: Coroutine[Any, Any, object]) -> asyncio.Task[object]:
        """Let that go on beside the rest, until the player leaves."""
        task = asyncio.create_task(what)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._report.broken.append(repr(error))

    def _now(self) -> float:
        """What the server's clock shows."""
        return _monotonic_ms() + self._offset_ms

    async def until(self, instant_ms: float) -> None:
        """Return at that instant of the server's clock."""
        await asyncio.sleep(max(0.0, instant_ms - self._now()) / 1_000)

    @property
    def _live(self) -> str:
        return f"/live/{self._place.code}/{self._place.channel}"


def _monotonic_ms() -> float:
    return time.monotonic() * 1_000
