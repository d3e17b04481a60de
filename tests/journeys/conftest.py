"""A museum that is open, for the journeys, and an admin's desk in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.house import House, open_house
from tests.journeys.screen import Screen
from tests.journeys.staff import open_desk


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_house(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def office(chromium: Browser, house: House, request: pytest.FixtureRequest) -> Iterator[Screen]:
    """An admin who is signed in."""
    with open_desk(chromium, house, Path(request.path).stem) as screen:
        yield screen
