"""The server of one process: uvicorn's, with connections of our own."""

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any, Protocol, cast

from uvicorn import Config, Server

from quiz.web.crowd.http import DateLine
from quiz.web.crowd.lending import LENDER, Borrower, LentTransport, Returning
from quiz.web.crowd.protocol import KEPT_S, CrowdProtocol, Listener

# Phones that come all at once wait here until they are let in.
BACKLOG = 4_096
# So long a server that ends waits for what it still answers.
GRACE_SECONDS = 5
# How far uvicorn's ticks are apart.
TICK_S = 0.1


class Served(Listener, Protocol):
    """What is served: a crowd is heard, and everything else is ASGI's."""

    def note_look(self, late_ms: int) -> None:
        """Take note that the loop came to its connections so much later than it was to."""

    def __call__(self, scope: Any, receive: Any, send: Any, /) -> Awaitable[None]:
        """Answer one request."""


class Connections:
    """Makes the connections of `app`, as uvicorn asks for them."""

    def __init__(self, app: Served, date: DateLine) -> None:
        self._app, self._date = app, date
        self._stock = uvicorn_config(Returning(app), "httptools")
        self._stock.load()

    def __call__(self, *, server_state: Any, **_named: Any) -> CrowdProtocol:
        """One connection."""

        def lend(lender: CrowdProtocol) -> Borrower:
            return self._lent(lender, server_state)

        return CrowdProtocol(self._app, lend, server_state.connections, self._date)

    def _lent(self, lender: CrowdProtocol, server_state: Any) -> Borrower:
        """What serves one request as uvicorn does."""
        make: Any = self._stock.http_protocol_class
        state = {LENDER: lender}
        borrower: Borrower = make(config=self._stock, server_state=server_state, app_state=state)
        borrower.connection_made(LentTransport(lender))
        return borrower


class LookingServer(Server):
    """A server that says how late its loop is, at each of uvicorn's ticks, ten a second."""

    def __init__(self, app: Served, timer: Callable[[], float] = monotonic) -> None:
        super().__init__(uvicorn_config(app, cast("Any", Connections(app, DateLine()))))
        self._app, self._timer = app, timer
        self._ticked_at = float("inf")

    async def on_tick(self, counter: int) -> bool:
        """What uvicorn does then; the loop could not come sooner, if it comes late."""
        now = self._timer()
        self._app.note_look(round(1_000 * max(0.0, now - self._ticked_at - TICK_S)))
        self._ticked_at = now
        return await super().on_tick(counter)


def make_server(app: Served) -> Server:
    """A server of `app`, to be run on listeners."""
    return LookingServer(app)


def uvicorn_config(app: Any, http: Any) -> Config:
    """How uvicorn serves `app` by connections of that kind."""
    return Config(
        app,
        interface="asgi3",
        http=http,
        ws="none",
        loop="uvloop",
        lifespan="off",
        backlog=BACKLOG,
        log_config=None,
        log_level="error",
        access_log=False,
        # Whom to believe is said by QUIZ_PROXIES.
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=int(KEPT_S),
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
