"""A viewer's phone in front of the lane: its cookies, and the contract's requests."""

from contextvars import Context
from typing import Any

from flask import Flask
from werkzeug.test import Client, TestResponse

from quiz.capacity.models import WorkerCapacity
from quiz.database import writing
from quiz.events.models import Channel
from quiz.events.pace import most_players
from quiz.extensions import db
from quiz.web.crowd.routes import Lane
from tests.evenings import Evening
from tests.factories import make_player

SAFE_HEADERS = {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
}


class Phone:
    """One browser on one channel of one event."""

    def __init__(self, lane: Lane, code: str, channel: str = "channel1", lang: str = "fr") -> None:
        self.client = Client(lane)
        self.code, self.channel, self.lang = code, channel, lang

    def ask(self, path: str, method: str = "GET", **values: Any) -> TestResponse:
        """Make a request, in a context of its own as from outside."""
        base = {"REMOTE_ADDR": "203.0.113.7"}
        return Context().run(self.client.open, path, method=method, environ_base=base, **values)

    def pulse(self) -> dict[str, Any]:
        """The pulse of the phone's channel."""
        return dict(self.ask(f"/live/{self.code}/{self.channel}/pulse").json or {})

    def scene(self, identifier: str | None = None, lang: str | None = None) -> TestResponse:
        """The scene that is on, or that one."""
        wanted = identifier or self.pulse()["scene"]
        return self.ask(f"/live/{self.code}/{self.channel}/{wanted}/{lang or self.lang}")

    def join(self, nickname: str = "", **sent: str) -> TestResponse:
        """Sit down, under a nickname of the server's if none is given.

        As the page does, ask again where the machine was too slow for the first time.
        """
        asked = {"nickname": nickname, "lang": self.lang, "channel": self.channel} | sent
        answered = self.ask(f"/my/{self.code}/player", "PUT", query_string=asked)
        if answered.status_code == 503:
            answered = self.ask(f"/my/{self.code}/player", "PUT", query_string=asked)
        return answered

    def answer(self, value: str, number: int | str = 1, **values: Any) -> TestResponse:
        """Send an answer to a round."""
        sent = {"lang": self.lang, "v": value}
        path = f"/my/{self.code}/rounds/{number}/answer"
        return self.ask(path, "PUT", **{"query_string": sent} | values)

    def me(self) -> TestResponse:
        """Ask for one's own result."""
        return self.ask(f"/my/{self.code}/me")


class Hall:
    """An evening with its lane, from which phones are handed out."""

    def __init__(self, app: Flask, evening: Evening) -> None:
        self.app, self.evening = app, evening
        self.lane = Lane(app, evening.desk)

    def fill(self) -> None:
        """Let as many have joined as machines carry that are hardly able to do anything."""
        at = self.evening.clock.now()
        with writing():
            db.session.add(WorkerCapacity(id="slow", node="n", at=at, rate=4))
            channel = db.session.get_one(Channel, self.evening.channels[0])
            for number in range(1_001, 1_001 + most_players(1)):
                make_player(channel, id=number, nickname=f"P {number}", nickname_key=f"p {number}")
            db.session.commit()
        self.evening.clock.advance(2_000)

    def phone(self, channel: str = "channel1", lang: str = "fr") -> Phone:
        """Somebody who only looks."""
        return Phone(self.lane, self.evening.code, channel, lang)

    def player(self, nickname: str, channel: str = "channel1", lang: str = "fr") -> Phone:
        """Somebody who has joined."""
        phone = self.phone(channel, lang)
        joined = phone.join(nickname)
        assert joined.status_code == 201, joined.text
        return phone

    def key(self, number: int = 1) -> dict[str, Any]:
        """What is right in that round, which no phone knows."""
        return dict(self.evening.round(number).content["key"])

    def right(self, number: int = 1) -> str:
        """The right choice of a single-choice round."""
        return str(self.key(number)["right"][0])

    def wrong(self, number: int = 1) -> str:
        """A wrong choice of a single-choice round."""
        choices = self.evening.round(number).content["choices"]
        return next(choice["id"] for choice in choices if choice["id"] != self.right(number))
