"""The database stops, breaks, is held, refuses: no answer is lost or doubled."""

import time
from contextlib import closing
from functools import partial

import pytest
from psycopg import OperationalError

from quiz.database import connect_raw, is_sqlite
from quiz.game.actions.play import hash_pass
from quiz.web.crowd.cookies import PASS_COOKIE
from tests.faults.crowd import BEFORE_S, Crowd, Player
from tests.faults.house import House, eventually, kill
from tests.faults.judge import HELD_S, Play
from tests.faults.nights import CHANNEL
from tests.servers import PostgresServer


@pytest.mark.postgresql
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
class TestServer:
    """What only a server of databases can suffer."""

    def test_it_stops_at_once_and_starts(
        self, house: House, play: Play, postgresql: PostgresServer
    ) -> None:
        def fault(crowd: Crowd) -> None:
            looker = crowd.looker()
            looker.join()
            for _ in crowd.turns():
                looker.hang_up()
                postgresql.stop("immediate")
                try:
                    look_around(looker)
                finally:
                    postgresql.start()

        play(fault, 5)

    def test_its_connections_are_ended(self, house: House, play: Play) -> None:
        ended: list[int] = []

        def fault(crowd: Crowd) -> None:
            while crowd.is_on():
                time.sleep(BEFORE_S)
                ended.append(sum(backends(house, "pg_terminate_backend(pid)")))

        play(fault)
        assert any(ended)

    def test_one_of_its_processes_is_killed(self, house: House, play: Play) -> None:
        def fault(crowd: Crowd) -> None:
            for _ in crowd.turns():
                time.sleep(BEFORE_S)
                assert eventually(partial(kill_one, house))

        play(fault)


def backends(house: House, wanted: str) -> list[int]:
    """Something about each of the server's processes that work for the house."""
    with closing(connect_raw(house.url)) as connection:
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        found = connection.execute(f"SELECT {wanted} FROM pg_stat_activity WHERE {others}")
        return [row[0] for row in found.fetchall()]


def kill_one(house: House) -> bool:
    """Kill one of those processes; all others end then, and the server starts again by itself."""
    try:
        kill(backends(house, "pid")[0])
    except OperationalError:  # It is just starting again.
        return False
    return True


def look_around(looker: Player) -> None:
    """Without a database the scene stays, and whatever needs one says when to ask again."""
    live, public = f"/live/{looker.code}/{CHANNEL}", f"/fr/e/{looker.code}/{CHANNEL}"
    pulse = looker.ask(f"{live}/pulse")
    assert (pulse.status, pulse.json["phase"]) == (200, "open")
    scene = f"{live}/{pulse.json['scene']}/fr"
    asked = [looker.ask(path) for path in (scene, public, "/fr/account/sign-in")]
    assert [answer.status for answer in asked] == [200] * len(asked)
    for path in (f"{live}/unknown/fr", f"{public}/play", f"/my/{looker.code}/me"):
        answer = looker.ask(path)
        assert (path, answer.status, "Retry-After" in answer.headers) == (path, 503, True)


@pytest.mark.both_databases
def test_another_writer_holds_the_database(house: House, play: Play) -> None:
    def fault(crowd: Crowd) -> None:
        for _ in crowd.turns():
            time.sleep(BEFORE_S)
            hold(house)
        assert crowd.was_hindered()

    play(fault)


def hold(house: House) -> None:
    """Keep everybody else from writing answers for three seconds."""
    with closing(connect_raw(house.url)) as connection:
        if is_sqlite(house.url):
            connection.execute("BEGIN IMMEDIATE")
        else:
            connection.execute("BEGIN")
            connection.execute("LOCK TABLE answer IN EXCLUSIVE MODE")
        time.sleep(HELD_S)
        connection.execute("ROLLBACK")


@pytest.mark.both_databases
def test_a_row_that_the_database_refuses(house: House, play: Play) -> None:
    told: list[int] = []

    def fault(crowd: Crowd) -> None:
        while crowd.is_on():
            ghost = crowd.looker()
            ghost.join()
            erase(house, hash_pass(ghost.cookies[PASS_COOKIE]))
            told.append(ghost.answer(1, crowd.values[0]).status)
            time.sleep(0.1)

    play(fault)
    assert set(told) <= {422, 410}
    assert 422 in told


def erase(house: House, pass_hash: str) -> None:
    """Take a player away behind everybody's back."""
    with closing(connect_raw(house.url)) as connection:
        mark = "?" if is_sqlite(house.url) else "%s"
        connection.execute(f"DELETE FROM player WHERE pass_hash = {mark}", (pass_hash,))
