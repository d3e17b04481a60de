"""What was typed in a round, grouped as it is judged, and what may be accepted afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import LazyString, lazy_ngettext
from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.registry import kind_of
from quiz.bank.kinds.tally import REST, Spread, percent_of
from quiz.console.numbers import Teller
from quiz.events.facts import EventFacts, MendFacts, RoundFacts
from quiz.game.mend.consequence import Consequence
from quiz.game.reader import Reader

# So many spellings are read: the most frequent ones.
MOST_SPELLINGS = 2_000


@dataclass(frozen=True, slots=True)
class TypedLine:
    """Everything that was typed and is judged alike: its most frequent spelling, and the others.

    `mend` is what made it right afterwards, if that can be undone; `is_withdrawn` where it is
    right only until a change that waits is carried out.
    """

    text: str
    spellings: tuple[str, ...]
    count: int
    percent: int
    is_right: bool
    mend: MendFacts | None
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class TypedView:
    """What was typed in a round, the most frequent first, and what waits to be mended in it."""

    number: int
    is_counted: bool
    takes_forms: bool
    lines: tuple[TypedLine, ...]
    waiting: tuple[MendFacts, ...]


def typed_view(
    facts: EventFacts, played: RoundFacts, reader: Reader, teller: Teller
) -> TypedView | None:
    """None where no words are typed in such a round."""
    kind = kind_of(played.content)
    if not kind.is_worded:
        return None
    mends = facts.mends_of(played.times.id)
    return TypedView(
        number=played.times.number,
        is_counted=played.times.counted_at is not None,
        takes_forms=kind.takes_forms,
        lines=typed_lines(played, teller.spread(reader, played, MOST_SPELLINGS), mends),
        waiting=tuple(mend for mend in mends if mend.done_at is None),
    )


def typed_lines(
    played: RoundFacts, spread: Spread, mends: tuple[MendFacts, ...]
) -> tuple[TypedLine, ...]:
    """The values of a spread, most frequent first, grouped by what is judged alike."""
    content, kind = dict(played.content), kind_of(played.content)
    groups: dict[str, list[str]] = {}
    for value in spread.counts:
        if value == REST:
            continue
        groups.setdefault(kind.likeness(value), []).append(value)
    accepted = _accepted(kind, mends)
    lines = [
        _line(values, spread, kind.credit(content, values[0]) == 1, accepted.get(alike))
        for alike, values in groups.items()
    ]
    gone = _withdrawn(kind, mends)
    lines = [replace(line, is_withdrawn=kind.likeness(line.text) in gone) for line in lines]
    return tuple(sorted(lines, key=lambda line: -line.count))


def consequence_sentences(foreseen: Consequence) -> Iterator[LazyString]:
    """What a change would do, for whoever is to decide."""
    if not foreseen.is_counted:
        yield lazy_ngettext(
            "So far it changes %(num)s answer. The count will take it in.",
            "So far it changes %(num)s answers. The count will take it in.",
            foreseen.gain + foreseen.lose,
        )
        return
    if foreseen.gain:
        yield lazy_ngettext(
            "%(num)s player gains points.", "%(num)s players gain points.", foreseen.gain
        )
    if foreseen.lose:
        yield lazy_ngettext(
            "%(num)s player loses points.", "%(num)s players lose points.", foreseen.lose
        )
    if not foreseen.gain and not foreseen.lose:
        yield _l("Nobody’s points change.")
    elif not foreseen.first_before or not foreseen.first_after:
        return
    elif foreseen.first_before == foreseen.first_after:
        yield _l("The first place stays with %(name)s.", name=foreseen.first_before)
    else:
        yield _l(
            "The first place goes from %(before)s to %(after)s.",
            before=foreseen.first_before,
            after=foreseen.first_after,
        )


def _accepted(kind: Any, mends: tuple[MendFacts, ...]) -> dict[str, MendFacts]:
    """What stands by a mend, by what it is judged by."""
    standing: dict[str, MendFacts] = {}
    for mend in mends:
        if form := mend.change.get("accept"):
            standing[kind.likeness(form)] = mend
        if form := mend.change.get("withdraw"):
            standing.pop(kind.likeness(form), None)
    return standing


def _withdrawn(kind: Any, mends: tuple[MendFacts, ...]) -> set[str]:
    """What waits to be right no more, by what it is judged by."""
    waiting = [mend.change for mend in mends if mend.done_at is None]
    gone: set[str] = set()
    for change in waiting:
        gone.discard(kind.likeness(change.get("accept", "")))
        if form := change.get("withdraw"):
            gone.add(kind.likeness(form))
    return gone


def _line(
    values: list[str],
    spread: Spread,
    is_right: bool,
    mend: MendFacts | None,
) -> TypedLine:
    count = sum(spread.counts[value] for value in values)
    return TypedLine(
        text=values[0],
        spellings=tuple(values[1:]),
        count=count,
        percent=percent_of(count, spread.answers),
        is_right=is_right,
        mend=mend,
    )
