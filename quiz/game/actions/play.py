"""What players write: answers and joins, through the ledger."""

import hashlib
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, partial
from random import Random
from typing import NamedTuple

from quiz.bank.kinds.registry import kind_of
from quiz.events.facts import RoundFacts
from quiz.game.clusters import Marks
from quiz.game.ledger.entries import AnswerEntry, Fate, JoinEntry, Kept, LateEntry, Moved, Outcome
from quiz.game.ledger.thread import Ledger
from quiz.game.nicknames import Nickname, candidates, check_nickname, is_suggested, suggest
from quiz.game.reader import Reader
from quiz.game.rules import (
    Arrival,
    Verdict,
    counted_from,
    credit_in,
    outside,
    verdict_by_door,
    worth,
)
from quiz.game.words.doubts import is_doubtful
from quiz.waiting import in_thread

REMEMBERED = 20_000  # answers, of all rounds that are open in this process


class Receipt(NamedTuple):
    """What a player is told of an answer: the verdict, and what is stored if something is.

    `readings` are what it may mean, in plain spelling, where that is asked back.
    """

    verdict: Verdict
    value: str = ""
    elapsed_ms: int = 0
    readings: tuple[str, ...] = ()


async def answer(
    ledger: Ledger,
    reader: Reader,
    played: RoundFacts,
    player: tuple[int, int],
    value: str,
    arrived: Arrival,
) -> Receipt:
    """Have the canonical `value` of `player` (number, channel) written if its window is open.

    Outside the window the row is looked up first: a retry of a stored answer gets its receipt.
    """
    player_id, channel_id = player
    refused = outside(played.times, window_of(played, channel_id), arrived)
    if refused is None:
        outcome = await ledger.put(_judged(played, player, value, arrived))
        if isinstance(outcome, Moved):
            return await _answer_there(
                ledger, played, (player_id, outcome.channel_id), value, arrived
            )
        return receipt(outcome, value)
    if refused is Verdict.TOO_LATE and played.times.shut_at is None:
        # What was sent in time may be about to be written: "too late" must not be said before it.
        outcome = await ledger.put(LateEntry(played.times.id, player_id))
        if outcome is Fate.SHUT:
            return Receipt(verdict_by_door(played.times, refused))
        return receipt(outcome, value)
    stored = await in_thread(reader.answer, played.times.id, player_id)
    if stored is None:
        return Receipt(refused)
    return receipt(Kept(False, stored.value, stored.elapsed_ms), value)


async def _answer_there(
    ledger: Ledger, played: RoundFacts, player: tuple[int, int], value: str, arrived: Arrival
) -> Receipt:
    """Judge an answer by the channel on which its player sits; nothing of it is stored yet."""
    refused = outside(played.times, window_of(played, player[1]), arrived)
    if refused is not None:
        return Receipt(verdict_by_door(played.times, refused))
    return receipt(await ledger.put(_judged(played, player, value, arrived)), value)


def receipt(outcome: Outcome, value: str) -> Receipt:
    """What the ledger's outcome means to the player who sent `value`."""
    if isinstance(outcome, Kept):
        if outcome.value != value:
            return Receipt(Verdict.ALREADY_ANSWERED, outcome.value, outcome.elapsed_ms)
        verdict = Verdict.ACCEPTED if outcome.new else Verdict.REPEATED
        return Receipt(verdict, outcome.value, outcome.elapsed_ms)
    if outcome is Fate.SHUT:
        return Receipt(Verdict.TOO_LATE)
    return Receipt(Verdict.MALFORMED if outcome is Fate.REFUSED else Verdict.AWAY)


def _judged(
    played: RoundFacts, player: tuple[int, int], value: str, arrived: Arrival
) -> AnswerEntry:
    """The answer with its credit and points, by the one function that counts them."""
    player_id, channel_id = player
    window = window_of(played, channel_id)
    instant = counted_from(window, arrived)
    elapsed = instant - window[0]
    credit, credit_text = credit_of(played, value)
    due = worth(played, credit, elapsed)
    return AnswerEntry(
        played.times.id, player_id, value, instant, elapsed, credit_text, due, channel_id
    )


@lru_cache(REMEMBERED)
def window_of(played: RoundFacts, channel_id: int) -> tuple[int, int]:
    """The window of a round on a channel; these facts never change, others take their place."""
    return played.times.window(channel_id)


@lru_cache(REMEMBERED)
def read_answer(played: RoundFacts, raw: str, language: str, is_plain: bool = False) -> str:
    """The canonical value of an answer as sent; a crowd sends the same few again and again."""
    kind, content = kind_of(played.content), dict(played.content)
    return kind.parse_plain(content, raw) if is_plain else kind.parse(content, raw, language)


@lru_cache(REMEMBERED)
def credit_of(played: RoundFacts, value: str) -> tuple[Fraction | None, str | None]:
    """How right a canonical value is, from 0 to 1, and as it is stored (`1/2`); None in a poll."""
    credit = credit_in(played, value)
    return credit, None if credit is None else str(credit)


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a browser wants to sit: event, channel, language, and whether it may change channel.

    `marks` say from where it comes, if that is known; whoever has its pass joined not before
    `since` (ms UTC). Once the event `is_full`, only who has a seat already gets it. Who `rehearses`
    has what only a rehearsal hands out.
    """

    event_id: int
    channel_id: int
    language: str
    may_move: bool
    marks: Marks | None = None
    since: int = 0
    is_full: bool = False
    rehearses: bool = False


async def join(
    ledger: Ledger, seat: Seat, pass_: str, nickname: Nickname | None, now: int, rng: Random
) -> Outcome:
    """Have the browser with `pass_` seated; without a nickname the server finds one.

    A player who is there already and sends no nickname keeps the old one.
    """
    wanted = nickname or check_nickname(suggest(seat.language, rng))
    entry = JoinEntry(
        event_id=seat.event_id,
        pass_hash=hash_pass(pass_),
        player_id=random_player(rng),
        first=(wanted.name, wanted.key),
        others=partial(candidates, wanted, rng),
        renames=nickname is not None,
        channel_id=seat.channel_id,
        may_move=seat.may_move,
        language=seat.language,
        joined_at=now,
        network_mark=None if seat.marks is None else seat.marks.network,
        agent_mark=None if seat.marks is None else seat.marks.agent,
        since=seat.since,
        is_full=seat.is_full,
        rehearses=seat.rehearses,
        unseen_since=None if is_suggested(wanted.name) else now,
        is_doubtful=not is_suggested(wanted.name) and is_doubtful(wanted.name),
    )
    return await ledger.put(entry)


def hash_pass(pass_: str) -> str:
    """How a pass is stored: nobody who reads the database can play as somebody else."""
    return hashlib.sha256(pass_.encode()).hexdigest()


def random_player(rng: Random) -> int:
    """A random 63-bit number for a new player; zero is nobody's."""
    return rng.getrandbits(63) or 1
