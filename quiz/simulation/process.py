"""Starts the process of a crowd: the ordinary command, beside the server and not part of it."""

import logging
import os
import subprocess  # nosec B404: the one program that is run is our own.
import sys
import threading
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from flask_babel import lazy_gettext as _l

from quiz.clock import clock
from quiz.config import ROOT, Settings
from quiz.errors import Unavailable
from quiz.simulation.rules import CrowdEnding, CrowdManner
from quiz.statements import open_book

COMMAND = "quiz.cli"
NICE = 10
FIRST_TO_GO = "500"
ENDED = "UPDATE crowd SET ended_at = ?, ending = ? WHERE key = ? AND ended_at IS NULL"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CrowdOrder:
    """What the process of a crowd is told: the rehearsal's code, and the crowd's own key."""

    code: str
    key: str
    players: int
    manner: CrowdManner


def start_crowd(order: CrowdOrder, settings: Settings) -> int:
    """Start the crowd's process, which no restart of this one ends, and give its number.

    Unavailable where there can be none. Should it ever end without a word, its row says so.
    """
    if not settings.own_address:
        raise Unavailable(
            _l(
                "This server does not know its own address, so it can send no crowd in: whoever "
                "looks after it starts it with quiz serve, or sets QUIZ_OWN_ADDRESS."
            )
        )
    try:
        process = subprocess.Popen(  # noqa: S603  # nosec B603: our own interpreter and module.
            command_of(order, settings.own_address),
            cwd=ROOT,
            env=environment_of(os.environ, settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        log.warning("No crowd could be started: %s.", error.strerror)
        raise Unavailable(
            _l("The crowd’s process cannot be started: %(reason)s.", reason=str(error.strerror))
        ) from error
    spare_others(process.pid)
    log.info("A crowd of %d plays in %s: process %d.", order.players, order.code, process.pid)
    url = settings.database_url
    threading.Thread(target=see_it_end, args=[process, order.key, url], daemon=True).start()
    return process.pid


def command_of(order: CrowdOrder, url: str) -> list[str]:
    """The command line of a crowd; no secret is on it."""
    wish = {
        "--players": str(order.players),
        "--chinese": str(order.manner.chinese),
        "--pace": order.manner.pace,
        "--url": url,
        "--crowd": order.key,
    }
    words = [word for pair in wish.items() for word in pair]
    return [sys.executable, "-m", COMMAND, "rehearse", order.code, *words]


def environment_of(environment: Mapping[str, str], settings: Settings) -> dict[str, str]:
    """What a command of ours needs to find the same database and the same key."""
    return {
        **environment,
        "QUIZ_INSTANCE": str(settings.instance),
        "QUIZ_DATABASE_URL": settings.database_url,
        "QUIZ_SECRET_FILE": str(settings.secret_file),
    }


def spare_others(pid: int) -> None:
    """Let the rest of the machine go before that process, and outlive it where memory ends."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, NICE)
    with suppress(OSError):
        Path(f"/proc/{pid}/oom_score_adj").write_text(FIRST_TO_GO, "ascii")


def see_it_end(process: "subprocess.Popen[bytes]", key: str, url: str) -> None:
    """Wait for the end of a crowd's process, and keep that it failed unless it said why it left."""
    process.wait()
    try:
        book = open_book(url)
        with closing(book):
            book.run_whole(ENDED, (clock.now(), str(CrowdEnding.FAILED), key))
    except Exception as error:  # noqa: BLE001 (each driver has its own; the row grows old instead)
        log.info("The end of a crowd could not be kept: %s.", type(error).__name__)
