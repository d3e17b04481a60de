"""One rehearsing player: joins, follows the pulse as the page does, answers, looks at results."""

import asyncio
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import urlencode

from quiz.bank.kinds.registry import kind_of
from quiz.cli.rehearsal.connection import Connection, Heard, Silence
from quiz.cli.rehearsal.report import Report, Result
from quiz.cli.rehearsal.sight import ParsedScene, read_scene
from quiz.web.crowd.verdicts import BY_STATUS

AFTER_INSTANT_MS = 300
SHORTEST_ME_MS = 3_000
LARGE_MS, LEAD_MS, LONGEST_MS = 5_000, 3_000, 15_000
FIRST_POLL = {"now": 0, "poll_ms": 1_000, "opens_at": None}
SILENT = 0.05  # the share of questions that somebody lets pass


@dataclass(frozen=True, slots=True)
class JoinPlace:
    """Where somebody plays, and in which language."""

    code: str
    channel: str
    language: str


class SimulatedPlayer:
    """Somebody with a phone. `seen` is told of every join and of every answer, given or not."""

    def __init__(
        self,
        place: JoinPlace,
        line: Connection,
        report: Report,
        rng: Random,
        seen: Callable[[int], None],
    ) -> None:
        self._place, self._line, self._report, self._rng = place, line, report, rng
        self._seen = seen
        self._cookie = ""
        self._id = 0
        self._pulse: dict[str, Any] = {"version": 0, "spread_ms": 300, **FIRST_POLL}
        self._offset_ms = 0.0
        self._shown = ""
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def play(self, ending: asyncio.Event) -> None:
        """Join and follow the event until it is over or `ending`."""
        await self._join()
        while not ending.is_set() and self._pulse.get("phase") != "over":
            await self._beat()
            await asyncio.sleep(pause_ms(self._pulse) * self._rng.uniform(0.9, 1.1) / 1_000)
        await asyncio.gather(*self._tasks.values())

    async def _join(self) -> None:
        place = self._place
        seat = {"nickname": "", "lang": place.language, "channel": place.channel}
        sent = urlencode({**seat, "key": secrets.token_hex(16)})
        heard = await self._insist("join", "PUT", f"/my/{place.code}/player?{sent}")
        cookies = heard.cookies()
        self._cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        if heard.status in (200, 201):
            name = f"celadon_{place.code.lower()}"
            token = cookies.get(name) or cookies[f"__Host-{name}"]
            self._id = int(token.split(".")[0], 16)
            self._report.joined += 1
            self._seen(0)

    async def _beat(self) -> None:
        """Ask for the pulse; have the present scene and the next one fetched in their time."""
        sent = time.monotonic() * 1_000
        try:
            heard = await self._ask("pulse", "GET", f"{self._live}/pulse", cookie=False)
        except Silence:
            return
        if heard.status != 200:
            return
        pulse = heard.json()
        if pulse["version"] < self._pulse["version"]:
            return
        self._pulse = pulse
        self._offset_ms = pulse["now"] - (sent + time.monotonic() * 1_000) / 2
        if pulse["scene"] != self._shown:
            self._fetch(pulse["scene"], 0)
        if pulse["next"] is not None:
            self._fetch(pulse["next"]["scene"], pulse["next"]["at"] + AFTER_INSTANT_MS)

    def _fetch(self, scene: str, at: float) -> None:
        self._tasks = {key: task for key, task in self._tasks.items() if not task.done()}
        if scene not in self._tasks and scene != self._shown:
            self._tasks[scene] = asyncio.create_task(self._show(scene, at))

    async def _show(self, scene: str, at: float) -> None:
        """Fetch a scene, each player at another moment of the spread, and act on it."""
        await self._until(at)
        await asyncio.sleep(self._part(self._pulse["spread_ms"]))
        try:
            path = f"{self._live}/{scene}/{self._place.language}"
            heard = await self._ask("scene", "GET", path, cookie=False)
        except Silence:
            return
        if heard.status != 200 or self._shown == scene:
            return
        self._shown = scene
        sight = read_scene(heard.body)
        if sight.phase == "open":
            await self._think(sight)
        elif sight.phase in ("revealed", "void"):
            await asyncio.sleep(self._part(me_spread_ms(self._pulse["spread_ms"])))
            await self._look(sight)

    async def _think(self, sight: ParsedScene) -> None:
        """Answer after as long as a human takes, or let the question pass."""
        number, closes = sight.number or 0, self._pulse.get("closes_at")
        if self._rng.random() >= SILENT and closes:
            share = self._rng.lognormvariate(-1.1, 0.5)
            await asyncio.sleep(min(1.2 + share * sight.seconds, sight.seconds - 0.5))
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

    async def _look(self, sight: ParsedScene) -> None:
        """Ask for one's result, and compare it with what was acknowledged."""
        heard = await self._insist("me", "GET", f"/my/{self._place.code}/me")
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
        void = sight.phase == "void"
        result = Result(me["score"], me["rank"], me["players"], time.monotonic(), void)
        self._report.results[number].append(result)

    async def _insist(self, what: str, method: str, path: str) -> Heard:
        """Ask until something else comes than 503 or silence, with growing, uneven pauses."""
        pause = 1.0
        while True:
            try:
                heard = await self._ask(what, method, path)
                if heard.status != 503:
                    return heard
            except Silence:
                pass
            await asyncio.sleep(pause * self._rng.uniform(0.5, 1.5))
            pause = min(pause * 1.6, 8.0)

    async def _ask(self, what: str, method: str, path: str, *, cookie: bool = True) -> Heard:
        try:
            heard = await self._line.ask(method, path, self._cookie if cookie else "")
        except Silence:
            self._report.asked_again["silence"] += 1
            raise
        self._report.note(what, heard)
        return heard

    async def _until(self, instant_ms: float) -> None:
        left = instant_ms - (time.monotonic() * 1_000 + self._offset_ms)
        await asyncio.sleep(max(0.0, left) / 1_000)

    def _part(self, ms: float) -> float:
        """A random part of so many milliseconds, in seconds."""
        return self._rng.random() * ms / 1_000

    @property
    def _live(self) -> str:
        return f"/live/{self._place.code}/{self._place.channel}"


def pause_ms(pulse: Mapping[str, Any]) -> int:
    """How long after a pulse a phone asks for the next: as `pause` of the page's own script."""
    poll: int = min(pulse["poll_ms"], LONGEST_MS)
    asks, opens = pulse["now"] + poll, pulse["opens_at"]
    is_open = opens is not None and opens <= asks < pulse["closes_at"]
    is_settled = is_open and pulse["closes_at"] <= asks + poll + LEAD_MS
    return 2 * poll if is_settled and poll > LARGE_MS else poll


def me_spread_ms(spread_ms: int) -> int:
    """Over how long players ask for their results after a reveal."""
    return max(SHORTEST_ME_MS, 4 * spread_ms)
