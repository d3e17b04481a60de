"""How a connection is lent to uvicorn's own protocol for one request, and given back."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from math import inf
from typing import Any, Protocol

Scope = MutableMapping[str, Any]
Asgi = Callable[[Scope, Any, Any], Awaitable[None]]
# Where a request says, in the state that ASGI hands through, which connection it came on.
LENDER = "quiz.lender"


class Borrower(Protocol):
    """What serves one request on a connection that is another's: a protocol, as asyncio has it."""

    def connection_made(self, transport: asyncio.Transport, /) -> None:
        """The connection is lent."""

    def data_received(self, data: bytes, /) -> None:
        """Some bytes of the request."""

    def pause_writing(self) -> None:
        """The client does not read."""

    def resume_writing(self) -> None:
        """The client reads again."""

    def connection_lost(self, exc: Exception | None, /) -> None:
        """The connection is taken back, or lost."""

    def shutdown(self) -> None:
        """The answer is the last one on this connection."""


class Loan:
    """One request that is served by `borrower`: its head, then `body_left` bytes of body.

    Of a body whose end only itself knows, infinitely much is left, and `judge` reads along. It
    `is_prompt` if it waited behind no other request.
    """

    __slots__ = ("_judge", "body_left", "borrower", "is_answered", "is_prompt")

    def __init__(
        self,
        borrower: Borrower,
        body_left: float,
        judge: Callable[[bytes], None],
        is_prompt: bool,
    ) -> None:
        self.borrower = borrower
        self.body_left = body_left
        self.is_answered = False
        self.is_prompt = is_prompt
        self._judge = judge

    def begin(self, head: bytes, *, is_last: bool) -> None:
        """Have the request served; `is_last` is said to the client, if nothing may follow."""
        self.borrower.data_received(head)
        if is_last or self.body_left == inf:
            self.borrower.shutdown()

    @property
    def is_over(self) -> bool:
        """Whether the connection may be taken back."""
        return self.is_answered and not self.body_left

    def pass_on(self, data: bytes) -> bytes:
        """Pass on what belongs to the body; what is left of `data` does not."""
        part = data if len(data) <= self.body_left else data[: int(self.body_left)]
        if self.body_left == inf:
            self._judge(part)
        self.body_left -= len(part)
        self.borrower.data_received(part)
        return data[len(part) :]


class Lender(Protocol):
    """A connection that is lent."""

    transport: asyncio.Transport

    def finish_loan(self) -> None:
        """The request is answered."""

    def close_loan(self) -> None:
        """Close the connection, if it is still lent."""

    def set_reading(self, *, is_body_paused: bool) -> None:
        """Whether more of the body is wanted."""

    @property
    def is_familiar(self) -> bool:
        """Whether it was served before, and what it asks for has waited behind nothing."""

    def quiet_ms(self) -> int | None:
        """For how many ms nothing has come in on it; None where nobody knows."""


class LentTransport(asyncio.Transport):
    """A connection as its borrower sees it."""

    def __init__(self, lender: Lender) -> None:
        super().__init__()
        self._lender = lender
        self._lent = lender.transport

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """What asyncio knows of the connection."""
        return self._lent.get_extra_info(name, default)

    def is_closing(self) -> bool:
        """Whether nothing can be sent any more."""
        return self._lent.is_closing()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send these bytes."""
        self._lent.write(data)

    def close(self) -> None:
        """Close it; once it is taken back, a borrower closes nothing."""
        self._lender.close_loan()

    def pause_reading(self) -> None:
        """Want no more of the body for a while."""
        self._lender.set_reading(is_body_paused=True)

    def resume_reading(self) -> None:
        """Want more of it."""
        self._lender.set_reading(is_body_paused=False)


class Returning:
    """An ASGI application that says to the lender when it has answered."""

    def __init__(self, app: Asgi) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        lender: Lender = scope["state"][LENDER]
        try:
            await self._app(scope, receive, send)
        finally:
            lender.finish_loan()
