"""`quiz serve`: one command from an empty folder to a running quiz."""

import fcntl
import os
import resource
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
from flask import Flask
from flask_babel import gettext as _
from flask_migrate import upgrade

from quiz.app import create_app
from quiz.bank.edits import renew_facts
from quiz.cli.links import enrolment, event_links, featured_event, may_show_secrets
from quiz.cli.terminal import in_terminal_language
from quiz.cli.worker import load_worker
from quiz.cli.workers import Arrivals, Workers, listening
from quiz.clock import Anchor, Clock, boot_id, clock
from quiz.config import LISTEN, OWN_ADDRESS, Settings, from_environment, make_folder, make_secret
from quiz.database import writing
from quiz.extensions import db
from quiz.nodes.actions import begin_time, keep_time, make_node_id
from quiz.reach import LOOPBACK, address_at, address_here, reach_warning
from quiz.web.assets import publish
from quiz.web.machine.metrics import FOLDER

FILES = 65_536
# What is larger lies apart in memory, and is given back when it is freed.
LARGE_BYTES = 1_048_576
MEMORY = "/dev/shm"  # noqa: S108 (a folder with a name of its own is made in it)
WORKERS = "QUIZ_WORKERS"


@click.command()
@click.option(
    "--host",
    default=LOOPBACK,
    show_default=True,
    envvar=LISTEN,
    help="The address to listen on; 0.0.0.0 for all of this machine's.",
)
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="The port.")
@click.option(
    "--workers",
    default=2,
    show_default=True,
    envvar=WORKERS,
    type=click.IntRange(1),
    help="How many processes answer.",
)
@in_terminal_language
def serve(host: str, port: int, workers: int) -> None:
    """Prepare what is missing, print the links and serve until Ctrl-C.

    Makes the secret key, brings the database up to date, starts the server. Where a journal or a
    log keeps what is printed, `quiz links` says the secret ones. SIGHUP replaces the
    workers one after the other, with new code, while the others go on answering.

    Example: quiz serve --port 8080
    """
    settings = from_environment()
    refuse_taken_port(host, port)
    with holding(settings.instance) as is_first:
        prepare(settings)
        raise_file_limit()
        bound_memory()
        # Each worker lets through its part of what a limit allows to all of them.
        os.environ |= {WORKERS: str(workers), LISTEN: host}
        os.environ.setdefault(OWN_ADDRESS, address_here(host, port))
        app = create_app(settings)
        base = settings.origin or address_at(host, port)
        lines = lines_of(app, base, secret=may_show_secrets(os.environ, is_first=is_first))
        if warning := reach_warning(base, host, behind=bool(settings.proxies)):
            lines.insert(0, str(warning))
        share_time(app, settings)
        try:
            with sharing_numbers(settings):
                run_server(host, port, lines, workers)
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


@contextmanager
def holding(instance: Path) -> Iterator[bool]:
    """Hold the folder; it is refused while another server holds it, and free when that ends.

    It gives whether no server ever held it before.

    Two would share one clock file, and the first to end would take it away from the other.
    """
    make_folder(instance)
    mark = instance / "serving"
    is_first = not mark.exists()
    with mark.open("a") as held:
        try:
            # The system lets go of it, however this process ends; workers do not inherit it.
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            sentence = _(
                "Another quiz serve runs in %(folder)s. Stop it, or choose another QUIZ_INSTANCE.",
                folder=str(instance),
            )
            raise click.ClickException(sentence) from error
        yield is_first


@contextmanager
def sharing_numbers(settings: Settings) -> Iterator[None]:
    """Give the workers a folder for their numbers, in memory where the system has such a place.

    A disk that is full would kill who writes into a file that is mapped.
    """
    if not settings.metrics_token or FOLDER in os.environ:
        yield
        return
    memory = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="celadon-", dir=memory) as folder:
        os.environ[FOLDER] = folder
        yield


def prepare(settings: Settings) -> None:
    """The folder, the secret key, the compressed files, and a clock shared by the machine."""
    make_secret(settings.secret_file)
    settings.drain_file.unlink(missing_ok=True)
    publish(settings.instance)
    now = Clock()
    clock.anchor(Anchor(now.wall_ms, now.monotonic_ms, node=make_node_id()))
    clock.hand_over(settings.clock_file, boot_id())


def share_time(app: Flask, settings: Settings) -> None:
    """Take the time that all nodes have, for all workers; those that start later have it too."""
    with app.app_context():
        begin_time(clock)
        keep_time(clock, is_on=True)
        db.session.remove()
        db.engine.dispose()
    clock.hand_over(settings.clock_file, boot_id())


def lines_of(app: Flask, base: str, *, secret: bool) -> list[str]:
    """Bring the database up to date; a line for each link, or for where to ask for a secret one."""
    with app.app_context():
        with writing():
            upgrade()
            renew_facts()
            db.session.commit()
        found = event_links(featured_event(), base, secret=secret) + enrolment(base, secret=secret)
        db.session.remove()
        db.engine.dispose()
    return found


def run_server(host: str, port: int, lines: list[str], workers: int) -> None:
    """Serve until a signal ends it, whatever happens to the workers.

    It says `lines` once all answer.
    """
    arrivals = Arrivals()
    announcement = [*lines, _("Ctrl-C stops it.")]
    threading.Thread(target=arrivals.announce, args=[workers, announcement], daemon=True).start()
    load = partial(load_worker, arrivals.semaphore)
    all_of_them = Workers(load, listening(host, port, workers), arrivals)
    all_of_them.run()
    if all_of_them.has_failed:
        raise click.ClickException(_("No worker could start; the reason is above."))


def bound_memory() -> None:
    """Let the workers' threads share two heaps of C; each of its own would keep what it frees.

    What is as large as the memory of a password's hash goes back to the system at once: otherwise
    it stays between smaller pieces, a third of all that a worker holds at its most.
    """
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    os.environ.setdefault("MALLOC_MMAP_THRESHOLD_", str(LARGE_BYTES))


def raise_file_limit() -> None:
    """Let this process hold as many connections as the system allows it to."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
