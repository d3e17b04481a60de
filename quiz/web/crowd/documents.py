"""What a crowd reads, alike for everybody: pulses, scenes and the public page, made once."""

from collections.abc import Mapping
from typing import Any

import orjson
from flask import Flask
from flask_babel import lazy_gettext as _l

from quiz.capacity.strain import Strain
from quiz.errors import NotFound, Queued
from quiz.events.facts import ChannelFacts
from quiz.events.phases import Phase
from quiz.events.timeline import Moment, current
from quiz.game.rules import Verdict
from quiz.live.pulse import scene_of
from quiz.live.runtime import Runtime
from quiz.live.scene import SceneView, compose
from quiz.live.snapshot import Snapshot
from quiz.web.crowd.http import (
    HTML,
    NAMES_KEPT,
    NO_STORE,
    PAGE_KEPT,
    PULSE_KEPT,
    SCENE_KEPT,
    Maker,
    Response,
)
from quiz.web.crowd.page import PageView, front_path, make_page, make_where, where_path
from quiz.web.crowd.player import find_board, know_again, read_pulse
from quiz.web.crowd.rendering import render_page, render_scene

PULSE_FRESH_MS = 25


class Documents:
    """Makes them for `app`; what is made is kept with the snapshot that it was made of."""

    def __init__(self, app: Flask, desk: Runtime, make: Maker) -> None:
        self._app = app
        self._desk = desk
        self._make = make
        # To whoever has to wait, while answers are what matters.
        again = [("Retry-After", str(Queued.retry_s))]
        body = orjson.dumps({"status": Verdict.AWAY})
        self.queued = make(503, body, NO_STORE, extra=again)

    def pulse(self, known: Snapshot, channel: ChannelFacts) -> Response:
        """The pulse, made at most every 25 ms; never from facts that are outdated."""
        now, key = self._desk.clock.now(), ("pulse", channel.id)
        kept: tuple[Snapshot, int, Response] | None = known.memo.get(key)
        if kept is not None and kept[0] is known and 0 <= now - kept[1] < PULSE_FRESH_MS:
            return kept[2]
        made = self._pulse(read_pulse(self._desk, known, channel))
        known.memo.keep(key, (known, now, made))
        return made

    def _pulse(self, body: Mapping[str, Any]) -> Response:
        """The pulse as it is sent; under the last strain only where a question is about to open."""
        if self._desk.line.strain >= Strain.PULSES and body["phase"] != Phase.READY:
            return self.queued
        return self._make(200, orjson.dumps(body), PULSE_KEPT)

    async def scene(
        self, known: Snapshot, channel: ChannelFacts, identifier: str, language: str
    ) -> Response:
        """A scene whose instant has come; 425 before it, 404 for any other id."""
        key = (channel.id, identifier, language)
        made: Response | None = known.memo.get(key)
        if made is None:
            moment = self._moment(known, channel, identifier)
            if moment is None or moment.seen(channel.id) > self._desk.clock.now():
                known = await know_again(self._desk, known)
                moment = self._moment(known, channel, identifier)
            if moment is None:
                raise NotFound(_l("There is no such scene."))
            if moment.seen(channel.id) > self._desk.clock.now():
                return self._make(425, b"", NO_STORE)
            view = await self._view(known, channel, moment, identifier)
            made = known.memo.make(key, lambda: self._render(view, language))
        return made

    def page(self, language: str, code: str, name: str) -> Response | None:
        """The public page, the same for everybody; Flask says that there is none."""
        known = self._desk.watch.event(code)
        channel = known.facts.public_channel(name) if known else None
        if known is None or channel is None:
            return None
        present = current(known.screens, channel.id, self._desk.clock.now())
        return known.memo.make(
            ("page", channel.id, language, present.phase),
            lambda: self._show(make_page(known.facts, channel, str(present.phase)), language),
        )

    def where(self, language: str, code: str) -> Response | None:
        """The page that asks on which of several channels one watches; else it is Flask's to say.

        It has one address: other spellings of the code are led there.
        """
        known = self._desk.watch.event(code)
        if known is None or front_path(known.facts, language) != where_path(code, language):
            return None

        def make() -> Response:
            page = make_where(known.facts)
            html = render_page(self._app, "play/where.html", language, page=page)
            return self._make(200, html, PAGE_KEPT, HTML)

        made: Response = known.memo.make(("where", language), make)
        return made

    async def _view(
        self, known: Snapshot, channel: ChannelFacts, moment: Moment, identifier: str
    ) -> SceneView:
        played = moment.round
        # Before the count there is no board to ask for: a question shows without the database.
        counted = None if played is None or played.counted_at is None else played.id
        board = await find_board(self._desk, known, counted)
        return compose(identifier, known.facts, channel, moment, board)

    def _render(self, view: SceneView, language: str) -> Response:
        # Where names are shown, a phone that has them in its cache shall ask again.
        kept = NAMES_KEPT if view.phase.shows_names else SCENE_KEPT
        return self._make(200, render_scene(self._app, view, language), kept, HTML)

    def _moment(self, known: Snapshot, channel: ChannelFacts, identifier: str) -> Moment | None:
        """The moment that has that scene's id on the channel; the earliest, if it comes twice."""
        key = ("scenes", channel.id, known.board_revision)
        ids: dict[str, Moment] | None = known.memo.get(key)
        if ids is None:
            around = self._desk.around
            ids = {scene_of(around, known, channel.id, m): m for m in reversed(known.screens)}
            known.memo.keep(key, ids)
        return ids.get(identifier)

    def _show(self, page: PageView, language: str) -> Response:
        made = render_page(self._app, "play/event.html", language, page=page)
        return self._make(200, made, PAGE_KEPT, HTML)
