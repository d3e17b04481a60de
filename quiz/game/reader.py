"""Reads of players, answers and boards; the live ones on a few plain connections."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from queue import SimpleQueue
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.base import Kind
from quiz.bank.kinds.tally import Spread
from quiz.database import is_sqlite
from quiz.errors import Unavailable
from quiz.game.facts import AnswerFacts, PlayerFacts, Wanted
from quiz.game.mine import NO_ROUND, mine_statement, player_from
from quiz.game.spread import SPREAD, asked, spread_from
from quiz.statements import Book, open_book, read_json
from quiz.waiting import BatchQueue, Ticket, settle

PATIENCE_S = 1.0
# Reads are short: this many keep the processors busy, and a crowd of them would only be in one
# another's way. PostgreSQL counts connections, SQLite keeps pages for each.
BOOKS = 4


class Absent(StrEnum):
    """Why there is nothing to say of a player: nobody has that number, or it is not known now."""

    UNKNOWN = "unknown"
    AWAY = "away"


Found = PlayerFacts | Absent
Asking = Ticket[tuple[int, Wanted], Found]


class Reader:
    """Point reads for the live paths, on connections that all threads share.

    One that is lost is opened again.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._line = BatchQueue[tuple[int, Wanted], Found]("reader", self._tell, Absent.AWAY)
        self._books: SimpleQueue[Book | None] = SimpleQueue()
        for _ in range(BOOKS):
            self._books.put(None)

    def start(self) -> None:
        """Begin to read for players together: one question for all who ask at the same time."""
        self._line.start()

    def end(self) -> None:
        """Answer who is waiting, then give every connection back."""
        self._line.end()
        self.close()

    def close(self) -> None:
        """Give every connection back; the reader may be used again."""
        for _ in range(BOOKS):
            book = self._books.get()
            self._books.put(None)
            if book is not None:
                book.close()

    async def player(self, player_id: int, wanted: Wanted) -> PlayerFacts | None:
        """What is stored of the player of that number, as of one instant."""
        found = await self._line.submit((player_id, wanted), PATIENCE_S)
        if found is Absent.AWAY:
            raise away()
        return found if isinstance(found, PlayerFacts) else None

    def answer(self, round_id: int, player_id: int) -> AnswerFacts | None:
        """What the player answered in the round."""
        row = self._one(
            "SELECT value, elapsed_ms, credit, points FROM answer"
            " WHERE round_id = ? AND player_id = ?",
            (round_id, player_id),
        )
        return None if row is None else AnswerFacts(*row)

    def players(self, event_id: int) -> int:
        """How many joined the event."""
        return int(self._one("SELECT COUNT(*) FROM player WHERE event_id = ?", (event_id,))[0])

    def answers(self, round_id: int) -> int:
        """How many answered the round so far."""
        return int(self._one("SELECT COUNT(*) FROM answer WHERE round_id = ?", (round_id,))[0])

    def answers_since(self, round_id: int, since: int) -> int:
        """How many answers to the round arrived after the instant `since`, in ms UTC."""
        sql = "SELECT COUNT(*) FROM answer WHERE round_id = ? AND arrived_at > ?"
        return int(self._one(sql, (round_id, since))[0])

    def spread(self, round_id: int, kind: Kind, most: int | None = None) -> Spread:
        """How the answers to a round of that kind spread so far, as far as it keeps them apart."""
        return spread_from(self._all(SPREAD, asked(round_id, kind, most)), kind, most)

    def players_by_channel(self, event_id: int) -> dict[int, int]:
        """How many players each channel has."""
        sql = "SELECT channel_id, COUNT(*) FROM player WHERE event_id = ? GROUP BY channel_id"
        return dict(self._all(sql, (event_id,)))

    def answers_by_channel(self, round_id: int) -> dict[int, int]:
        """How many answers to the round came from each channel."""
        sql = (
            "SELECT player.channel_id, COUNT(*) FROM answer"
            " JOIN player ON player.id = answer.player_id"
            " WHERE answer.round_id = ? GROUP BY player.channel_id"
        )
        return dict(self._all(sql, (round_id,)))

    def banned(self, event_id: int) -> frozenset[int]:
        """The numbers of the event's banned players."""
        sql = "SELECT id FROM player WHERE event_id = ? AND banned_at IS NOT NULL"
        return frozenset(row[0] for row in self._all(sql, (event_id,)))

    def moved(self, event_id: int) -> dict[int, int]:
        """The channel on which each player of the event sits who ever changed it."""
        sql = "SELECT id, channel_id FROM player WHERE event_id = ? AND moved_at IS NOT NULL"
        return dict(self._all(sql, (event_id,)))

    def board(self, round_id: int) -> tuple[Any, ...] | None:
        """A counted round's board as stored: top, histogram, apart, spread, players, answers."""
        sql = "SELECT top, histogram, apart, spread, players, answers FROM board WHERE round_id = ?"
        row = self._one(sql, (round_id,))
        return None if row is None else (*(read_json(stored) for stored in row[:4]), *row[4:])

    def _tell(self, first: Asking, others: Iterator[Asking]) -> None:
        """Tell each what it asked; most of a crowd want the same of their players."""
        alike: dict[Wanted, list[Asking]] = {}
        for ticket in (first, *others):
            alike.setdefault(ticket.asked[1], []).append(ticket)
        for wanted, tickets in alike.items():
            try:
                found = self._players({ticket.asked[0] for ticket in tickets}, wanted)
            except Unavailable:
                settle(tickets, [Absent.AWAY] * len(tickets))
            else:
                settle(tickets, [found.get(ticket.asked[0], Absent.UNKNOWN) for ticket in tickets])

    def _players(self, players: Iterable[int], wanted: Wanted) -> dict[int, PlayerFacts]:
        local, asked = is_sqlite(self._url), [*players]
        # After a reveal the round that is on is the round that is shown: one row for both.
        same = wanted.given == wanted.result
        apart = wanted.given is not None and not same
        is_divided = wanted.tie_break is not None
        values = (
            *wanted.hidden,
            *wanted.hidden,
            json.dumps(asked) if local else asked,
            wanted.event_id,
            wanted.result or NO_ROUND,
            *([wanted.given] if apart else []),
            *wanted.mends,
            *([wanted.tie_break] if is_divided else []),
        )
        sql = mine_statement(local, len(wanted.hidden), apart, len(wanted.mends), is_divided)
        rows = self._all(sql, values)
        return {row[0]: player_from(row[1:], same) for row in rows}

    def _one(self, sql: str, values: Sequence[Any]) -> Any:
        return self._run(sql, values, "fetchone")

    def _all(self, sql: str, values: Sequence[Any]) -> Any:
        return self._run(sql, values, "fetchall")

    def _run(self, sql: str, values: Sequence[Any], fetch: str) -> Any:
        """Read; a lost connection is opened again once, then the reader is asked to come back."""
        book = self._books.get()
        try:
            for last in (False, True):
                try:
                    book = book or open_book(self._url)
                    return getattr(book.run(sql, values), fetch)()
                except Exception as error:
                    _drop(book)
                    book = None
                    if last:
                        raise away() from error
        finally:
            self._books.put(book)
        return None


def away() -> Unavailable:
    """What is said while the database is away."""
    return Unavailable(_l("The quiz is catching its breath; ask again."))


def _drop(book: Book | None) -> None:
    """Give a connection that failed back, as far as that can be."""
    if book is not None:
        with suppress(Exception):
            book.close()
