"""The quick way of a crowd's request through the server: answered where its head was read.

What a crowd asks for has no body, comes alone on its connection and wants it kept. Such a request
is neither made into messages nor given a task of its own, which would cost more than all the rest.
Everything else goes uvicorn's own way.
"""

from collections.abc import Coroutine
from typing import Any, ClassVar, Protocol
from urllib.parse import unquote_to_bytes

from httptools import parse_url
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from quiz.web.crowd.http import Environ, Response, read_head

# A connection on which nothing was served for so long is closed; phones ask at least each 60 s.
KEPT_S = 75.0
# So long after a server was told to end, nobody's request is on its way any more.
ENDING_S = 1.0
CROWD = (b"/live/", b"/my/")
METHODS = {b"GET": "GET", b"PUT": "PUT"}
# Bytes of a head. A parser keeps a line until its end, whether that ever comes or not.
LONGEST_HEAD = 65_536
# Bytes of the head of a crowd's request, as nginx allows them.
LONGEST_CROWD_HEAD = 8_192
# Requests that are sent in a row without waiting. No phone and no proxy does that with many.
LONGEST_ROW = 100
# What says that more follows than the head, or that the client waits for a word before it does.
LONGER = frozenset({b"content-length", b"transfer-encoding", b"expect", b"upgrade"})
EMPTY = (b"content-length", b"0")
CLOSE = b"connection: close\r\n"


class Listener(Protocol):
    """What answers a request by its head; None is for uvicorn's own way, and not for a crowd."""

    def hear(self, environ: Environ) -> Coroutine[Any, Any, Response | None]:
        """The response."""

    def refuse(self, sentence: str) -> Response:
        """The response to what is no request that is served."""


class Nobody:
    """Who waits for the body of a request that has none."""

    def set(self) -> None:
        """Wake nobody."""


class Turn:
    """One request on the quick way; uvicorn takes it for one of its own cycles."""

    __slots__ = ("_line", "_work", "disconnected", "keep_alive", "response_complete")

    message_event = Nobody()
    more_body = False

    def __init__(
        self, line: "Line", work: Coroutine[Any, Any, Response | None], *, keep_alive: bool
    ) -> None:
        self._line = line
        self._work = work
        self.keep_alive = keep_alive
        self.disconnected = False
        self.response_complete = False

    def go_on(self, _done: object = None) -> None:
        """Carry the work to its end, or to what it waits for next."""
        try:
            waits = self._work.send(None)
        except StopIteration as end:
            self.response_complete = True
            self._line.reply(self, end.value)
        else:
            # So asyncio's own tasks say that they wait for this future.
            waits._asyncio_future_blocking = False  # noqa: SLF001 (the name that asyncio documents)
            waits.add_done_callback(self.go_on)


