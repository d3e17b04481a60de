"""What keeps a machine from serving: its disk, its clock, its database."""

import logging
import shutil
import threading
from collections.abc import Iterator
from functools import cache
from time import monotonic

from alembic.script import ScriptDirectory

from quiz.config import ROOT, Settings
from quiz.live.watch import Watch
from quiz.nodes.rules import ClockVerdict
from quiz.statements import Book, open_book

# It writes nothing, yet a database that may only be read refuses it.
PROBE = "UPDATE event SET version = version WHERE 1 = 0"
LEAST_DISK = 100_000_000  # bytes
KEPT_S = 1.0

log = logging.getLogger(__name__)


class Readiness:
    """What keeps this machine from serving; looked at no more than once a second."""

    def __init__(self, settings: Settings, database_url: str, watch: Watch) -> None:
        self._settings = settings
        self._url = database_url
        self._watch = watch
        self._looking = threading.Lock()
        self._book: Book | None = None
        self._reasons: tuple[str, ...] = ("Starting.",)
        self._looked_at = float("-inf")

    def reasons(self) -> tuple[str, ...]:
        """What is wrong, in English; empty if nothing is.

        Who asks while another looks is told what was last found, so a database that hangs holds
        one thread and no more.
        """
        if monotonic() >= self._looked_at + KEPT_S and self._looking.acquire(blocking=False):
            try:
                self._reasons = (*self._on_machine(), *self._in_database())
                self._looked_at = monotonic()
            finally:
                self._looking.release()
        return self._reasons

    def end(self) -> None:
        """Give the connection back; the next look opens another."""
        book, self._book = self._book, None
        try:
            if book is not None:
                book.close()
        except Exception:  # noqa: BLE001 (a connection that is gone cannot be closed)
            log.info("The probe's connection was gone already.")

    def _on_machine(self) -> Iterator[str]:
        if self._settings.drain_file.exists():
            yield "This machine is being emptied: the file draining is there."
        if shutil.disk_usage(self._settings.instance).free < LEAST_DISK:
            yield f"Less than {LEAST_DISK // 1_000_000} MB are free."
        if self._watch.agreement.verdict is ClockVerdict.ALONE:
            yield "This machine's clock is away from the other machines': restart quiz serve."

    def _in_database(self) -> Iterator[str]:
        try:
            book = self._book = self._book or open_book(self._url, in_turn=True)
            with book.transaction():
                book.run(PROBE)
                row = book.run("SELECT version_num FROM alembic_version").fetchone()
        except Exception as error:  # noqa: BLE001 (each driver has its own; all mean the same here)
            self.end()
            yield f"The database does not take writes: {type(error).__name__}."
            return
        if is_behind(row[0] if row else None):
            yield "The database is not up to date: start quiz serve again."


def is_behind(version: str | None) -> bool:
    """Whether the database lacks a migration of ours.

    One that we do not know is a newer program's: while machines are replaced one after the other,
    the older ones go on with it.
    """
    known, newest = versions()
    return version is None or (version in known and version != newest)


@cache
def versions() -> tuple[frozenset[str], str | None]:
    """The migrations that this program knows, and the newest."""
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    known = frozenset(script.revision for script in scripts.walk_revisions())
    return known, scripts.get_current_head()
