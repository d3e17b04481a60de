"""A running house for each database, shared by all faults of a process."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.faults.house import NEVER_SAID, House
from tests.faults.judge import Play, play_in
from tests.faults.nights import close_app, copy_of
from tests.servers import PostgresServer

Open = Callable[..., House]


@pytest.fixture(scope="session")
def houses() -> Iterator[dict[str, House]]:
    """The houses that are shared, by their database."""
    shared: dict[str, House] = {}
    yield shared
    for house in shared.values():
        house.end()
        close_app(house)


@pytest.fixture
def make_url(
    backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Makes a database with every table, and gives its address."""
    if backend == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        return lambda: copy_of(template, tmp_path_factory.mktemp("database"))
    server: PostgresServer = request.getfixturevalue("postgresql")
    tables: str = request.getfixturevalue("postgresql_template")
    return lambda: server.url(server.make_database(tables))


@pytest.fixture
def house(
    backend: str,
    houses: dict[str, House],
    make_url: Callable[[], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    """The running house on that database; afterwards its log holds nothing unforeseen."""
    if backend not in houses:
        houses[backend] = House(tmp_path_factory.mktemp(f"{backend}-house"), make_url())
    house = houses[backend]
    if not house.is_up():
        house.start()
    before = len(house.said())
    yield house
    said = house.said()[before:]
    assert not [line for line in NEVER_SAID if line in said], said


@pytest.fixture
def open_house(tmp_path: Path, make_url: Callable[[], str]) -> Iterator[Open]:
    """Opens a house of the test's own: `open_house(url=…, environment=…)`."""
    opened: list[House] = []

    def open_one(url: str = "", **values: object) -> House:
        house = House(tmp_path / f"house{len(opened)}", url or make_url(), **values)  # type: ignore[arg-type]
        opened.append(house)
        house.start()
        return house

    yield open_one
    for house in opened:
        house.end()
        close_app(house)


@pytest.fixture
def play(house: House) -> Play:
    """Plays a round of so many seconds in the shared house while a fault goes on; see `play_in`."""
    return partial(play_in, house)
