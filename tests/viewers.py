"""Viewers as their phones are: real requests, asked again until it is known what became of them."""

import json
import time
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode

from quiz.clock import clock

AGAIN_S = 0.2
PATIENCE_S = 15.0
POLL_S = 1.0
LONGEST_MS = 30_000
# What a phone asks again after: the contract's 503, and silence.
AWAY = frozenset({503})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Message
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """The body, read."""
        return dict(json.loads(self.body))


@dataclass
class Viewer:
    """One phone on one channel, speaking to `port` of loopback."""

    port: int
    code: str
    channel: str
    nickname: str
    cookies: dict[str, str] = field(default_factory=dict)
    source: str = "127.0.0.1"
    asked_again: int = 0
    _line: HTTPConnection | None = None

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request, on the connection that is kept."""
        if self._line is None:
            self._line = HTTPConnection(
                "127.0.0.1", self.port, timeout=5, source_address=(self.source, 0)
            )
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self._line.request(method, path, headers={"Cookie": cookie} | headers)
        answer = self._line.getresponse()
        body = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, answer.headers, body)

    def insist(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """The same, asked again until there is an answer that says what became of it."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                answer = self.ask(path, method, **headers)
            except (OSError, HTTPException):
                self.hang_up()
                answer = None
            if answer is not None and answer.status not in AWAY:
                return answer
            assert time.monotonic() < deadline, f"{method} {path} was never answered."
            self.asked_again += 1
            time.sleep(AGAIN_S)

    def hang_up(self) -> None:
        """Give the connection up."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def join(self) -> Answer:
        """Take part."""
        sent = urlencode({"nickname": self.nickname, "lang": "fr", "channel": self.channel})
        return self.insist(f"/my/{self.code}/player?{sent}", "PUT")

    def pulse(self) -> Answer:
        """The pulse of the channel."""
        return self.insist(f"/live/{self.code}/{self.channel}/pulse")

    def answer(self, number: int, value: str, **headers: str) -> Answer:
        """Send an answer."""
        sent = urlencode({"lang": "fr", "v": value})
        return self.insist(f"/my/{self.code}/rounds/{number}/answer?{sent}", "PUT", **headers)

    def me(self) -> Answer:
        """One's own result."""
        return self.insist(f"/my/{self.code}/me")


@dataclass
class Seen:
    """What one viewer sent, and was told."""

    viewer: Viewer
    value: str = ""
    status: int = 0
    ages: list[int] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def look(self) -> str:
        """Poll once, and look at oneself; the phase that is on."""
        asked = clock.now()
        pulse = self.viewer.pulse().json
        self.ages.append(asked - pulse["now"])
        mine = self.viewer.me()
        if mine.json["player"]["nickname"] != self.viewer.nickname or "X-Cache" in mine.headers:
            self.strangers.append(mine.json["player"]["nickname"])
        return str(pulse["phase"])

    def play(self, value: str, at: int) -> None:
        """Poll as a phone does, answer at the instant `at`, poll until the reveal."""
        deadline = at + LONGEST_MS
        while (phase := self.look()) != "revealed" and clock.now() < deadline:
            if not self.status and phase == "open" and clock.now() >= at:
                self.value = value
                self.status = self.viewer.answer(1, value).status
            time.sleep(POLL_S)
