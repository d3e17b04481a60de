"""A connection: what a crowd asks for is answered where its head was read.

Such a request has no body, comes alone on its connection and wants it kept. It is neither made into
messages nor given a task of its own, which would cost more than all the rest. Any other request is
lent to uvicorn's own protocol, with what was read of it, until that has answered.
"""

import asyncio
from collections.abc import Callable, Coroutine
from math import inf
from typing import Any, Protocol, cast

from quiz.web.crowd.arrival import CONNECTION, quiet_ms
from quiz.web.crowd.heads import LONGEST_HEAD, HeadReader, MalformedError
from quiz.web.crowd.http import DateLine, Environ, Response, read_head
from quiz.web.crowd.lending import Borrower, Loan

# A connection on which nothing was served for so long is closed; phones ask at least each 60 s.
KEPT_S = 75.0
# So long after a server was told to end, nobody's request is on its way any more.
ENDING_S = 1.0
# Requests that are sent in a row without waiting. No phone and no proxy does that with many.
LONGEST_ROW = 100
CLOSE = b"connection: close\r\n"


class Listener(Protocol):
    """What answers a crowd's request by its head."""

    def hear(self, environ: Environ) -> Coroutine[Any, Any, Response | None]:
        """The response."""

    def refuse(self, sentence: str) -> Response:
        """The response to what is no request that is served."""


