"""What a host's click says besides its step, and what phones were told when it came. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from quiz.events.pace import SHORTEST_POLL_MS


class VoidReason(StrEnum):
    """Why a round is void, as viewers read it; the host need not say."""

    UNSAID = ""
    MISTAKE = "mistake"
    INTERRUPTION = "interruption"
    GIVEN_AWAY = "given-away"


@dataclass(frozen=True, slots=True)
class Click:
    """A click: the round and the close (studio, ms UTC) that its page showed, a reason to be told.

    What is None was not on the page, and is taken as it is now. A `tie_break` is launched as one.
    `poll_ms` is the longest time that
    some phone was told to wait before it asks again, which what the click changes has to leave it.
    """

    number: int | None = None
    closes_at: int | None = None
    reason: VoidReason = VoidReason.UNSAID
    tie_break: bool = False
    poll_ms: int = SHORTEST_POLL_MS


PLAIN = Click()
