"""A private PostgreSQL server for the tests, from the machine's own binaries."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql


def postgresql_binaries() -> Path | None:
    """The folder of the newest PostgreSQL's binaries, if this machine has any."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in folders), default=None, key=lambda p: int(p.parent.name))


class PostgresServer:
    """One server in a folder of its own, reached through a socket in that folder."""

    def __init__(self, binaries: Path, environment: Mapping[str, str] | None = None) -> None:
        self.binaries = binaries
        self.environment = dict(environment or {})
        self.folder = Path(tempfile.mkdtemp(prefix="quiz-pg-", dir="/tmp"))
        self.numbers = count(1)
        if os.getuid() == 0:  # PostgreSQL refuses to run as root.
            shutil.chown(self.folder, "postgres", "postgres")

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as a user that it accepts, and wait for it."""
        user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run(
            [*user, str(self.binaries / program), *arguments],
            check=True,
            cwd=self.folder,
            env=os.environ | self.environment,
            stdout=subprocess.DEVNULL,
        )

    def create(self) -> None:
        """Make the server's files, once."""
        data = str(self.folder / "data")
        self.run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        """Start, or start again, and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=100"
        self.pg_ctl("start", "-o", options, "-l", str(self.folder / "log"))

    def stop(self, mode: str = "fast") -> None:
        """Stop; `immediate` leaves the files as a crash does."""
        self.pg_ctl("stop", "-m", mode)

    def pg_ctl(self, action: str, *arguments: str) -> None:
        """Let pg_ctl do `action`, and wait until it is done."""
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-s", *arguments, action)

    def url(self, name: str) -> str:
        """The address of the database `name`, as the application's configuration wants it."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def make_database(self, template: str = "template1") -> str:
        """A new database, a copy of `template`; gives its name."""
        name = f"quiz_{next(self.numbers)}"
        query = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self.execute(query.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop_database(self, name: str) -> None:
        """Drop the database `name`, with whoever is still connected to it."""
        self.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def execute(self, query: sql.Composed) -> None:
        """Run one statement as the owner of the server."""
        address = f"postgresql://postgres@/postgres?host={self.folder}"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(query)

    def remove(self) -> None:
        """Stop, and leave nothing behind."""
        self.stop("immediate")
        shutil.rmtree(self.folder)
