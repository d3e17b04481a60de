"""A real browser before a scripted event: our pages and scenes, and live answers by the test."""

import json
import time
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask, render_template
from playwright.sync_api import Page, Route

from quiz.events.facts import ChannelFacts, EventFacts
from quiz.events.outputs import LANDSCAPE, OVERLAY_KIND, OutputFacts, SafeArea
from quiz.events.timeline import EventTimes
from quiz.live.scene import SceneView
from quiz.themes.rules import Look
from quiz.web.addresses import qr_code, readable_address
from quiz.web.assets import FOLDER
from quiz.web.crowd.page import make_page, make_where
from quiz.web.crowd.rendering import render_page, render_scene
from quiz.web.links import SIZE_LABELS
from quiz.web.overlay.themes import sheet_of
from tests.pictures.drawings import draw, encoded
from tests.web.play.scenes import CHANNEL, make_scene

HOST = "http://celadon.test"
PHONE = {"width": 360, "height": 640}
ACCEPTED = {"status": "accepted", "elapsed_ms": 1_200}
OFFLINE = 0
# What the page sends is heard while the test waits, this often at most.
LOOKS, LOOK_MS = 250, 20


class Stand:
    """What the server would say; the test changes it, and reads what was asked."""

    def __init__(self, app: Flask, page: Page) -> None:
        self.app, self.page = app, page
        self.scenes: dict[str, SceneView] = {"lobby": make_scene("lobby", number=None)}
        self.pulse: dict[str, Any] = {
            "event": "e1",
            "version": 1,
            "phase": "lobby",
            "round": None,
            "rounds": 12,
            "scene": "lobby",
            "next": None,
            "opens_at": None,
            "closes_at": None,
            "picture": None,
            "players": 15_234,
            "answers": 0,
            "poll_ms": 200,
            "spread_ms": 50,
        }
        self.me: dict[str, Any] | None = {
            "player": {"nickname": "Zoé", "channel": "kuaishou", "lang": "fr"},
            "round": None,
            "answer": None,
            "result": None,
            "score": 0,
            "rank": None,
            "players": 0,
        }
        self.answers: list[tuple[int, dict[str, Any] | str]] = []
        # While points are being counted, nobody is told theirs.
        self.is_counting = False
        self.seats: list[tuple[int, dict[str, Any]]] = []
        self.output = OutputFacts(1, OVERLAY_KIND, "secret", "", None, LANDSCAPE, SafeArea(), False)
        self.card_until: int | None = None
        self.flashes: list[int] = []
        self.is_preview = False
        self.look = Look()
        self.early: list[str] = []
        self.asked: list[str] = []
        self.sent: list[str] = []
        page.route("**/*", self.answer)

    def expect_sent(self, *values: str) -> None:
        """The page has sent these answers, and no others; what is on its way is waited for."""
        for _ in range(LOOKS):
            if len(self.sent) >= len(values):
                break
            self.page.wait_for_timeout(LOOK_MS)
        assert self.sent == list(values)

    def now(self) -> int:
        """The server's time, in ms."""
        return time.time_ns() // 1_000_000

    def open(self, view: SceneView, seconds: float = 20, **pulse: Any) -> None:
        """Put a question on every screen, open for that long."""
        opens = self.now() - 1_000
        times = {"opens_at": opens, "closes_at": opens + 1_000 + round(seconds * 1_000)}
        self.show("open", view, round=3, **times | pulse)

    def show(self, phase: str, view: SceneView, **pulse: Any) -> None:
        """Put a scene on every screen."""
        name = f"{phase}{self.pulse['version'] + 1}"
        self.scenes[name] = view
        self.pulse |= {
            "version": self.pulse["version"] + 1,
            "phase": phase,
            "scene": name,
            "next": None,
            **pulse,
        }

    def visit(self, language: str = "fr") -> None:
        """Open the public page."""
        self.page.goto(f"{HOST}/{language}/e/va2020/kuaishou")

    def visit_overlay(self) -> None:
        """Open the studio's page."""
        self.page.goto(f"{HOST}/overlay/va2020/secret")

    def overlay(self) -> str:
        """The studio's page."""
        address = f"{HOST}/e/va2020"
        with self.app.test_request_context("/overlay/va2020/secret"):
            return render_template(
                "overlay/show.html",
                event_code="va2020",
                output=self.output,
                is_rehearsal=False,
                look=self.look,
                is_preview=self.is_preview,
                face="",
                card_until=self.card_until,
                flashes=self.flashes,
                version=self.pulse["version"],
                sizes=SIZE_LABELS,
                live="/live/va2020/secret",
                address=readable_address(address),
                code=qr_code(address),
            )

    def answer(self, route: Route) -> None:
        """Say to the browser what the server says."""
        url = urlsplit(route.request.url)
        self.asked.append(url.path)
        parts = url.path.split("/")[1:]
        if parts[0] == "live" and parts[-1] == "pulse":
            return self.json(route, 200, self.pulse | {"now": self.now()})
        if parts[0] == "live":
            return self.scene(route, parts[3], parts[4])
        if parts[0] == "my":
            return self.private(route, parts[2:], parse_qs(url.query))
        if parts[-1] == "theme.css":
            return route.fulfill(body=sheet_of(self.look).data, content_type="text/css")
        if parts[-1] == "mark.jpg":
            return route.fulfill(body=encoded(draw()), content_type="image/jpeg")
        if parts[-1] == "frame":
            return self.json(
                route, 200, {"face": "", "card": self.card_until, "flashes": self.flashes}
            )
        if parts[0] == "overlay":
            return route.fulfill(body=self.overlay(), content_type="text/html")
        if len(parts) == 3 and parts[1] == "e":
            return route.fulfill(body=self.where(parts[0]), content_type="text/html")
        if len(parts) == 4 and parts[1] == "e":
            return route.fulfill(body=self.public(parts[0]), content_type="text/html")
        return route.fulfill(path=FOLDER.joinpath(*parts[2:]))

    def scene(self, route: Route, name: str, language: str) -> None:
        """A scene's fragment; 425 as often as the test wants."""
        if name in self.early:
            self.early.remove(name)
            return route.fulfill(status=425)
        body = render_scene(self.app, self.scenes[name], language)
        return route.fulfill(body=body, content_type="text/html; charset=utf-8")

    def private(self, route: Route, parts: list[str], query: dict[str, list[str]]) -> None:
        """The clock, `me`, a seat, an answer."""
        if parts == ["clock"]:
            return self.json(route, 200, {"now": self.now()})
        if parts == ["me"]:
            if self.is_counting:
                return self.json(route, 503, {"status": "away"})
            known = self.me or {"status": "not_joined"}
            return self.json(route, 200 if self.me else 401, known)
        if parts == ["player"]:
            seated = {"nickname": query["nickname"][0], "channel": "kuaishou"}
            return self.json(route, *(self.seats.pop(0) if self.seats else (201, seated)))
        self.sent.append("\n".join(query["v"]))
        status, body = self.answers.pop(0) if self.answers else (201, ACCEPTED)
        if status == OFFLINE:
            return route.abort()
        if isinstance(body, str):
            return route.fulfill(status=status, body=body)
        return self.json(route, status, body)

    def json(self, route: Route, status: int, body: dict[str, Any]) -> None:
        """A body of the contract."""
        route.fulfill(
            status=status, body=json.dumps(body), headers={"Content-Type": "application/json"}
        )

    def where(self, language: str) -> bytes:
        """The page that asks where one watches, on this channel or on another."""
        other = replace(CHANNEL, id=2, name="youtube", platform="YouTube")
        page = make_where(self.facts(other, CHANNEL))
        return render_page(self.app, "play/where.html", language, page=page)

    def public(self, language: str) -> bytes:
        """The public page."""
        page = make_page(self.facts(CHANNEL), CHANNEL, "lobby")
        return render_page(self.app, "play/event.html", language, page=page)

    def facts(self, *channels: ChannelFacts) -> EventFacts:
        """The event on these channels."""
        scene = make_scene("lobby")
        return EventFacts(
            id=1,
            code="va2020",
            key="e1",
            version=1,
            title=scene.title,
            museum=scene.museum,
            starts_at=self.now() + 90_000,
            time_zone="Europe/Paris",
            channels=channels,
            rounds=(),
            planned=12,
            times=EventTimes(),
        )
