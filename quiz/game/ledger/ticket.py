"""An entry under way, and the place where its outcome is waited for."""

import threading
from collections.abc import Sequence
from time import monotonic

from quiz.game.ledger.entries import Entry, Fate, Outcome

# How many are woken by the ledger; each of them wakes the next. Were all of a batch woken at once,
# each would find the interpreter taken, sleep, and be woken again: twice the work of the machine.
WOKEN = 2


class Ticket:
    """`entry` and, once it is settled, its outcome, which is waited for `until` an instant.

    Then whoever sent it is told to ask again, and it is not written any more: what they are told
    next must stay true.
    """

    __slots__ = ("_after", "_done", "_left", "entry", "outcome", "until")

    def __init__(self, entry: Entry, patience: float) -> None:
        self.entry = entry
        self.until = monotonic() + patience
        self.outcome: Outcome = Fate.AWAY
        self._done = threading.Lock()
        self._done.acquire()
        self._left = False
        self._after: Ticket | None = None

    def wait(self) -> Outcome:
        """The outcome, or AWAY if it is not known in time: a write under way may still succeed."""
        if not self._done.acquire(timeout=max(0.0, self.until - monotonic())):
            self._left = True
            # Woken at this very moment, it is our turn after all.
            if not self._done.acquire(blocking=False):
                return Fate.AWAY
        wake(self._after)
        return self.outcome

    def call(self) -> "Ticket | None":
        """Wake who waits; if they have left, the ticket that they would have called."""
        self._done.release()
        # Who leaves says so first and looks then; here it is the other way round.
        left = self._left and self._done.acquire(blocking=False)
        return self._after if left else None

    def settle(self, outcome: Outcome, after: "Ticket | None") -> None:
        """Say what became of it, and who is woken next; nobody is woken yet."""
        self.outcome = outcome
        self._after = after


def settle(tickets: Sequence[Ticket], outcomes: Sequence[Outcome]) -> None:
    """Say what became of each ticket, and see to it that everybody is woken."""
    after = [*tickets[WOKEN:], *[None] * min(WOKEN, len(tickets))]
    for ticket, outcome, following in zip(tickets, outcomes, after, strict=True):
        ticket.settle(outcome, following)
    for ticket in tickets[:WOKEN]:
        wake(ticket)


def wake(ticket: Ticket | None) -> None:
    """Wake the first, from this one on, who still waits."""
    while ticket is not None:
        ticket = ticket.call()
