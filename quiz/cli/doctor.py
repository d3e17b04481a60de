"""`quiz doctor`: what must be mended on this machine, in plain sentences."""

import os
import resource
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from alembic.script import ScriptDirectory
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import make_url

from quiz import database
from quiz.cli.terminal import in_terminal_language
from quiz.clock import boot_id, clock
from quiz.config import ROOT, Settings, from_environment, read_secret
from quiz.errors import QuizError
from quiz.game.reader import BOOKS
from quiz.i18n.localized import LANGUAGES
from quiz.nodes.queries import NOW as POSTGRESQL_NOW
from quiz.nodes.rules import DOUBTS, MOST_APART_MS, NodeFacts, Reading, common, reading

PYTHONS = ((3, 11), (3, 14))
MEGABYTE = 1_000_000  # bytes
LEAST_DISK = 500  # megabytes: a long evening and its log
LEAST_FILES = 4_096
LEAST_BACKLOG = 4_096
BACKLOG = Path("/proc/sys/net/core/somaxconn")
MOUNTS = Path("/proc/self/mounts")
REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "ceph", "glusterfs"})
# Where systemd and containers put a secret: there, others cannot come, whatever its mode.
SAFE_FOLDERS = ("/run/credentials/", "/run/secrets/")
# The program's own sentences, and those of WTForms.
DOMAINS = ("messages", "wtforms")
WORKERS = 2
# Of a worker: the ledger's, the count's, the probe's, the reader's, and those of pages.
CONNECTIONS = WORKERS * (3 + BOOKS + 15)
NOW = {
    True: "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)",
    False: POSTGRESQL_NOW,
}
NODES = "SELECT id, seen_at, offset_ms, goal_ms, disagreement_ms, apart FROM node"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    well: bool
    sentence: str


@click.command()
@in_terminal_language
def doctor() -> None:
    """Say what is well on this machine and what must be mended; exit code 1 if anything must.

    Example: quiz doctor
    """
    settings = from_environment()
    findings = [finding for look in LOOKS for finding in look(settings)]
    for finding in findings:
        verdict = _("well") if finding.well else _("MEND")
        click.echo(f"{verdict}  {finding.sentence}")
    if not all(finding.well for finding in findings):
        raise click.exceptions.Exit(1)


def look_at_python(_settings: Settings) -> Iterator[Finding]:
    """Whether this Python is one that the locked dependencies are made for."""
    mine = sys.version_info[:2]
    number = ".".join(str(part) for part in mine)
    yield Finding(
        PYTHONS[0] <= mine <= PYTHONS[1],
        _("Python %(number)s; 3.11 to 3.14 will do.", number=number),
    )


def look_at_secret(settings: Settings) -> Iterator[Finding]:
    """Whether the key is there, long enough, and nobody else's to read."""
    try:
        read_secret(settings.secret_file)
    except (QuizError, OSError) as error:
        yield Finding(False, str(error))
        return
    if str(settings.secret_file).startswith(SAFE_FOLDERS):
        yield Finding(True, _("The secret key is a credential of this service."))
        return
    mode = stat.S_IMODE(settings.secret_file.stat().st_mode)
    sentence = _(
        "The secret key %(path)s has mode %(mode)s; 0600 keeps it secret.",
        path=str(settings.secret_file),
        mode=f"{mode:04o}",
    )
    yield Finding(not mode & 0o077, sentence)


def look_at_database(settings: Settings) -> Iterator[Finding]:
    """Whether the database is sound, reachable, up to date, and of one mind about the time."""
    url = settings.database_url
    if database.is_sqlite(url):
        version = database.sqlite.sqlite_version
        sound = database.is_sound(database.sqlite.sqlite_version_info)
        sentence = _("SQLite %(version)s; 3.51.3 and newer lose nothing.", version=version)
        yield Finding(sound, sentence)
        if not sound:
            return
    try:
        connection = database.connect_raw(url, existing=True)
    except Exception as error:  # noqa: BLE001 (each driver has its own; all mean the same here)
        reason = str(error).strip()
        yield Finding(False, _("The database cannot be reached: %(reason)s", reason=reason))
        return
    try:
        yield Finding(True, _("The database answers."))
        schema = look_at_schema(connection)
        yield schema
        if schema.well:
            yield look_at_pictures(connection)
        asked = NOW[database.is_sqlite(url)]
        yield from look_at_clocks(clock_readings(connection, asked, settings, schema.well))
        if database.is_sqlite(url):
            yield look_at_medium(Path(str(make_url(url).database)))
        else:
            yield from look_at_server(connection)
    finally:
        connection.close()


def look_at_schema(connection: Any) -> Finding:
    """Whether the newest migration ran."""
    newest = ScriptDirectory(str(ROOT / "migrations")).get_current_head()
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except Exception:  # noqa: BLE001 (each driver has its own; all mean: no such table)
        row = None
    current = row[0] if row else "empty"
    sentence = _(
        "The database is at version %(current)s, the program at %(newest)s; "
        "quiz serve brings it up.",
        current=current,
        newest=newest,
    )
    return Finding(current == newest, sentence)


def look_at_pictures(connection: Any) -> Finding:
    """How many questions name a picture: that is kept and exported, and shown to nobody yet."""
    (many,) = connection.execute("SELECT count(*) FROM question WHERE image <> ''").fetchone()
    if not many:
        return Finding(True, _("No question names a picture."))
    sentence = ngettext(
        "%(num)d question names a picture; phones do not show pictures yet.",
        "%(num)d questions name a picture; phones do not show pictures yet.",
        many,
    )
    return Finding(True, sentence)


