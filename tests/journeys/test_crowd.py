"""A host rehearses with a crowd that the console sends in, sees it answer, and sends it away."""

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from quiz.database import writing
from quiz.events.queries import find_event
from quiz.extensions import db
from tests.factories import make_bank, make_channel, make_entry, make_event, make_question
from tests.journeys.house import House, open_house
from tests.journeys.screen import Screen
from tests.journeys.staff import open_desk
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

CODE = "foule"
BOTH = (360, 1_440)
# What a browser says of a request that a killed worker was about to answer.
BROKEN_OFF = re.compile("ERR_(CONNECTION|EMPTY|INCOMPLETE|SOCKET|HTTP)")
LOOK_S = 0.5
# A process that was told to leave has so long, on whatever machine.
LOOKS = 240


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A museum of its own: where another event is on, no crowd is sent in."""
    with open_house(tmp_path_factory.mktemp("calm")) as house:
        with house.app.app_context(), writing():
            event = make_event(code=CODE)
            make_channel(event, name="salle", delay_ms=0)
            make_channel(event, name="kuaishou", delay_ms=1_500, language="zh")
            bank = make_bank(name="Répétition")
            for _ in range(2):
                make_entry(event, make_question(bank, seconds=20))
            db.session.commit()
            db.session.remove()
        yield house


@pytest.fixture(scope="module")
def desk(chromium: Browser, calm: House) -> Iterator[Screen]:
    """A host before that event."""
    with open_desk(chromium, calm, "crowd", role="host") as screen:
        screen.expected.append(BROKEN_OFF)
        yield screen


def begin(desk: Screen) -> str:
    """Begin a rehearsal; its code."""
    desk.page.goto(f"/fr/host/{CODE}/rehearsal")
    desk.page.locator("form[action$='/rehearsal'] button").click()
    desk.page.wait_for_url(re.compile(rf"/host/{CODE}-[0-9a-f]{{8}}$"))
    return desk.page.url.rpartition("/")[2]


def send_in(page: Page, players: int) -> None:
    """Send a quick crowd in by the sheet, which closes."""
    page.locator("#crowd-sheet > summary").click()
    page.locator("#crowd-players").fill(str(players))
    page.locator("input[name=pace][value=quick]").check()
    page.locator("#crowd-form .actions .button").click()
    expect(page.locator("#status")).to_have_class(re.compile("done"))
    expect(page.locator("#crowd-sheet")).not_to_have_attribute("open", "")


def processes(code: str) -> list[int]:
    """The processes that play in that rehearsal."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                words = (folder / "cmdline").read_bytes().decode().split("\0")
            except OSError:
                continue
            if "rehearse" in words and code in words:
                found.append(int(folder.name))
    return found


def has_gone(code: str) -> bool:
    """Whether no process plays in that rehearsal any more; it is waited for."""
    for _look in range(LOOKS):
        if not processes(code):
            return True
        time.sleep(LOOK_S)
    return False


def answers(house: House) -> bool:
    """Whether the server answers a new connection."""
    try:
        return house.node.get("/healthz")[0] == 200
    except OSError:
        return False


def kill_worker_of(pid: int, house: House) -> None:
    """Kill the worker that started that process, and return once another has taken its place."""
    worker = int(Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[1])
    os.kill(worker, signal.SIGKILL)
    # Each connection comes to either worker's place by chance.
    for _look in range(LOOKS):
        if all(answers(house) for _turn in range(20)):
            return
        time.sleep(LOOK_S)
    raise AssertionError


def test_a_crowd_is_sent_in_answers_and_is_sent_away(desk: Screen, calm: House) -> None:
    page, code = desk.page, begin(desk)
    line = page.locator(".crowd-line")
    page.locator("#crowd-sheet > summary").click()
    desk.look("crowd-sheet", BOTH)
    page.locator("#delays-form input[type=number]").last.fill("2.5")
    page.locator("#delays-form .actions .button").click()
    expect(page.locator("#crowd-sheet")).not_to_have_attribute("open", "")
    expect(page.locator(".channels .delay", has_text="2,5")).to_be_visible()
    send_in(page, 12)
    expect(page.locator("[data-number=crowd-joined]")).to_have_text("12")
    # What can be pressed stands where it stood.
    before = page.locator("#crowd-sheet").bounding_box()
    page.locator("#step-launch").click()
    answered = page.locator("[data-number=crowd-answered]")
    expect(answered).to_have_text(re.compile(r"^([6-9]|1[0-2])$"))
    expect(page.locator("[data-number=answers]").first).not_to_have_text("0")
    assert page.locator("#crowd-sheet").bounding_box() == before
    desk.look("crowd-playing", BOTH)
    # A worker that dies does not take the crowd along.
    (playing,) = processes(code)
    kill_worker_of(playing, calm)
    assert processes(code) == [playing]
    expect(page.locator("[data-number=crowd-joined]")).to_have_text("12")
    page.locator("#crowd-away").click()
    expect(line).to_have_text("Les joueurs simulés sont sortis à la demande de la régie.")
    expect(page.locator("#crowd-away")).to_have_count(0)
    assert has_gone(code)
    # Another one is sent in, and goes with its rehearsal.
    send_in(page, 3)
    expect(page.locator("[data-number=crowd-joined]")).to_have_text("3")
    page.goto(f"/zh/host/{code}")
    expect(page.locator("[data-number=crowd-joined]")).to_have_text("3")
    assert untranslated(page, "zh") == []
    page.goto(f"/fr/host/{code}/rehearsal")
    page.locator("form[action$='/drop'] button").click()
    expect(page.locator(".notice.right")).to_be_visible()
    assert has_gone(code)
    with calm.app.app_context():
        assert find_event(code) is None
        db.session.remove()