class Line(HttpToolsProtocol):
    """One connection; its app is a `Listener`."""

    _dated: ClassVar[tuple[list[tuple[bytes, bytes]], bytes]] = ([], b"")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._listener: Any = self.app
        self._is_longer = False
        self._unread = self._chunk = self._before = 0
        self._refusal: bytes | None = None
        self._is_ending = False
        self._served: Any = None
        self._stalled_at = 0.0
        self._served_at = self._heard_at = self.loop.time()
        self._watch = self.loop.call_later(KEPT_S, self._close_if_idle)

    def data_received(self, data: bytes) -> None:
        """Something of one request, or of several; a head without an end is refused."""
        if self._refusal is not None:
            return
        self._heard_at = self.loop.time()
        self._chunk = len(data)
        self._unread += self._chunk
        super().data_received(data)
        if self._unread > LONGEST_CROWD_HEAD and self._is_too_long():
            self.send_400_response("The head of this request is too long.")

    def on_message_begin(self) -> None:
        """A request begins; what uvicorn makes of it is made later, if it goes that way."""
        self.url = b""
        self.expect_100_continue = self._is_longer = False
        self.headers = []

    def on_header(self, name: bytes, value: bytes) -> None:
        """One line of the head."""
        name = name.lower()
        # A browser says of each PUT how long its body is, of none as well.
        self._is_longer |= name in LONGER and (name, value) != EMPTY
        self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        """The head is there: go the quick way if that is possible."""
        # The head is no longer than this, as it began with or after that chunk.
        if self._unread + self._before > LONGEST_CROWD_HEAD:
            self._refuse_long_head()
        self._unread, self._before = 0, self._chunk
        path, _, query = self.url.partition(b"?")
        method = METHODS.get(self.parser.get_method())
        if method is not None and self._is_quick(path):
            client = self.client[0] if self.client else ""
            environ = read_head(method, path.decode(), query, self.headers, client, "http")
            turn = Turn(self, self._listener.hear(environ), keep_alive=not self._is_ending)
            self.cycle = turn  # type: ignore[assignment]  # it has what uvicorn asks of a cycle
            turn.go_on()
            return
        if len(self.pipeline) >= LONGEST_ROW:
            raise ValueError("So many requests in a row are not served.")
        url, headers = self.url, self.headers
        super().on_message_begin()
        self.url = url
        for name, value in headers:
            super().on_header(name, value)
        super().on_headers_complete()
        if self._is_ending and self.cycle is not None:
            self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        """Some more of a body."""
        self._unread, self._before = 0, self._chunk
        super().on_body(body)

    def on_message_complete(self) -> None:
        """All of the request is there; one of the quick way is under way, or answered."""
        self._unread, self._before = 0, self._chunk
        if not isinstance(self.cycle, Turn):
            super().on_message_complete()

    def on_response_complete(self) -> None:
        """The next request may go uvicorn's own way, whether it waits already or is to come."""
        self._served_at = self.loop.time()
        was_last = not self.pipeline
        super().on_response_complete()
        if was_last and self._refusal is not None:
            self._send_refusal(self._refusal)

    def send_400_response(self, msg: str) -> None:
        """Refuse what was sent last, after all that was asked before it is answered."""
        if self.transport.is_closing():
            return
        refusal = self._listener.refuse(msg).sent(self._date() + CLOSE)
        if self.cycle is None or self.cycle.response_complete:
            self._send_refusal(refusal)
        elif not self.cycle.more_body:
            self._refusal = refusal
        elif self.pipeline:
            # It is the body of the newest that makes no sense, and that one has not begun.
            self.pipeline.popleft()
            self._refusal = refusal
        else:
            self._send_refusal(refusal)

    def reply(self, turn: Turn, response: Response) -> None:
        """Send the response, and begin with who stands behind it."""
        if self.transport.is_closing():
            return
        more = self._date()
        self.transport.write(response.sent(more if turn.keep_alive else more + CLOSE))
        if not turn.keep_alive:
            self.transport.close()
        elif self.pipeline or self._refusal is not None:
            self.on_response_complete()
        else:
            self._served_at = self.loop.time()

    def shutdown(self) -> None:
        """The server ends. What is on its way here is still answered, and told that it is the last.

        Who asks for nothing is left alone for a second: what they have sent may lie unread.
        """
        self._is_ending = True
        if self.cycle is None or self.cycle.response_complete:
            self.loop.call_later(ENDING_S, self._close_if_unasked)
        else:
            self.cycle.keep_alive = False

    def pause_writing(self) -> None:
        """The client does not read what it is sent."""
        self._stalled_at = self.loop.time()
        super().pause_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone. Of several requests in a row, uvicorn tells only the last one."""
        self._watch.cancel()
        self.pipeline.clear()
        if self._served is not None:
            self._served.disconnected = True
            self._served.message_event.set()
        super().connection_lost(exc)

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        self._served = cycle
        super()._start_asgi_task(cycle, app)

    def _date(self) -> bytes:
        """The headers that uvicorn makes anew each second, as they are sent."""
        headers = self.server_state.default_headers
        if Line._dated[0] is not headers:
            lines = b"".join(b"%s: %s\r\n" % header for header in headers)
            Line._dated = headers, lines
        return Line._dated[1]

    def _is_quick(self, path: bytes) -> bool:
        """Whether this request is a crowd's, has no body, and no other is before it."""
        return (
            path.startswith(CROWD)
            and not self._is_longer
            and (self.cycle is None or self.cycle.response_complete)
            and self.parser.get_http_version() == "1.1"
            and self.parser.should_keep_alive()
            and b"%" not in path
            and path.isascii()
            and not self.flow.write_paused
        )

    def _send_refusal(self, refusal: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(refusal)
            self.transport.close()

    def _is_too_long(self) -> bool:
        """Whether so much of a head is there that no end of it is waited for."""
        return self._unread > LONGEST_HEAD or bool(self.url and self.url.startswith(CROWD))

    def _refuse_long_head(self) -> None:
        """Refuse a crowd's request, however its path is written, if its head is too long."""
        lines = sum(len(name) + len(value) + 4 for name, value in self.headers)
        if len(self.url) + lines > LONGEST_CROWD_HEAD:
            path = unquote_to_bytes(parse_url(self.url).path or b"")
            if path.startswith(CROWD):
                raise ValueError("The head of this request is too long.")

    def _close_if_unasked(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()

    def _close_if_idle(self) -> None:
        """One look for many requests: a timer for each would cost more than answering some."""
        if self.flow.write_paused:
            since = self._stalled_at
        elif self.cycle is None or self.cycle.response_complete:
            since = self._served_at
        else:
            since = self._heard_at if self.cycle.more_body else self.loop.time()
        left = since + KEPT_S - self.loop.time()
        if left <= 0:
            # Not closed: that would wait until the client has read what it does not read.
            self.transport.abort()
        else:
            self._watch = self.loop.call_later(left, self._close_if_idle)
