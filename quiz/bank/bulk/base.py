"""What can be done to many questions at once, and what became of it: values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.comparison import QuestionChange
from quiz.bank.rules import TAGS
from quiz.i18n.localized import Localized

TWIN = _l("The bank has the same question already.")


class Bulk(StrEnum):
    """What can be done to many questions at once."""

    ADD_TAG = "add_tag"
    REMOVE_TAG = "remove_tag"
    SECONDS = "seconds"
    WEIGHT = "weight"
    ARCHIVE = "archive"
    UNARCHIVE = "unarchive"
    MOVE = "move"
    COPY = "copy"
    BIN = "bin"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class BulkWish:
    """A change and its value: a tag, a number in digits, or the number of a bank.

    With `was`, only questions that still have that value are changed: an undo leaves alone what
    somebody changed since. `places` are the positions that questions had in the bank that they
    move back to, by their numbers.
    """

    change: Bulk
    value: str = ""
    was: str | None = None
    places: Mapping[int, int] = field(default_factory=dict)


class HeldQuestion(NamedTuple):
    """What is read of a question while its bank is held: little, so that nobody waits for long."""

    id: int
    version: int
    bank_id: int
    position: int
    fingerprint: str
    prompt: Localized
    seconds: int
    weight: int
    archived: bool
    object_id: int | None
    binned_at: int | None
    bank_binned_at: int | None


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A question's row, made ready before its bank is held, and why it cannot be written, if so."""

    change: QuestionChange
    wrong: LazyString | None


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A question that was not changed, and why, as a sentence."""

    prompt: Localized
    reason: LazyString


@dataclass(slots=True)
class BulkOutcome:
    """The numbers of those `changed`, how many were so `already`, and which were left alone.

    `undo` says how they are changed back; `entry_id` is the number of the record's entry, or 0.
    """

    changed: list[int] = field(default_factory=list)
    already: int = 0
    left: list[LeftAlone] = field(default_factory=list)
    undo: list[dict[str, Any]] = field(default_factory=list)
    entry_id: int = 0

    def leave(self, question: HeldQuestion, reason: LazyString) -> None:
        """Say that a question stays as it is."""
        self.left.append(LeftAlone(question.prompt, reason))

    def way_back(
        self,
        change: Bulk,
        value: str,
        numbers: Sequence[int],
        was: str = "",
        places: Sequence[int] = (),
    ) -> None:
        """Keep how those questions are changed back, to the places that they had."""
        if numbers:
            step = {"change": change.value, "value": value, "ids": [*numbers]}
            known = {"was": was, "places": [*places]}
            self.undo.append(step | {name: value for name, value in known.items() if value})


def value_of(question: HeldQuestion, change: Bulk) -> str:
    """What a question has now of what a change gives it; for the bin, the version it has."""
    values = {
        Bulk.SECONDS: question.seconds,
        Bulk.WEIGHT: question.weight,
        Bulk.MOVE: question.bank_id,
        Bulk.BIN: question.version,
    }
    return str(values.get(change, ""))


def tag_of(wish: BulkWish) -> str:
    """The tag that is asked for; nothing where it cannot be one."""
    tag = " ".join(wish.value.split())
    return "" if "|" in tag or len(tag) > TAGS.longest else tag
