"""A backup under load is whole, goes back elsewhere, and every score follows from its answers."""

import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from quiz.cli import main
from quiz.clock import clock as product_clock
from quiz.database import connect_raw
from quiz.extensions import db
from quiz.game.actions.play import Seat, answer, join
from quiz.game.ledger.entries import Seated
from quiz.game.rules import Arrival, Verdict
from quiz.waiting import run_inline
from tests.clocks import SettableClock
from tests.evenings import Evening, make_evening
from tests.servers import PostgresServer

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str, settings: object, tmp_path: Path) -> Run:
    """Runs `quiz …` on the test's database, or on another."""

    def run(*arguments: object, on: str = database_url) -> Result:
        environment = {"QUIZ_DATABASE_URL": on, "QUIZ_INSTANCE": str(tmp_path / "elsewhere")}
        return CliRunner(env=environment).invoke(main, [str(word) for word in arguments])

    return run


@pytest.fixture
def elsewhere(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of another database, without any table."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'other' / 'quiz.sqlite'}"
        return
    server: PostgresServer = request.getfixturevalue("postgresql")
    name = server.make_database()
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture
def evening(app: Flask, clock: SettableClock, rng: random.Random) -> Evening:
    """An evening whose first question is open."""
    evening = make_evening(app, clock, rng)
    evening.launch_and_open()
    return evening


class Crowd:
    """Players who join and answer one after the other until they are told to stop."""

    def __init__(self, evening: Evening) -> None:
        self.evening = evening
        self.played = evening.round()
        self.now = product_clock.now()
        self.acknowledged: list[int] = []
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.play)

    def play(self) -> None:
        """Join, answer, and note who was acknowledged."""
        desk, evening = self.evening.desk, self.evening
        seat = Seat(evening.event_id, evening.channels[0], "fr", may_move=False)
        value = str(dict(self.played.content)["choices"][0]["id"])
        while not self.stopping.is_set():
            pass_ = f"{len(self.acknowledged):032x}"
            seated = run_inline(join(desk.ledger, seat, pass_, None, self.now, evening.rng))
            assert isinstance(seated, Seated)
            player = (seated.player_id, seated.channel_id)
            arrived = Arrival.at(self.now)
            told = run_inline(answer(desk.ledger, desk.reader, self.played, player, value, arrived))
            assert told.verdict is Verdict.ACCEPTED
            self.acknowledged.append(seated.player_id)

    def wait_for(self, many: int) -> set[int]:
        """Return once so many more were acknowledged, with all who were."""
        goal = len(self.acknowledged) + many
        while len(self.acknowledged) < goal:
            assert self.thread.is_alive()
        return set(self.acknowledged)

    def end(self) -> None:
        """Let the last one finish."""
        self.stopping.set()
        self.thread.join()


@pytest.fixture
def crowd(evening: Evening) -> Iterator[Crowd]:
    """A crowd in the middle of a question."""
    evening.desk.ledger.start()
    crowd = Crowd(evening)
    crowd.thread.start()
    yield crowd
    crowd.end()


def answered(url: str) -> set[int]:
    """Who answered, as that database has it."""
    connection = connect_raw(url)
    rows = connection.execute("SELECT player_id FROM answer").fetchall()
    connection.close()
    return {row[0] for row in rows}


def integrity(url: str, folder: Path) -> tuple[int, str]:
    """What `quiz integrity` says of a database, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", "from quiz.cli import main; main()", "integrity"],
        env=os.environ | {"QUIZ_DATABASE_URL": url, "QUIZ_INSTANCE": str(folder / "elsewhere")},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.both_databases
def test_a_backup_under_load_is_whole_elsewhere(
    run: Run, crowd: Crowd, elsewhere: str, tmp_path: Path
) -> None:
    before = crowd.wait_for(50)
    file = tmp_path / "evening.backup"
    written = run("backup", file)
    assert written.exit_code == 0, written.output
    assert file.stat().st_mode & 0o777 == 0o600
    after = crowd.wait_for(50)
    crowd.end()
    restored = run("restore", file, on=elsewhere)
    assert restored.exit_code == 0, restored.output
    kept = answered(elsewhere)
    assert before <= kept < after
    assert f"answers: {len(kept)}" in written.output
    assert f"answers: {len(kept)}" in restored.output
    sentence = f"{crowd.evening.code}: every score follows from its {len(kept)} answers.\n"
    assert integrity(elsewhere, tmp_path) == (0, sentence)
    doctor = run("doctor", on=elsewhere).output
    assert "well  The database answers." in doctor


@pytest.mark.both_databases
def test_restore_replaces_only_by_force_and_moves_phones_on(
    run: Run, evening: Evening, elsewhere: str, tmp_path: Path
) -> None:
    file = tmp_path / "evening.backup"
    assert run("backup", file).exit_code == 0
    assert run("restore", file, on=elsewhere).exit_code == 0
    again = run("restore", file, on=elsewhere)
    assert again.exit_code == 1
    assert again.output.startswith("Error: The database holds events: 1, questions: 3, rounds: 1")
    forced = run("restore", "--force", file, on=elsewhere)
    assert forced.exit_code == 0, forced.output
    assert "The database held events: 1" in forced.output
    connection = connect_raw(elsewhere)
    (version,) = connection.execute("SELECT version FROM event").fetchone()
    connection.close()
    assert version == evening.known().facts.version + 1_000


@pytest.mark.both_databases
def test_restore_waits_until_the_quiz_is_stopped(
    run: Run, evening: Evening, tmp_path: Path
) -> None:
    file = tmp_path / "evening.backup"
    assert run("backup", file).exit_code == 0
    refused = run("restore", "--force", file)
    assert (refused.exit_code, refused.output) == (
        1,
        "Error: The database is in use. Stop the quiz first, on every machine.\n",
    )


@pytest.mark.both_databases
def test_backup_overwrites_nothing(run: Run, evening: Evening, tmp_path: Path) -> None:
    file = tmp_path / "evening.backup"
    file.write_text("precious")
    refused = run("backup", file)
    assert refused.exit_code == 1
    assert "is there already" in refused.output
    assert file.read_text() == "precious"


@pytest.mark.both_databases
def test_an_empty_database_is_not_worth_a_file(run: Run, app: Flask, tmp_path: Path) -> None:
    db.session.rollback()
    refused = run("backup", tmp_path / "nothing.backup")
    assert refused.output == "Error: The database holds nothing yet.\n"
    assert not list(tmp_path.glob("*nothing*"))


@pytest.mark.both_databases
def test_another_file_is_no_backup(run: Run, elsewhere: str, tmp_path: Path) -> None:
    file = tmp_path / "holiday.jpg"
    file.write_bytes(b"\xff\xd8\xff")
    refused = run("restore", file, on=elsewhere)
    assert refused.exit_code == 1
    assert "is not a backup of this kind of database" in refused.output


@pytest.mark.both_databases
def test_a_damaged_backup_changes_nothing(
    run: Run, evening: Evening, elsewhere: str, tmp_path: Path
) -> None:
    file = tmp_path / "evening.backup"
    assert run("backup", file).exit_code == 0
    assert run("restore", file, on=elsewhere).exit_code == 0
    whole = bytearray(file.read_bytes())
    middle = slice(len(whole) // 3, len(whole) // 2)
    whole[middle] = bytes(len(whole[middle]))
    file.write_bytes(whole)
    refused = run("restore", "--force", file, on=elsewhere)
    assert refused.exit_code == 1
    connection = connect_raw(elsewhere)
    assert connection.execute("SELECT COUNT(*) FROM event").fetchone()[0] == 1
    connection.close()
