"""Whether what the database commits is kept: the disk under SQLite, PostgreSQL's settings."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from quiz.cli.checks.finding import Finding
from quiz.game.reader import BOOKS

MOUNTS = Path("/proc/self/mounts")
REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "ceph", "glusterfs"})
WORKERS = 2
# Of a worker: one of each thread that writes (`docs/architecture.md` names them), and the probe's;
# the reader's, and those of pages.
OWN_CONNECTIONS = 9
CONNECTIONS = WORKERS * (OWN_CONNECTIONS + BOOKS + 15)


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
