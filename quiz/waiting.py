"""Waiting for what another thread does: an event loop goes on meanwhile, a plain thread sleeps.

What is `async` in the quiz runs in either. Where there is no loop, `run_inline` carries it through,
and whatever it waits for blocks.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine, Generator, Iterator, Sequence
from contextlib import suppress
from contextvars import Context
from queue import Empty, SimpleQueue
from time import monotonic, sleep
from typing import Any, Generic, ParamSpec, TypeVar

BATCH = 2_000
MOST_WAITING = 10_000
LOOK_S = 0.05
# A batch makes work of its own, so a crowd shares large ones: it is waited for in such steps, as
# long as it grows.
GATHER_S = 0.005
GATHER_TIMES = 8
ENOUGH = 120
APART_S = 2.0

log = logging.getLogger(__name__)

Asked = TypeVar("Asked")
Told = TypeVar("Told")
Returned = TypeVar("Returned")
Given = ParamSpec("Given")


class Ticket(Generic[Asked, Told]):
    """What was `asked` of another thread and, once it is settled, its `outcome`.

    It is waited for `until` an instant of the monotonic clock; who has waited that long is told
    `otherwise`. To an event loop it is a future, a cheap one, that one task or callback waits for.
    """

    __slots__ = (
        *("_asyncio_future_blocking", "_lock", "_over", "_waiter"),
        *("asked", "loop", "outcome", "until"),
    )

    def __init__(self, asked: Asked, patience: float, otherwise: Told) -> None:
        self.asked = asked
        self.outcome = otherwise
        self.until = monotonic() + patience
        self.loop = running_loop()
        self._over = False
        self._waiter: tuple[Callable[[Any], object], Context | None] | None = None
        self._asyncio_future_blocking = False
        if self.loop is None:
            self._lock = threading.Lock()
            self._lock.acquire()
        else:
            watch_deadline(self.loop, self)

    def __await__(self) -> Generator[Any, None, Told]:
        if self.loop is None:
            self._lock.acquire(timeout=max(0.0, self.until - monotonic()))
        elif not self._over:
            self._asyncio_future_blocking = True
            yield self
        return self.outcome

    def wake(self) -> None:
        """Let who waits go on; called in their own loop if they have one."""
        if self.loop is None:
            self._lock.release()
            return
        self._over, waiter, self._waiter = True, self._waiter, None
        if waiter is not None:
            callback, context = waiter
            if context is None:
                callback(self)
            else:
                self.loop.call_soon(callback, self, context=context)

    def is_over(self, now: float) -> bool:
        """Whether nobody waits in the loop any more; who has waited long enough is woken."""
        if self.until <= now:
            self.wake()
        return self._over

    def get_loop(self) -> asyncio.AbstractEventLoop | None:
        """Where it is waited for, as asyncio asks a future."""
        return self.loop

    def add_done_callback(
        self, callback: Callable[[Any], object], *, context: Context | None = None
    ) -> None:
        """Call that once it is over: in this context later, or without one at once."""
        self._waiter = callback, context

    def result(self) -> Told:
        """What is told, as asyncio asks a future."""
        return self.outcome

    def cancel(self, msg: object = None) -> bool:  # noqa: ARG002 (asyncio gives its reason)
        """It cannot be: who is cancelled hears of it when they are told."""
        return False


# A timer for each would cost as much as all else that waiting does.
_waiting: dict[asyncio.AbstractEventLoop, list[Ticket[Any, Any]]] = {}


def watch_deadline(loop: asyncio.AbstractEventLoop, ticket: Ticket[Any, Any]) -> None:
    """See to it that the ticket is woken, at most 50 ms later than `until`."""
    if loop not in _waiting:
        _waiting[loop] = []
        loop.call_later(LOOK_S, expire, loop)
    _waiting[loop].append(ticket)


def expire(loop: asyncio.AbstractEventLoop) -> None:
    """Wake whose patience has an end, and look again as long as anybody waits."""
    now = monotonic()
    left = [ticket for ticket in _waiting.pop(loop) if not ticket.is_over(now)]
    if left:
        _waiting[loop] = left
        loop.call_later(LOOK_S, expire, loop)


def settle(tickets: Sequence[Ticket[Any, Told]], outcome: Sequence[Told]) -> None:
    """Tell each ticket what became of it, and wake all who wait: those of a loop in one call."""
    loops: dict[asyncio.AbstractEventLoop, list[Ticket[Any, Told]]] = {}
    for ticket, what in zip(tickets, outcome, strict=True):
        ticket.outcome = what
        if ticket.loop is None:
            ticket.wake()
        else:
            loops.setdefault(ticket.loop, []).append(ticket)
    for loop, waiting in loops.items():
        # A loop may be closed: whoever waited there has gone with the server.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(wake, waiting)


def wake(tickets: Sequence[Ticket[Any, Any]]) -> None:
    """Let all of them go on, whatever becomes of one."""
    for ticket in tickets:
        try:
            ticket.wake()
        except Exception:
            log.exception("Somebody who waited could not go on.")


class BatchQueue(Generic[Asked, Told]):
    """Tickets in a line, and the thread that serves them, as many at a time as have come by then.

    `serve` is given the first, and the others as they are when it looks; it settles all of them
    and never raises. Until the line is started, whoever submits something serves it.
    """

    def __init__(
        self,
        name: str,
        serve: Callable[[Ticket[Asked, Told], Iterator[Ticket[Asked, Told]]], None],
        otherwise: Told,
    ) -> None:
        self._serve = serve
        self._otherwise = otherwise
        self._tickets: SimpleQueue[Ticket[Asked, Told] | None] = SimpleQueue()
        self._ending = False
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)

    @property
    def waiting(self) -> int:
        """How many wait for the next batch."""
        return self._tickets.qsize()

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def end(self) -> None:
        """Serve who is waiting, then stop."""
        self._ending = True
        self._tickets.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def submit(self, asked: Asked, patience: float) -> Ticket[Asked, Told]:
        """A ticket to wait for, at most so many seconds; with too many before it, it is over."""
        ticket = Ticket(asked, patience, self._otherwise)
        if not self._thread.is_alive():
            self._serve(ticket, iter(()))
        elif self._tickets.qsize() >= MOST_WAITING:
            settle([ticket], [self._otherwise])
        else:
            self._tickets.put(ticket)
        return ticket

    def _live(self) -> None:
        while not (self._ending and self._tickets.empty()):
            first = self._tickets.get()
            # Nothing among them stands for the end.
            if first is not None:
                self._gather()
                self._serve(first, self._others())

    def _gather(self) -> None:
        """Let a crowd gather: as long as more come, but not for long, nor for too many."""
        for _ in range(GATHER_TIMES):
            before = self._tickets.qsize()
            sleep(GATHER_S)
            if not before < self._tickets.qsize() < ENOUGH:
                return

    def _others(self) -> Iterator[Ticket[Asked, Told]]:
        try:
            for _ in range(BATCH - 1):
                if (ticket := self._tickets.get_nowait()) is not None:
                    yield ticket
        except Empty:
            return


def running_loop() -> asyncio.AbstractEventLoop | None:
    """The event loop that runs in this thread, if one does."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def run_inline(work: Coroutine[Any, Any, Returned]) -> Returned:
    """What `work` returns, in a thread that has no event loop: all it waits for blocks."""
    try:
        work.send(None)
    except StopIteration as end:
        returned: Returned = end.value
        return returned
    work.close()
    raise RuntimeError("What waits for an event loop cannot be waited for here.")


async def in_thread(
    work: Callable[Given, Returned], *args: Given.args, **values: Given.kwargs
) -> Returned:
    """What `work`, which may block, returns: in a thread of its own if a loop runs in this one.

    There it is waited for two seconds, and TimeoutError is raised.
    """
    loop = running_loop()
    if loop is None:
        return work(*args, **values)
    # Whoever waits in the loop may be no task, which a time-out must be.
    waited = asyncio.wait_for(asyncio.to_thread(work, *args, **values), APART_S)
    return await loop.create_task(waited)
