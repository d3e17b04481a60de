"""`quiz serve`: one command from an empty folder to a running quiz."""

import gc
import multiprocessing
import os
import resource
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from multiprocessing.synchronize import Semaphore
from typing import Any

import click
from flask import Flask
from flask_babel import gettext as _
from flask_migrate import upgrade
from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.log import LogLevels
from granian.server.common import AbstractServer
from sqlalchemy import select

from quiz.accounts.actions import first_enrolment
from quiz.app import create_app
from quiz.clock import Clock, boot_id, clock
from quiz.config import ROOT, Settings, from_environment, make_secret
from quiz.database import writing
from quiz.events.models import Event
from quiz.extensions import db
from quiz.web.assets import publish

DEMO = "va2020"
# Phones keep their connection between two polls: these are places in a queue, not threads.
BACKLOG = 4_096
CONNECTIONS = 16_384
FILES = 65_536
WATCH_SECONDS = 0.5
GRACE_SECONDS = 5
SETTLE_SECONDS = 0.5
AGAIN_SECONDS = 1.0
# A crowd has some thousand requests under way, which are no garbage; reference counts do the rest.
GARBAGE = (50_000, 20, 50)
# On SIGHUP an old worker goes so long after its successor was started: by then that one answers.
RELOAD_SECONDS = 6.0


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="The port.")
@click.option("--workers", default=2, show_default=True, help="How many processes answer.")
def serve(host: str, port: int, workers: int) -> None:
    """Prepare what is missing, print the links and serve until Ctrl-C.

    Makes the secret key, brings the database up to date, starts the server. SIGHUP replaces the
    workers one after the other, with new code, while the others go on answering.

    Example: quiz serve --port 8080
    """
    settings = from_environment()
    refuse_taken_port(host, port)
    prepare(settings)
    raise_file_limit()
    bound_memory()
    shown = f"[{host}]" if ":" in host else host
    lines = links(create_app(settings), settings.origin or f"http://{shown}:{port}")
    try:
        run(partial(granian, host, port, workers), lines, workers)
    finally:
        settings.clock_file.unlink(missing_ok=True)
    click.echo(_("Stopped."))


def refuse_taken_port(host: str, port: int) -> None:
    """Say at once, and in a sentence, that something else answers there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sentence = _(
                "Port %(port)s of %(host)s cannot be used: %(reason)s. Try another PORT.",
                port=port,
                host=host,
                reason=error.strerror,
            )
            raise click.ClickException(sentence) from error


def prepare(settings: Settings) -> None:
    """The folder, the secret key, the compressed files, and a clock shared by the machine."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    make_secret(settings.secret_file)
    settings.drain_file.unlink(missing_ok=True)
    publish(settings.instance)
    now = Clock()
    clock.anchor(now.wall_ms, now.monotonic_ms)
    clock.hand_over(settings.clock_file, boot_id())


def links(app: Flask, base: str) -> list[str]:
    """Bring the database up to date; a line for each link to the event that is on."""
    with app.app_context():
        with writing():
            upgrade()
            token = first_enrolment()
            db.session.commit()
        event = featured_event()
        found = [] if event is None else event_links(event, base)
        if token is not None:
            found.append(f"enrol: {base}/fr/account/enrol/{token}")
        db.session.remove()
        db.engine.dispose()
    return found


def featured_event() -> Event | None:
    """The first event that is not over, else the demo's, else any."""
    over, other = Event.ended_at.is_not(None), Event.code != DEMO
    return db.session.scalar(select(Event).order_by(over, other & over, Event.starts_at, Event.id))


def event_links(event: Event, base: str) -> list[str]:
    """Where viewers, the host and the studio's software go."""
    return [
        f"viewers: {base}/e/{event.code}",
        f"host: {base}/fr/host/{event.code}",
        f"overlay: {base}/overlay/{event.code}/{event.overlay_secret}",
    ]


def run(server: Callable[[], AbstractServer[Any]], lines: list[str], workers: int) -> None:
    """Serve until a signal ends it, whatever happens to the workers; say `lines` once all answer.

    Granian replaces a worker that died, and stops if the same one dies again within seconds. If
    any had ever come up it was no fault of the start, so the evening goes on with new ones.
    """
    # A fresh interpreter for each worker: on SIGHUP it reads the new code.
    multiprocessing.set_start_method("spawn")
    arrivals = Arrivals()
    threading.Thread(target=arrivals.announce, args=[workers, lines], daemon=True).start()
    while True:
        running, before = server(), arrivals.count
        # It ends the process when workers died; here, that decides nothing yet.
        with suppress(SystemExit):
            running.serve(target_loader=partial(load_worker, os.getpid(), arrivals.semaphore))
        if not arrivals.count:
            raise click.ClickException(_("No worker could start; the reason is above."))
        if arrivals.count == before:
            # They died while they started: what ails them may pass, and the evening is not over.
            time.sleep(AGAIN_SECONDS)
        if running.interrupt_signal:
            return


class Arrivals:
    """How many workers came up; a semaphore has no lock that a killed one could keep."""

    def __init__(self) -> None:
        self.semaphore = multiprocessing.Semaphore(0)
        self.count = 0

    def announce(self, workers: int, lines: list[str]) -> None:
        """Count for ever; say where the quiz is as soon as so many workers are there."""
        while self.semaphore.acquire():
            self.count += 1
            if self.count == workers:
                # Loaded is not yet listening: a signal in between would not be heard.
                time.sleep(SETTLE_SECONDS)
                for line in [*lines, _("Ctrl-C stops it.")]:
                    click.echo(line)


def granian(host: str, port: int, workers: int) -> AbstractServer[Any]:
    """The server, not yet started; its queues are long because phones keep their connections."""
    return Granian(
        "wsgi:edge",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        # Without TLS no browser speaks HTTP/2, and a connection that might costs twice the memory.
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        backlog=BACKLOG,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        respawn_interval=RELOAD_SECONDS,
        workers_kill_timeout=GRACE_SECONDS,
        log_level=LogLevels.error,
    )


def load_worker(parent: int, arrivals: Semaphore, target: str) -> Any:
    """What a worker serves; the worker ends with the process that started it."""
    # Ctrl-C reaches the parent alone, which tells its workers; told twice, they do not stop.
    os.setpgid(0, 0)
    threading.Thread(target=end_with, args=[parent], daemon=True).start()
    sys.path.insert(0, str(ROOT))
    module, _, name = target.partition(":")
    app = getattr(import_module(module), name)
    spare_garbage_rounds()
    arrivals.release()
    return app


def end_with(parent: int) -> None:
    """End this process when its parent was killed: an orphan would hold the port for ever."""
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os._exit(1)


def bound_memory() -> None:
    """Let the workers' threads share two heaps of C; each of its own would keep what it frees."""
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")


def spare_garbage_rounds() -> None:
    """Look for garbage seldom, and never among what a worker begins with.

    Each round goes through all that lives, and holds up the whole crowd meanwhile.
    """
    gc.freeze()
    gc.set_threshold(*GARBAGE)


def raise_file_limit() -> None:
    """Let this process hold as many connections as the system allows it to."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
