"""When an answer reached this machine, as well as that can be known.

However long it waits for us, it has been there since its last byte came in. Linux keeps with each
connection how long ago that was. By a proxy's connection it says when the proxy sent it on, and by
the proxy's stamp when the proxy had it.
"""

import asyncio
import socket
import sys
from math import inf
from typing import Protocol

from quiz.game.rules import Arrival
from quiz.web.crowd.http import Environ
from quiz.web.crowd.proxy import ARRIVED

# In an environ: what the request came on, or when it came, if it is no longer to be asked for.
CONNECTION = "quiz.connection"
CAME = "quiz.came"
# Where `struct tcp_info` has for how many ms no data came in: tcpi_last_data_recv of <linux/tcp.h>.
INFO = getattr(socket, "TCP_INFO", None) if sys.platform == "linux" else None
INFO_BYTES = 56
# Its first byte, while the client has not hung up.
ESTABLISHED = 1
LAST_DATA = slice(52, 56)
# It is counted in steps of the system's own, 10 ms at its slowest.
STEP_MS = 10
# To ask costs a twentieth of an answer. So only one a millisecond is asked about, while none of the
# present slot and of the last one waited for longer than a moment; the others may have waited for
# as long as any of those.
SLOT_MS = 16
MOMENT_MS = 50


class Sender(Protocol):
    """The connection that a request came on."""

    @property
    def is_familiar(self) -> bool:
        """Whether it was served before, so that it stood in no line of new connections."""

    def quiet_ms(self) -> int | None:
        """For how many ms nothing has come in on it; None where nobody knows."""


class ArrivalReader:
    """Finds when the requests of one process reached it."""

    def __init__(self) -> None:
        self._asked_at = self._slot = -1
        self._longest, self._longest_before = 0, inf

    def read(self, environ: Environ, now: int) -> Arrival:
        """When the request that is handled `now` (ms UTC) reached us; `now`, where nobody knows."""
        sender: Sender | None = environ.get(CONNECTION)
        if sender is None or not sender.is_familiar:
            return arrival(environ, now)
        if now == self._asked_at and self._longest <= MOMENT_MS >= self._longest_before:
            waited = int(max(self._longest, self._longest_before))
            return Arrival(now - waited - STEP_MS, now, now, environ.get(ARRIVED))
        quiet = sender.quiet_ms()
        if quiet is not None:
            self._keep(quiet, now)
        earliest, latest = bounds(quiet, now)
        return Arrival(earliest, latest, now, environ.get(ARRIVED))

    def _keep(self, quiet: int, now: int) -> None:
        """Keep for how long one waited; after a pause nothing is known of the slot before."""
        slot = now // SLOT_MS
        if slot != self._slot:
            self._longest_before = self._longest if slot == self._slot + 1 else inf
            self._slot, self._longest = slot, quiet
        self._asked_at, self._longest = now, max(self._longest, quiet)


def arrival(environ: Environ, now: int) -> Arrival:
    """When a single request reached us: by what was noted of it, or by asking."""
    earliest, latest = environ.get(CAME) or came(environ.get(CONNECTION), now)
    return Arrival(earliest, latest, now, environ.get(ARRIVED))


def came(sender: Sender | None, now: int) -> tuple[int, int]:
    """The earliest and the latest instant at which the last that it sent can have come."""
    return bounds(None if sender is None else sender.quiet_ms(), now)


def bounds(quiet: int | None, now: int) -> tuple[int, int]:
    """The same, by how long nothing has come since."""
    if quiet is None:
        return now, now
    return now - quiet - STEP_MS, min(now, now - quiet + STEP_MS)


def quiet_ms(transport: asyncio.Transport) -> int | None:
    """For how many ms nothing has come in on a connection; None where the system does not say.

    Nor is it said of a client that has hung up: it may have asked again, and been told otherwise.
    """
    if INFO is None or transport.is_closing():
        return None
    connected: socket.socket = transport.get_extra_info("socket")
    try:
        info = connected.getsockopt(socket.IPPROTO_TCP, INFO, INFO_BYTES)
    except OSError:
        return None
    if len(info) < INFO_BYTES or info[0] != ESTABLISHED:
        return None
    return int.from_bytes(info[LAST_DATA], sys.byteorder)
