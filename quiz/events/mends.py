"""What can be mended in a round that was launched, and how it is undone. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from quiz.bank.kinds.registry import kind_of
from quiz.events.facts import RoundFacts


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be otherwise: a form more or less, another key, another weight, void or not.

    `accept` and `withdraw` are forms of a typed answer, as somebody wrote them; `key` is a whole
    key of the frozen copy. What is empty, or None, stays as it is.
    """

    accept: str = ""
    withdraw: str = ""
    key: Mapping[str, Any] | None = None
    weight: int | None = None
    void: bool | None = None

    def to_json(self) -> dict[str, Any]:
        """Only what changes, as it is kept."""
        return {name: value for name, value in asdict(self).items() if value not in ("", None)}


def change_from(stored: Mapping[str, Any]) -> Change:
    """A change as it was kept."""
    return Change(**stored)


def after_change(played: RoundFacts, change: Change) -> RoundFacts:
    """The round as it is once the change is made."""
    content, kind = dict(played.content), kind_of(played.content)
    if change.key is not None:
        content = kind.with_key(content, change.key)
    if change.accept:
        content = kind.accepting(content, change.accept)
    if change.withdraw:
        content = kind.withdrawing(content, change.withdraw)
    times = played.times
    if change.void is not None:
        # When it was made void is in its row; what it is worth does not depend on it.
        voided_at = times.closes if times.voided_at is None else times.voided_at
        times = replace(times, voided_at=voided_at, counts_again=not change.void)
    weight = played.weight if change.weight is None else change.weight
    return replace(played, times=times, content=content, weight=weight)


def inverse_of(played: RoundFacts, change: Change) -> Change:
    """What undoes the change in the round as it is before it."""
    return Change(
        accept=change.withdraw,
        withdraw=change.accept,
        key=None if change.key is None else kind_of(played.content).key_in(dict(played.content)),
        weight=None if change.weight is None else played.weight,
        void=None if change.void is None else not change.void,
    )
