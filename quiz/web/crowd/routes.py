"""The lane: in front of Flask, all that a crowd asks for.

It serves `/live/`, `/my/` and the public page from memory, without Flask's request machinery;
everything else goes to Flask. `quiz serve` asks it in an event loop, see `asgi`; it is a WSGI
callable too.
"""

import logging
import re
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from flask import Flask
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import InterfaceError, OperationalError

from quiz.capacity.strain import Strain
from quiz.config import Settings
from quiz.errors import Forbidden, Full, NameRefused, NotFound, QuizError, Uninvited
from quiz.events.outputs import PREVIEW
from quiz.events.rules import is_counting
from quiz.game.actions.play import Receipt
from quiz.game.reader import away
from quiz.game.rules import Verdict
from quiz.i18n.localized import LANGUAGES
from quiz.live.me import me
from quiz.live.runtime import Runtime
from quiz.live.snapshot import Snapshot
from quiz.waiting import in_thread, run_inline
from quiz.web.crowd.arrival import ArrivalReader
from quiz.web.crowd.cookies import Token, pass_cookie, seat_cookies, unset_cookie
from quiz.web.crowd.documents import Documents
from quiz.web.crowd.http import (
    NO_STORE,
    READS,
    Environ,
    Maker,
    Response,
    StartResponse,
    cookie,
    query,
)
from quiz.web.crowd.leaving import give_up_seat
from quiz.web.crowd.limits import JoinLimit
from quiz.web.crowd.pictures import Pictures
from quiz.web.crowd.player import (
    find_caller,
    find_channel,
    find_known,
    find_seated,
    give_answer,
    read_mine,
    take_seat,
)
from quiz.web.crowd.rendering import BOTH
from quiz.web.crowd.verdicts import BY_STATUS, EXPLAINED, WORDINGS, body_of
from quiz.web.security import is_foreign, response_headers

WRITES = ("PUT",)
SEATS = ("PUT", "DELETE")
# What stands under `/my/<code>/`: the methods for what a path ends with, and its parts.
MINE = {"clock": READS, "me": READS, "player": SEATS, "answer": WRITES}
LENGTHS = {"clock": 2, "me": 2, "player": 2, "answer": 4}
PICTURE = "picture"
# Refusals that no verdict on an answer is: no seat is left, or none is for this browser.
OWN_WORDS: Mapping[type[QuizError], str] = {Full: "full", Uninvited: "uninvited"}
PAGE = re.compile(r"/(fr|zh)/e/([A-Za-z0-9-]{3,32})(?:/([A-Za-z0-9-]{3,32}))?")

log = logging.getLogger(__name__)


