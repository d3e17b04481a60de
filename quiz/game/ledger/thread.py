"""The ledger: the one writer of joins and answers in a process. It never ends by itself."""

import logging
from collections.abc import Callable, Iterator
from time import monotonic

from quiz.game.ledger.entries import Entry, Fate, JoinEntry, LateEntry, Outcome
from quiz.game.ledger.work import Batch, Work
from quiz.game.ledger.writing import look_for, write_batch
from quiz.statements import Book, LastingBook, is_refusal
from quiz.waiting import BatchQueue, Ticket, settle

PATIENCE_S = 1.0

Slip = Ticket[Entry, Outcome]

log = logging.getLogger(__name__)


class Ledger:
    """Collects what arrives while it writes, and writes that in the next transaction."""

    def __init__(self, open_book: Callable[[], Book]) -> None:
        self._book = LastingBook(open_book)
        self._line = BatchQueue[Entry, Outcome]("ledger", self._serve, Fate.AWAY)
        self.work = Work()

    @property
    def waiting(self) -> int:
        """How many entries wait for the next batch."""
        return self._line.waiting

    def start(self) -> None:
        """Begin to write."""
        self._line.start()

    def end(self) -> None:
        """Write what is waiting, then stop."""
        self._line.end()
        self._book.close()

    async def put(self, entry: Entry, patience: float = PATIENCE_S) -> Outcome:
        """Have `entry` written; what became of it, or AWAY if that takes over `patience` seconds.

        Until the ledger is started, the caller writes it.
        """
        return await self._line.submit(entry, patience)

    def _serve(self, first: Slip, others: Iterator[Slip]) -> None:
        """Write, when it is our turn, the first and all that have come by then."""
        began = monotonic()
        with self._book.turn():
            batch = [first, *others]
            late = [ticket for ticket in batch if isinstance(ticket.asked, LateEntry)]
            timely = [t for t in batch if not isinstance(t.asked, LateEntry)] if late else batch
            written = self._try(timely) if timely else []
            found = self._look_for(late) if late else []
        joins = sum(isinstance(ticket.asked, JoinEntry) for ticket in batch)
        self.work.add(Batch(len(batch), monotonic() - began), joins)
        settle(timely, written)
        settle(late, found)

    def _try(self, batch: list[Slip]) -> list[Outcome]:
        """The batch whole; if a row is refused, row by row, so that it harms no other.

        Any other failure is the database's: it is away, locked or full, and all shall ask again.
        """
        try:
            return self._write(batch)
        except Exception as error:  # noqa: BLE001 (the thread never ends, whatever a driver raises)
            self.work.failures += 1
            # Only its name: what a driver says may quote a nickname or an answer.
            log.warning("%d entries were not written: %s.", len(batch), type(error).__name__)
            refused = is_refusal(error)
        if not refused:
            self._book.drop_if_dead()
            return [Fate.AWAY] * len(batch)
        if len(batch) == 1:
            return [Fate.REFUSED]
        return [self._try([ticket])[0] for ticket in batch]

    def _write(self, batch: list[Slip]) -> list[Outcome]:
        entries = [t.asked for t in batch if not isinstance(t.asked, LateEntry)]
        return write_batch(self._book.opened(), entries, [ticket.until for ticket in batch])

    def _look_for(self, batch: list[Slip]) -> list[Outcome]:
        """All of them or none: whoever is not answered asks again."""
        try:
            entries = [t.asked for t in batch if isinstance(t.asked, LateEntry)]
            return look_for(self._book.opened(), entries)
        except Exception as error:  # noqa: BLE001 (the thread never ends, whatever a driver raises)
            log.warning("%d entries were not looked for: %s.", len(batch), type(error).__name__)
            self._book.drop_if_dead()
            return [Fate.AWAY] * len(batch)