class CrowdProtocol(asyncio.Protocol):
    """One connection of `connections`; `lend` makes what serves all but a crowd's requests."""

    __slots__ = (
        *("_app", "_client", "_connections", "_date", "_first", "_head", "_heard_at"),
        *("_is_body_paused", "_is_ending", "_is_full", "_is_prompt", "_is_stalled", "_lend"),
        *("_loan", "_loop", "_made_at", "_row", "_served_at", "_stalled_at", "_unread", "_watch"),
        *("_was_full", "_work", "transport"),
    )

    transport: asyncio.Transport

    def __init__(
        self,
        app: Listener,
        lend: Callable[["CrowdProtocol"], Borrower],
        connections: set[Any],
        date: DateLine,
    ) -> None:
        self._app, self._lend, self._connections, self._date = app, lend, connections, date
        self._loop = asyncio.get_running_loop()
        self._client = ""
        self._head = HeadReader()
        # What no request was made of yet.
        self._unread = b""
        self._work: Coroutine[Any, Any, Response | None] | None = None
        self._first = b""
        self._loan: Loan | None = None
        self._is_body_paused = self._is_full = self._is_stalled = self._is_ending = False
        # Whether what is served came just now, and waited for nothing of this client's own.
        self._is_prompt = self._was_full = False
        self._row = 0
        self._made_at = self._served_at = self._heard_at = self._stalled_at = self._loop.time()
        self._watch = self._loop.call_later(KEPT_S, self._close_if_idle)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client is there."""
        self.transport = cast("asyncio.Transport", transport)
        peer = transport.get_extra_info("peername")
        self._client = str(peer[0]) if isinstance(peer, tuple) else ""
        self._connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 (asyncio's name)
        """The client has gone; what is under way is not carried out for it any more."""
        self._watch.cancel()
        self._connections.discard(self)
        self._unread = b""
        self._end_loan()
        self._head.end()

    def data_received(self, data: bytes) -> None:
        """Something of one request, or of several."""
        self._heard_at = self._loop.time()
        self._is_prompt = not (self._work or self._loan or self._was_full)
        if self._unread:
            self._unread += data
        else:
            self._unread, self._row = data, 0
        self._go_on()
        self._is_prompt = False
        if len(self._unread) > LONGEST_HEAD:
            self._is_full = self._was_full = True
            self.set_reading(is_body_paused=self._is_body_paused)

    def pause_writing(self) -> None:
        """The client does not read what it is sent: it is sent no more."""
        self._is_stalled, self._stalled_at = True, self._loop.time()
        if self._loan is not None:
            self._loan.borrower.pause_writing()

    def resume_writing(self) -> None:
        """The client reads again."""
        self._is_stalled = False
        if self._loan is not None:
            self._loan.borrower.resume_writing()
        self._go_on()

    def shutdown(self) -> None:
        """The server ends. What is on its way here is still answered, and told that it is the last.

        Who asks for nothing is left alone for a second: what they have sent may lie unread.
        """
        self._is_ending = True
        self._loop.call_later(ENDING_S, self._close_if_unasked)

    def finish_loan(self) -> None:
        """The request that was lent is answered; its protocol may have a last word to itself."""
        if self._loan is not None:
            self._loan.is_answered, self._served_at = True, self._loop.time()
            self._loop.call_soon(self._take_back)

    def close_loan(self) -> None:
        """Close the connection for who has borrowed it; nobody else may."""
        if self._loan is not None:
            self._unread = b""
            self.transport.close()

    def set_reading(self, *, is_body_paused: bool) -> None:
        """Read on, unless enough is there or who has borrowed the connection wants no more yet."""
        self._is_body_paused = is_body_paused
        if self.transport.is_closing():
            return
        if is_body_paused or self._is_full:
            self.transport.pause_reading()
        else:
            self.transport.resume_reading()

    @property
    def is_familiar(self) -> bool:
        """Whether it was served before, and what it asks for has waited behind nothing."""
        return self._is_prompt and self._served_at != self._made_at

    def quiet_ms(self) -> int | None:
        """For how many ms nothing has come in; None where nobody knows.

        Nor is it said of what waited behind another request of the same client.
        """
        is_prompt = self._is_prompt if self._loan is None else self._loan.is_prompt
        return quiet_ms(self.transport) if is_prompt else None

    def _go_on(self) -> None:
        """Serve one request after the other, until one waits or nothing whole is left."""
        while self._unread:
            if self._loan is not None:
                if not self._loan.body_left:
                    break
                self._pass_body_on(self._loan)
            elif self._work is not None or self._is_stalled or not self._begin():
                break
        if self._is_full and len(self._unread) <= LONGEST_HEAD:
            self._is_full = False
            self.set_reading(is_body_paused=self._is_body_paused)

    def _begin(self) -> bool:
        """Serve the request that stands first, if its head is there; whether the next one may."""
        head = self._head
        try:
            size = head.read(self._unread)
            if not size:
                return False
            first, self._unread = self._unread[:size], self._unread[size:]
            if not head.is_read:
                # Empty lines stand before a request.
                head.expect()
                return True
            method = head.crowd_method(size)
            if method is None:
                return self._hand_over(first, head.body_length())
            return self._hear(method, first)
        except MalformedError as error:
            return self._refuse(str(error))

    def _hear(self, method: str, first: bytes) -> bool:
        """Let what is probably a crowd's request be answered."""
        path, _, query = self._head.url.partition(b"?")
        headers = self._head.headers
        environ = read_head(method, path.decode(), query, headers, self._client, "http")
        environ[CONNECTION] = self
        self._head.expect()
        self._first = first
        self._work = self._app.hear(environ)
        self._carry_on()
        return True

    def _carry_on(self) -> None:
        """Carry the work to its end, or to what it waits for next."""
        work = self._work
        if work is None:
            return
        try:
            waits = work.send(None)
        except StopIteration as end:
            self._work, first, self._first = None, self._first, b""
            if end.value is None:
                self._hand_over(first, 0)
            else:
                self._reply(end.value)
        else:
            # So asyncio's own tasks say that they wait for this future.
            waits._asyncio_future_blocking = False  # noqa: SLF001 (the name that asyncio documents)
            waits.add_done_callback(self._wake)

    def _wake(self, _done: object) -> None:
        """Go on with the work, then with what stands behind it."""
        self._carry_on()
        if self._unread:
            self._go_on()

    def _reply(self, response: Response) -> None:
        """Send the response, if anybody is there."""
        if self.transport.is_closing():
            return
        self._served_at = self._loop.time()
        if self._is_ending:
            self._send_last(response)
        else:
            self.transport.write(response.sent(self._date()))

    def _send_last(self, response: Response) -> None:
        """What stands behind it is not carried out, as nobody would hear of it."""
        self._unread = b""
        self.transport.write(response.sent(self._date() + CLOSE))
        self.transport.close()

    def _refuse(self, sentence: str) -> bool:
        """Refuse what was sent last; all that was asked before it is answered. Nothing follows."""
        if not self.transport.is_closing():
            self._send_last(self._app.refuse(sentence))
        return False

    def _hand_over(self, first: bytes, body_length: float) -> bool:
        """Lend the connection for the request that begins so; its body may follow."""
        if self.transport.is_closing():
            return False
        if self._row >= LONGEST_ROW:
            return self._refuse("So many requests in a row are not served.")
        self._row += 1
        if body_length != inf:
            self._head.expect_anew()
        self._loan = Loan(self._lend(self), body_length, self._head.judge, self._is_prompt)
        self._loan.begin(first, is_last=self._is_ending)
        return True

    def _pass_body_on(self, loan: Loan) -> None:
        """Pass on what is there of the body."""
        try:
            self._unread = loan.pass_on(self._unread)
        except MalformedError as error:
            self._refuse(str(error))
        if loan.is_over:
            self._loop.call_soon(self._take_back)

    def _take_back(self) -> None:
        """Serve a crowd again, once the request that was lent is read and answered."""
        if self._loan is not None and self._loan.is_over:
            self._end_loan()
            self._go_on()

    def _end_loan(self) -> None:
        loan, self._loan = self._loan, None
        if loan is not None:
            loan.borrower.connection_lost(None)
            if self._is_body_paused:
                self.set_reading(is_body_paused=False)

    def _close_if_unasked(self) -> None:
        if self._work is None and self._loan is None:
            self.transport.close()

    def _close_if_idle(self) -> None:
        """One look for many requests: a timer for each would cost more than answering some."""
        now = self._loop.time()
        if self._is_stalled:
            since = self._stalled_at
        elif self._loan is not None and not self._loan.is_answered:
            since = self._heard_at if self._loan.body_left else now
        else:
            since = self._served_at if self._work is None else now
        left = since + KEPT_S - now
        if left <= 0:
            # Not closed: that would wait until the client has read what it does not read.
            self.transport.abort()
        else:
            self._watch = self._loop.call_later(left, self._close_if_idle)