def clock_readings(connection: Any, question: str, settings: Settings, has_nodes: bool) -> Reading:
    """The database's clock beside this machine's, or its server's, and what the nodes say of it."""
    clock.take_over(settings.clock_file, boot_id())
    rows = connection.execute(NODES).fetchall() if has_nodes else []
    asked = clock.now()
    (sentence,) = connection.execute(question).fetchone()
    return reading(asked, sentence, clock.now(), [NodeFacts(*row) for row in rows])


def look_at_clocks(read: Reading) -> Iterator[Finding]:
    """How far this machine, or its server, is from the database's clock, and the nodes from it."""
    mine = next((node for node in read.living if node.id == clock.node), None)
    away = abs(read.ahead_ms if mine is None else mine.disagreement_ms)
    sentence = _("The quiz's clock and the database's are %(apart)s ms apart.", apart=away)
    yield Finding(away <= MOST_APART_MS, sentence)
    alone = sum(node.apart > DOUBTS for node in read.living)
    if alone:
        sentence = ngettext(
            "The clock of %(num)d machine is away from the others'; restart quiz serve there.",
            "The clocks of %(num)d machines are away from the others'; restart quiz serve there.",
            alone,
        )
        yield Finding(False, sentence)
    step = common([node.disagreement_ms for node in read.living])
    if abs(step) > MOST_APART_MS:
        sentence = _(
            "The database's clock has stepped by %(step)s ms; no machine follows it while an event "
            "is on. Set it right, or stop all machines for three minutes before the next event.",
            step=step,
        )
        yield Finding(False, sentence)


def look_at_medium(file: Path) -> Finding:
    """Whether the SQLite file is on a disk of this machine: over a network its locks fail."""
    kind, where = "", ""
    for line in MOUNTS.read_text("utf-8").splitlines() if MOUNTS.exists() else ():
        _device, mounted, mounted_kind = line.split(" ")[:3]
        if file.resolve().is_relative_to(mounted) and len(mounted) >= len(where):
            kind, where = mounted_kind, mounted
    if kind in REMOTE:
        sentence = _(
            "The database lies on %(kind)s; SQLite needs a disk of this machine.", kind=kind
        )
        return Finding(False, sentence)
    return Finding(True, _("The database lies on a disk of this machine."))


def look_at_server(connection: Any) -> Iterator[Finding]:
    """Whether PostgreSQL keeps what it commits, and takes all the connections of a machine."""
    (fsync,) = connection.execute("SELECT current_setting('fsync')").fetchone()
    if fsync == "on":
        yield Finding(True, _("PostgreSQL keeps what it commits."))
    else:
        yield Finding(False, _("PostgreSQL's fsync is off; a power cut loses what it committed."))
    many = int(connection.execute("SELECT current_setting('max_connections')").fetchone()[0])
    sentence = _(
        "PostgreSQL takes %(many)s connections; each machine of ours may need %(needed)s.",
        many=many,
        needed=CONNECTIONS,
    )
    yield Finding(many >= CONNECTIONS, sentence)


def look_at_network(settings: Settings) -> Iterator[Finding]:
    """Whether a crowd that arrives at once finds room, and who is believed to speak for it."""
    if BACKLOG.exists():
        many = int(BACKLOG.read_text("ascii"))
        sentence = _("%(many)s phones may knock at once (net.core.somaxconn).", many=many)
        yield Finding(many >= LEAST_BACKLOG, sentence)
    if settings.proxies:
        named = ", ".join(str(network) for network in settings.proxies)
        yield Finding(True, _("Proxies at %(named)s are believed.", named=named))
    elif settings.origin.startswith("https:"):
        sentence = _(
            "Something speaks https for us, but QUIZ_PROXIES does not say at which address."
        )
        yield Finding(False, sentence)


def look_at_room(settings: Settings) -> Iterator[Finding]:
    """Whether the disk and the limit of open files will do for an evening."""
    folder = settings.instance if settings.instance.exists() else settings.instance.parent
    free = shutil.disk_usage(folder).free // MEGABYTE
    sentence = _("%(free)s MB are free in %(folder)s.", free=free, folder=str(folder))
    yield Finding(free >= LEAST_DISK, sentence)
    if not os.access(folder, os.W_OK):
        yield Finding(False, _("%(folder)s cannot be written to.", folder=str(folder)))
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY:
        yield Finding(True, _("A process may open any number of files; each phone takes one."))
    else:
        sentence = _("A process may open %(many)s files; each phone takes one.", many=hard)
        yield Finding(hard >= LEAST_FILES, sentence)


def look_at_catalogues(_settings: Settings) -> Iterator[Finding]:
    """Whether every language's sentences are compiled, those of the forms too."""
    for language in LANGUAGES:
        folder = ROOT / "translations" / language / "LC_MESSAGES"
        if all(is_compiled(folder / f"{domain}.po") for domain in DOMAINS):
            yield Finding(True, _("The catalogue of %(language)s is compiled.", language=language))
        else:
            sentence = _(
                "The catalogue of %(language)s is not compiled; make run does.", language=language
            )
            yield Finding(False, sentence)


def is_compiled(source: Path) -> bool:
    """Whether a catalogue is compiled, and was not changed since."""
    compiled = source.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime


LOOKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    look_at_python,
    look_at_secret,
    look_at_database,
    look_at_room,
    look_at_network,
    look_at_catalogues,
)
