"""A crowd that remembers what it sent and what it was told, and asks again until it knows."""

import json
import random
import select
import socket
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count
from typing import Any

from quiz.clock import clock
from quiz.events.facts import RoundFacts
from quiz.web.crowd.cookies import PASS_COOKIE
from tests.faults.house import PATIENCE_S, House, eventually
from tests.faults.nights import CHANNEL, SOAK_S, Night, wait_until
from tests.viewers import AGAIN_S, Answer, Viewer

SEATS = 12
# Connections, each of which one of two workers takes: a chance of one in millions to miss one.
LOOKS = 24
PAUSE_S = 0.1
BEFORE_S = 0.5  # of a quiet quiz, before a fault
LEFT_MS = 1_000  # of an open question, for a fault and for those whom it hinders
TURN_MS = 12_000
SILENCE = 0
# What says nothing about what became of a request.
UNKNOWN = frozenset({SILENCE, 503})
numbers = count(1)


@dataclass(frozen=True, slots=True)
class Told:
    """One request, what came back (the status, 0 for silence, and the body), and both instants."""

    path: str
    value: str
    status: int
    body: Mapping[str, Any]
    sent: int
    received: int


@dataclass
class Player(Viewer):
    """One browser with a pass of its own, so that joining twice is joining once."""

    told: list[Told] = field(default_factory=list)

    def insist(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask until it is known what became of it; every try is written down."""
        deadline = time.monotonic() + PATIENCE_S
        value = path.rpartition("v=")[2]
        while True:
            self._let_go()
            sent = clock.now()
            answer = self._try(path, method, headers)
            received = clock.now()
            status = SILENCE if answer is None else answer.status
            body = {} if answer is None else json.loads(answer.body or b"{}")
            self.told.append(Told(path.partition("?")[0], value, status, body, sent, received))
            if answer is not None and status not in UNKNOWN:
                return answer
            assert answer is None or answer.headers["Retry-After"] == "1"
            assert time.monotonic() < deadline, f"{method} {path} was never answered."
            time.sleep(AGAIN_S * random.random())

    def _let_go(self) -> None:
        """As a browser does, ask nothing on a connection that the server has closed meanwhile."""
        if self._line is not None and self._line.sock is not None and is_over(self._line.sock):
            self.hang_up()

    def _try(self, path: str, method: str, headers: Mapping[str, str]) -> Answer | None:
        try:
            return self.ask(path, method, **headers)
        except (OSError, HTTPException):
            self.hang_up()
            return None

    def log(self, kind: str) -> list[Told]:
        """All that it sent of that kind, `player` for joins or `answer`, and was told."""
        return [told for told in self.told if told.path.endswith(kind)]

    def verdicts(self, kind: str = "answer") -> list[Told]:
        """What was said for certain about its joins or its answers."""
        return [told for told in self.log(kind) if told.status not in UNKNOWN]


def is_over(line: socket.socket) -> bool:
    """Whether the other side has hung up, while nothing was asked of it."""
    poll = select.poll()
    poll.register(line, select.POLLIN)
    return bool(poll.poll(0))


def make_player(house: House, night: Night) -> Player:
    """Somebody in front of the landing page."""
    number = next(numbers)
    player = Player(house.port, night.code, CHANNEL, f"Joueur {number}")
    player.cookies[PASS_COOKIE] = f"{number:032x}"
    return player


def wait_until_open(house: House, night: Night, until: int) -> bool:
    """Wait until every worker knows that the question is open, whichever takes a connection.

    False when it was `until` before they did: such a slow machine needs a longer question.
    """

    def phase() -> str:
        looker = make_player(house, night)
        answer = looker.ask(f"/live/{night.code}/{CHANNEL}/pulse")
        looker.hang_up()
        return str(answer.json.get("phase"))

    def is_open() -> bool:
        return all(phase() == "open" for _ in range(LOOKS))

    assert eventually(lambda: clock.now() >= until or is_open())
    return clock.now() < until


class Crowd:
    """Threads of players who join and answer until a round is over, and a little longer."""

    def __init__(self, house: House, night: Night, played: RoundFacts) -> None:
        self.house = house
        self.night = night
        self.until = played.times.window(0)[1]
        self.values = [choice["id"] for choice in played.content["choices"]]
        self.players: list[Player] = []
        self._lookers: list[Player] = []
        self._pool = ThreadPoolExecutor(SEATS)
        self._seats: list[Future[None]] = []

    def begin(self) -> bool:
        """Let everybody in once every worker knows that the question is open.

        Whether somebody's answer is acknowledged by then, and time is left for a fault.
        """
        last = self.until - LEFT_MS
        if not wait_until_open(self.house, self.night, last):
            return False
        self._seats = [self._pool.submit(self._play, seat) for seat in range(SEATS)]
        assert eventually(lambda: clock.now() >= last or self.is_heard())
        return clock.now() < last

    def is_heard(self) -> bool:
        """Whether anybody's answer is acknowledged."""
        return any(told.status == 201 for one in [*self.players] for told in one.log("answer"))

    def is_on(self) -> bool:
        """Whether an answer may still be in time."""
        return clock.now() < self.until

    def turns(self) -> Iterator[int]:
        """Once; in a soak again and again, while there is time for another fault to pass."""
        turn = 0
        while turn == 0 or (SOAK_S and clock.now() < self.until - TURN_MS):
            yield turn
            turn += 1
            time.sleep(BEFORE_S)

    def deadline(self) -> tuple[int, int]:
        """When the question opens and closes, as a phone is told now."""
        pulse = self.looker().insist(f"/live/{self.night.code}/{CHANNEL}/pulse").json
        return pulse["opens_at"], pulse["closes_at"]

    def looker(self) -> Player:
        """Somebody on a new connection, whom nobody judges."""
        self._lookers.append(make_player(self.house, self.night))
        return self._lookers[-1]

    def was_hindered(self) -> bool:
        """Whether anybody had to ask again: else there was no fault."""
        return any(told.status in UNKNOWN for told in self._all_told())

    def was_let_down(self) -> bool:
        """Whether a request was lost, or more than one in a hundred had to come again.

        A machine that does much else at the moment makes a few wait longer than they should.
        """
        statuses = [told.status for told in self._all_told()]
        again = sum(status in UNKNOWN for status in statuses)
        return SILENCE in statuses or 100 * again > len(statuses)

    def _all_told(self) -> Iterator[Told]:
        for one in (*self.players, *self._lookers):
            yield from one.told

    def finish(self) -> None:
        """Wait until everybody knows."""
        self._pool.shutdown()
        for player in (*self.players, *self._lookers):
            player.hang_up()
        for seat in self._seats:
            seat.result()

    def _play(self, seat: int) -> None:
        chance = random.Random(seat)
        # The first one only looks, and answers when it is too late.
        sleeper = self._player()
        sleeper.join()
        while self.is_on():
            player = self._player()
            player.join()
            value, other = chance.sample(self.values, 2)
            player.answer(1, value)
            if chance.random() < 0.4:
                player.answer(1, value)
            if chance.random() < 0.2:
                player.answer(1, other)
            player.hang_up()
            time.sleep(chance.random() * PAUSE_S)
        wait_until(self.until + 20)
        sleeper.answer(1, self.values[0])
        sleeper.hang_up()

    def _player(self) -> Player:
        player = make_player(self.house, self.night)
        self.players.append(player)
        return player
