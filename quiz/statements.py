"""One plain connection to SQLite or PostgreSQL: what the hot paths are written on."""

import fcntl
import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from time import monotonic
from typing import IO, Any

from sqlalchemy import make_url

from quiz.database import BUSY_MS, connect_raw, is_sqlite

# A writer comes back to the same pages of its tables; a reader leaves them to the system's cache.
WRITER_KB = 12_000
READER_KB = 500
AGAIN_S = 0.002

log = logging.getLogger(__name__)


class Book:
    """One DB-API connection; statements are written with `?` and run on either database."""

    def __init__(
        self, connection: Any, *, sqlite: bool, turn: IO[str] | None = None, inside: bool = False
    ) -> None:
        self.connection = connection
        self.sqlite = sqlite
        self.inside = inside
        self._turn = turn
        self._has_turn = False

    def run(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """A cursor that has run `sql`."""
        return self.connection.execute(sql if self.sqlite else sql.replace("?", "%s"), values)

    def run_whole(self, sql: str, values: Sequence[Any]) -> bool:
        """Run one statement that is a transaction by itself.

        False, and nothing is written, where a row is refused or somebody else is writing.
        """
        try:
            self.run(sql, values)
        except Exception as error:
            if is_refusal(error) or is_busy(error):
                return False
            raise
        return True

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is committed together, or nothing is.

        On SQLite it begins with the write lock, which the processes of one machine take in turn.
        A book that is `inside` a transaction leaves it to whoever began that.
        """
        if self.inside:
            yield
            return
        with self.turn():
            self._begin()
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Within, no other process of this machine that waits for its turn writes."""
        if self._turn is None or self._has_turn:
            yield
            return
        fcntl.flock(self._turn, fcntl.LOCK_EX)
        self._has_turn = True
        try:
            yield
        finally:
            self._has_turn = False
            fcntl.flock(self._turn, fcntl.LOCK_UN)

    def for_update(self, sql: str) -> str:
        """The same query holding its rows; on SQLite the transaction holds everything already.

        Rows may still be referred to: a join need not wait for the event's row.
        """
        return sql if self.sqlite else f"{sql} FOR NO KEY UPDATE"

    def close(self) -> None:
        """Give the connection back; the book is not used again."""
        self.connection.close()
        if self._turn is not None:
            self._turn.close()

    def _begin(self) -> None:
        """Begin; on SQLite as soon as nobody else writes, staff for example, who have no turns."""
        if not self.sqlite:
            self.connection.execute("BEGIN")
            return
        until = monotonic() + BUSY_MS / 1_000
        while True:
            try:
                self.connection.execute("BEGIN IMMEDIATE")
            except Exception as error:
                if not is_busy(error) or monotonic() > until:
                    raise
                time.sleep(AGAIN_S)
            else:
                return

    def _roll_back(self) -> None:
        in_transaction = self.connection.in_transaction if self.sqlite else True
        if in_transaction:
            self.connection.execute("ROLLBACK")


def open_book(url: str, *, in_turn: bool = False) -> Book:
    """A book on the database at `url`; `in_turn` makes writers of one machine queue fairly.

    SQLite's own waiting is a race of sleepers: one process can starve another for seconds.
    """
    sqlite = is_sqlite(url)
    connection = connect_raw(url)
    if sqlite:
        connection.execute(f"PRAGMA cache_size = -{WRITER_KB if in_turn else READER_KB}")
    if sqlite and in_turn:
        # Whether to wait is ours to say: what waited too long must not be written any more.
        connection.execute("PRAGMA busy_timeout = 0")
    turn = None
    if sqlite and in_turn:
        path = Path(f"{make_url(url).database}.turn")
        path.touch(0o600)
        turn = path.open("w")
    return Book(connection, sqlite=sqlite, turn=turn)


def is_busy(error: Exception) -> bool:
    """Whether SQLite says that somebody else is writing."""
    return getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")


def is_refusal(error: Exception) -> bool:
    """Whether a driver says that a row breaks a rule of the schema, whichever driver it is."""
    names = {base.__name__ for base in type(error).__mro__}
    return bool(names & {"IntegrityError", "DataError"})


class LastingBook:
    """A thread's own book: opened when it is needed, and again after its connection is lost."""

    def __init__(self, opens: Callable[[], Book]) -> None:
        self._opens = opens
        self._book: Book | None = None

    def opened(self) -> Book:
        """The book; whatever the driver raises where the database is away."""
        if self._book is None:
            self._book = self._opens()
        return self._book

    def turn(self) -> AbstractContextManager[None]:
        """The book's turn; nothing while it is not open."""
        return nullcontext() if self._book is None else self._book.turn()

    def drop_if_dead(self) -> None:
        """After a failure: a connection that does not answer is dropped."""
        try:
            self.opened().run("SELECT 1").fetchone()
        except Exception:  # noqa: BLE001 (each driver has its own; all mean the same here)
            self.close()

    def close(self) -> None:
        """Give the connection back, as far as that can be."""
        book, self._book = self._book, None
        if book is not None:
            try:
                book.close()
            except Exception:  # noqa: BLE001 (a connection that is gone cannot be closed)
                log.info("The connection was gone already.")


def read_json(stored: Any) -> Any:
    """A JSON column's value: SQLite's driver gives its text, PostgreSQL's what the text says."""
    return json.loads(stored) if isinstance(stored, str) else stored