class Lane:
    """The crowd's paths, in front of `app`."""

    def __init__(self, app: Flask, desk: Runtime) -> None:
        settings: Settings = app.config["SETTINGS"]
        self.app = app
        self.desk = desk
        self._https = settings.https
        self._make = Maker(response_headers(https=settings.https))
        self._documents = Documents(app, desk, self._make)
        self._pictures = Pictures(app, desk, self._make)
        self._joins: JoinLimit = app.extensions["joins"]
        self._arrivals = ArrivalReader()
        # How many requests were a rehearsal's; see `capacity.gauge`.
        self.rehearsed = 0

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        response = run_inline(self.respond(environ))
        if response is None:
            return self.app(environ, start_response)
        return response.send(start_response)

    async def respond(self, environ: Environ) -> Response | None:
        """The response, if it is the lane's to give; None if it is Flask's."""
        path = environ["PATH_INFO"]
        try:
            if path.startswith("/live/"):
                return await self._live(environ, path.split("/")[2:])
            if path.startswith("/my/"):
                return await self._my(environ, path.split("/")[2:])
            if environ["REQUEST_METHOD"] in READS and (page := PAGE.fullmatch(path)):
                return self._page(*page.groups())
        except QuizError as error:
            return self._refuse(environ, error)
        except Exception as error:
            # A database that is away is no fault of ours, and a crowd must not fill the log.
            if not isinstance(error, (InterfaceError, OperationalError, TimeoutError)):
                log.exception("The lane failed.")
            return self._refuse(environ, away())
        return None

    def _page(self, language: str, code: str, channel: str | None) -> Response | None:
        if channel is None:
            return self._documents.where(language, code)
        return self._documents.page(language, code, channel)

    async def _live(self, environ: Environ, parts: list[str]) -> Response:
        """`/live/<code>/<channel>/pulse`, `…/<scene>/<lang>`, `/live/<code>/picture/<name>`."""
        if environ["REQUEST_METHOD"] not in READS:
            return self._refuse_method(READS)
        if len(parts) not in (3, 4):
            raise NotFound(_l("There is nothing here."))
        known, path = self._find(parts[0]), environ["PATH_INFO"]
        # A scene that a whole channel asks for is found by its path alone.
        response: Response | None = known.memo.get(path) or self._pictures.memory.get(path)
        if response is not None:
            return response
        if len(parts) == 3 and parts[1] == PICTURE:
            return await self._pictures.picture(known, parts[2], path)
        channel = find_channel(known.facts, parts[1])
        if len(parts) == 3 and parts[2] == "pulse":
            # No public channel is called otherwise than its path says.
            is_screen = parts[1] != channel.name and known.facts.live_output(parts[1])
            if is_screen and environ.get("QUERY_STRING") != PREVIEW:
                self.desk.sightings.note(parts[1])
            return self._documents.pulse(known, channel)
        if len(parts) == 4 and parts[3] in (*LANGUAGES, BOTH):
            response = await self._documents.scene(known, channel, parts[2], parts[3])
            if response.status == 200:
                known.memo.keep(path, response)
            return response
        raise NotFound(_l("There is nothing here."))

    async def _my(self, environ: Environ, parts: list[str]) -> Response:
        """The private paths: clock, me, player, answer."""
        known, what = self._find(parts[0]), parts[-1]
        methods = MINE.get(what, ()) if len(parts) == LENGTHS.get(what) else ()
        if not methods or (what == "answer" and parts[1] != "rounds"):
            raise NotFound(_l("There is nothing here."))
        if environ["REQUEST_METHOD"] not in methods:
            return self._refuse_method(methods)
        if what == "clock":
            return self._json(200, {"now": self.desk.clock.now()})
        if what == "me":
            return await self._me(environ, known)
        if is_foreign(environ, environ.get("HTTP_HOST", "")):
            raise Forbidden(_l("This request came from another site and was not carried out."))
        if what == "player" and environ["REQUEST_METHOD"] == "DELETE":
            return await self._leave(environ, known, query(environ))
        if what == "player":
            return await self._join(environ, known, query(environ))
        arrived = self._arrivals.read(environ, self.desk.clock.now())
        token = self._token(environ, known)
        sent = query(environ)
        receipt = await give_answer(self.desk, known, token, parts[2], sent, arrived)
        return self._receipt(environ, receipt)

    def _find(self, code: str) -> Snapshot:
        known = find_known(self.desk, code)
        self.rehearsed += known.facts.is_rehearsal
        return known

    async def _me(self, environ: Environ, known: Snapshot) -> Response:
        """One's own; under strain later, unless who asks may want to answer a question."""
        if self.desk.line.strain >= Strain.RESULTS and not is_counting(known.facts.times.last):
            return self._documents.queued
        token = self._token(environ, known)
        mine = await read_mine(self.desk, known, token)
        if token is None or mine is None:
            return self._receipt(environ, Receipt(Verdict.NOT_JOINED))
        return self._json(200, me(token.player_id, mine))

    async def _join(self, environ: Environ, known: Snapshot, sent: Mapping[str, str]) -> Response:
        self._joins.check(environ.get("REMOTE_ADDR", ""), self.desk.clock.now())
        pass_ = cookie(environ, pass_cookie(https=self._https))
        caller = find_caller(self.desk, known, environ, https=self._https)
        joined = await take_seat(self.desk, known, pass_, sent, caller)
        cookies = seat_cookies(
            self.desk.around.secret, known.facts, joined.pass_, joined.token, https=self._https
        )
        body = {"nickname": joined.nickname, "channel": joined.channel}
        return self._json(201 if joined.is_new else 200, body, cookies)

    async def _leave(self, environ: Environ, known: Snapshot, sent: Mapping[str, str]) -> Response:
        """The player of the cookie goes, or of the key of a join whose cookies were refused."""
        self._joins.check(environ.get("REMOTE_ADDR", ""), self.desk.clock.now())
        token = self._token(environ, known)
        await in_thread(give_up_seat, self.app, known, token, sent.get("key", ""))
        codes = known.facts.code, *known.facts.aliases
        gone = [("Set-Cookie", unset_cookie(code, https=self._https)) for code in codes]
        return self._make(204, b"", NO_STORE, extra=gone)

    def _token(self, environ: Environ, known: Snapshot) -> Token | None:
        return find_seated(self.desk.around.secret, environ, known, https=self._https)

    def _receipt(self, environ: Environ, receipt: Receipt) -> Response:
        """What became of an answer, as the contract says it."""
        status = WORDINGS[receipt.verdict].status
        if receipt.verdict not in EXPLAINED:
            return self._json(status, body_of(receipt))
        with self.app.app_context(), force_locale(spoken_in(environ)):
            return self._json(status, body_of(receipt))

    def _refuse(self, environ: Environ, error: QuizError) -> Response:
        """An error of ours, its sentence in the reader's language."""
        verdict = BY_STATUS.get(error.status, Verdict.MALFORMED)
        with self.app.app_context(), force_locale(spoken_in(environ)):
            status = OWN_WORDS.get(type(error), str(verdict))
            body = {"status": status, "message": str(error)}
            if isinstance(error, NameRefused):
                body["suggestion"] = error.suggestion
            return self._json(error.status, body, retry_s=getattr(error, "retry_s", 1))

    def _json(
        self,
        status: int,
        body: Mapping[str, Any],
        cookies: tuple[str, ...] = (),
        retry_s: int = 1,
    ) -> Response:
        extra = [("Set-Cookie", made) for made in cookies]
        if status == 503:
            extra.append(("Retry-After", str(retry_s)))
        return self._make(status, orjson.dumps(body), NO_STORE, extra=extra)

    def _refuse_method(self, allowed: tuple[str, ...]) -> Response:
        return self._make(405, b"", NO_STORE, extra=[("Allow", ", ".join(allowed))])


def spoken_in(environ: Environ) -> str:
    """The language of who asks, as far as the path or the query says."""
    path = environ["PATH_INFO"]
    sent = "zh" if "lang=zh" in environ.get("QUERY_STRING", "") else "fr"
    return path[1:3] if path[1:3] in LANGUAGES and path[3:4] == "/" else sent
