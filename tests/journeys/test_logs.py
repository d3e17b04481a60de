"""A day in a museum, from the first start to a broken table, and no secret in any log of it."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from quiz.cli.links import JOURNAL
from tests.faults.house import eventually
from tests.ports import free_port

READY = "Ctrl-C stops it."
PASSWORD, OTHER = "un bol vert sous la pluie", "sept jarres au grenier"
WRONG, MISTYPED = "mot-de-passe-errone", "Cle-tapee-au-mauvais-endroit"
METRICS = "jeton-des-mesures"
COMMAND = (sys.executable, "-c", "from quiz.cli import main; main()")


class Day:
    """A museum's machine, whose output goes into a journal, and the secrets that were seen."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.instance, self.log = folder / "instance", folder / "log"
        self.environment = os.environ | {
            "QUIZ_INSTANCE": str(self.instance),
            "QUIZ_METRICS_TOKEN": METRICS,
            "PORT": str(self.port),
            JOURNAL: "8:1234",
        }
        self.secrets = {PASSWORD, OTHER, WRONG, MISTYPED, METRICS}
        self.process: subprocess.Popen[bytes] | None = None

    def command(self, *words: str) -> str:
        """What a command of the machine's owner prints; what it says of itself is logged."""
        with self.log.open("a") as log:
            return subprocess.run(
                [*COMMAND, *words],
                env=self.environment,
                check=True,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            ).stdout

    def start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "serve"], env=self.environment, stdout=log, stderr=log
            )
        assert eventually(lambda: READY in self.said())

    def said(self) -> str:
        return self.log.read_text("utf-8", errors="replace")

    def keep(self, pattern: str, text: str) -> str:
        """What a pattern finds in a text: a secret from now on."""
        found = re.search(pattern, text)
        assert found is not None, text
        self.secrets.add(found[1])
        return found[1]

    def end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)


class Reader:
    """A browser: it keeps its cookies and sends the token of the page that it saw."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Ask for a page; the status and the text. Every cookie that comes with it is a secret."""
        connection = HTTPConnection("127.0.0.1", self.day.port, timeout=30)
        body = None if fields is None else urlencode(fields)
        kind = {} if body is None else {"Content-Type": "application/x-www-form-urlencoded"}
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, {"Cookie": cookies} | kind)
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
                if name != "language":
                    self.day.secrets.add(morsel.value)
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def send(self, path: str, to: str | None = None, **fields: str) -> tuple[int, str]:
        """Read the page at `path` and send its form, with its token, there or elsewhere."""
        token = self.day.keep(r'name="csrf_token" value="([^"]+)"', self.ask("GET", path)[1])
        return self.ask("POST", to or path, {"csrf_token": token, **fields})


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    day = Day(tmp_path)
    yield day
    day.end()


def enrol(day: Day, path: str, email: str) -> Reader:
    """A new member of staff, signed in."""
    reader = Reader(day)
    assert reader.send(path, name="Léa", email=email, password=PASSWORD)[0] == 303
    return reader


def staff_come_and_go(day: Day) -> None:
    """Enrol, invite, miss, change a password, sign in by a link, and use old links again."""
    lines = day.command("links")
    first = "/fr/account/enrol/" + day.keep(r"enrol: \S+/enrol/(\S+)", lines)
    admin = enrol(day, first, "lea@museum.example")
    invited = admin.send("/fr/account/staff", role="host")[1]
    second = "/fr/account/enrol/" + day.keep(r"/fr/account/enrol/([\w-]+)", invited)
    host = enrol(day, second, "bo@museum.example")
    assert host.ask("GET", "/fr/account/staff")[0] == 403
    change = {"current": PASSWORD, "new": OTHER}
    assert host.send("/fr/account/password", **change)[0] == 303
    stranger = Reader(day)
    for email, password in (("lea@museum.example", WRONG), (MISTYPED, PASSWORD)):
        assert stranger.send("/fr/account/sign-in", email=email, password=password)[0] == 422
    link = "/fr/account/link/" + day.keep(
        r"/fr/account/link/(\S+)", day.command("staff", "link", "bo@museum.example")
    )
    assert stranger.send(link)[0] == 303
    assert [stranger.ask("GET", path)[0] for path in (first, second, link)] == [404] * 3


def the_public_comes(day: Day) -> None:
    """Join, look, answer in vain, and open the studio's picture, also by a wrong link."""
    overlay = day.keep(r"overlay: \S+/overlay/va2020/(\S+)", day.command("links", "va2020"))
    phone = Reader(day)
    seat = f"nickname={quote('Ming')}&lang=fr&channel=youtube"
    assert phone.ask("PUT", f"/my/va2020/player?{seat}")[0] == 201
    assert phone.ask("GET", "/my/va2020/me")[0] == 200
    assert phone.ask("PUT", "/my/va2020/rounds/1/answer?lang=fr&v=0")[0] == 404
    assert phone.ask("GET", f"/overlay/va2020/{overlay}")[0] == 200
    assert phone.ask("GET", f"/overlay/va2020/{overlay}x")[0] == 404
    assert phone.ask("GET", f"/metrics?token={METRICS}")[0] in {401, 403, 404}


def a_table_is_broken(day: Day) -> None:
    """What fails is logged, and says no path."""
    with sqlite3.connect(day.instance / "quiz.sqlite") as connection:
        hashes = connection.execute("SELECT password FROM staff").fetchall()
        day.secrets |= {value for (value,) in hashes}
        connection.execute("DROP TABLE invitation")
    token = "jeton-inconnu-de-tous"
    day.secrets.add(token)
    assert Reader(day).ask("GET", f"/fr/account/enrol/{token}")[0] in {500, 503}


def test_no_log_of_a_day_holds_a_secret(day: Day) -> None:
    day.command("demo")
    day.start()
    staff_come_and_go(day)
    the_public_comes(day)
    a_table_is_broken(day)
    assert day.process is not None
    before = day.said().count("database")
    day.process.send_signal(signal.SIGHUP)
    day.end()

    logs = [day.log, *day.instance.rglob("*.log")]
    text = "".join(log.read_text("utf-8", errors="replace") for log in logs)
    day.secrets.add((day.instance / "secret").read_text("ascii").strip())
    assert before > 0
    assert "overlay: quiz links va2020" in text
    assert len(day.secrets) > 15
    assert [secret for secret in day.secrets if secret in text] == []
