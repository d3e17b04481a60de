"""The ASGI application: the lane answers in the event loop, everything else in threads.

The server asks it by `hear` where the head is all there is (see `protocol`), and by messages else.
Nobody holds a thread while an answer waits for the disk, and no thread reads a slow form.
"""

from collections.abc import AsyncIterator, Iterable
from functools import partial
from string import printable
from typing import Any, cast
from urllib.parse import quote_from_bytes

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import (
    HTTPDisconnectEvent,
    HTTPRequestEvent,
    HTTPScope,
    Receive,
    ReceiveEvent,
    Scope,
    Send,
)
from a2wsgi.wsgi_typing import WSGIApp
from flask import Flask
from flask_babel import lazy_gettext as _l

from quiz.config import Settings
from quiz.errors import Unavailable
from quiz.networks import network_of
from quiz.web.crowd.arrival import CAME, CONNECTION, came
from quiz.web.crowd.budget import Forms
from quiz.web.crowd.counter import RequestCounter
from quiz.web.crowd.http import NO_STORE, TEXT, Environ, Maker, Response, StartResponse, read_head
from quiz.web.crowd.lending import LENDER
from quiz.web.crowd.proxy import Application, Behind
from quiz.web.crowd.routes import Lane
from quiz.web.failures import answer_refusal
from quiz.web.security import response_headers

GONE: HTTPDisconnectEvent = {"type": "http.disconnect"}


class CrowdApp:
    """An ASGI application: `lane` in the loop, and `rest`, which is WSGI, in so many threads."""

    def __init__(
        self,
        lane: Lane,
        rest: Application,
        threads: int,
        behind: Behind | None = None,
        counter: RequestCounter | None = None,
    ) -> None:
        self._lane = lane
        self._behind = behind
        self._counter = counter
        self._rest = WSGIMiddleware(cast("WSGIApp", partial(with_arrival, rest)), workers=threads)
        self._refuse = WSGIMiddleware(partial(refuse_form, lane.app), workers=1)
        self._longest = lane.app.config["MAX_CONTENT_LENGTH"]
        self._forms = Forms()
        settings: Settings = lane.app.config["SETTINGS"]
        self._make = Maker(response_headers(https=settings.https))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._rest(scope, receive, send)
            return
        client = scope.get("client")
        environ = read_head(
            scope["method"],
            scope["path"],
            scope["query_string"],
            scope["headers"],
            client[0] if client else "",
            scope["scheme"],
        )
        environ[CONNECTION] = handed_in(scope).get(LENDER)
        response = await self.hear(environ)
        if response is None:
            await self._pass_on(scope, receive, send, environ)
            return
        status, headers = response.status, response.headers()
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": response.body})

    async def hear(self, environ: Environ) -> Response | None:
        """The lane's response, counted; None if it is Flask's to give."""
        if self._behind is not None:
            self._behind.look(environ)
        response = await self._lane.respond(environ)
        if response is not None and self._counter is not None:
            self._counter.note(environ["PATH_INFO"], str(response.status))
        return response

    def note_look(self, late_ms: int) -> None:
        """The loop came to its connections so much later than it was to."""
        self._lane.desk.line.note_look(late_ms)

    def refuse(self, sentence: str) -> Response:
        """The response to what is no request; nobody keeps it."""
        return self._make(400, sentence.encode(), NO_STORE, TEXT)

    async def _pass_on(
        self, scope: HTTPScope, receive: Receive, send: Send, environ: Environ
    ) -> None:
        """Let a thread answer; one that wants a form gets it whole, or is told how long it is.

        A body of no length that was said is never read: Flask answers without it. WSGI knows an
        underscore from a hyphen no more, so a header that has one would pass for a proxy's.
        """
        scope["headers"] = [pair for pair in scope["headers"] if b"_" not in pair[0]]
        if not scope["query_string"].isascii():
            scope["query_string"] = quote_from_bytes(scope["query_string"], printable).encode()
        length = environ.get("CONTENT_LENGTH", "")
        if not length.isdecimal() or not 0 < int(length) <= self._longest:
            await self._rest(scope, receive, send)
            return
        network = network_of(environ["REMOTE_ADDR"])
        async with self._forms.read(network, int(length), parts(receive)) as form:
            if form is None:
                await self._refuse(scope, receive, send)
            # Whoever left half-way wants no answer.
            elif len(form) == int(length):
                # Until a thread is free, it is the form that waits for us.
                handed = handed_in(scope)
                handed[CAME] = came(handed.get(LENDER), self._lane.desk.clock.now())
                await self._rest(scope, once(form), send)


def handed_in(scope: Any) -> dict[str, Any]:
    """What the server handed in with a request, to be read and written."""
    handed: dict[str, Any] = scope.setdefault("state", {})
    return handed


def with_arrival(
    app: Application, environ: Environ, start_response: StartResponse
) -> Iterable[bytes]:
    """What `app`, which is WSGI, answers; it knows when the request came."""
    environ[CAME] = handed_in(environ["asgi.scope"]).get(CAME)
    return app(environ, start_response)


async def parts(receive: Receive) -> AsyncIterator[bytes]:
    """A request's body as it comes, until it ends or its sender leaves."""
    more = True
    while more:
        message = await receive()
        more = message["type"] == "http.request" and message.get("more_body", False)
        if message["type"] == "http.request":
            yield message["body"]


def once(body: bytes) -> Receive:
    """A receiver of that body, then of nothing."""
    whole: HTTPRequestEvent = {"type": "http.request", "body": body, "more_body": False}
    messages: list[ReceiveEvent] = [whole]

    async def receive() -> ReceiveEvent:
        return messages.pop() if messages else GONE

    return receive


def refuse_form(app: Flask, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Ask somebody to send a form again, on a page of ours."""
    refused = Unavailable(
        _l("Many forms are being sent at this moment, or this one took too long; send it again.")
    )
    with app.request_context(environ):
        page = app.process_response(answer_refusal(refused))
    return page(environ, start_response)
