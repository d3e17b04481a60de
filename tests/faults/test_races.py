"""The same thing done by many at the same instant is done once."""

import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.accounts.models import AuditEntry
from quiz.events.models import Entry, Round
from quiz.events.rules import Step
from quiz.extensions import db
from tests.clients import sign_in
from tests.factories import make_staff
from tests.faults.crowd import Crowd, Player, make_player, wait_until_open
from tests.faults.house import House
from tests.faults.judge import Play, judge
from tests.faults.nights import CHANNEL, SOAK_S, make_night, wait_until
from tests.viewers import Viewer

pytestmark = pytest.mark.both_databases

AT_ONCE = 50
LONG_S = 10
CLICKS = 40 if SOAK_S else 4
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def all_at_once(works: Sequence[Callable[[], object]]) -> list[object]:
    """What each gives; all of them begin at the same instant."""
    barrier = threading.Barrier(len(works))

    def work(number: int) -> object:
        barrier.wait()
        return works[number]()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(work, range(len(works))))


def test_an_answer_sent_fifty_times_at_once(house: House) -> None:
    # Long enough for fifty tabs on a busy machine; then it is closed, and nobody waits.
    night = make_night(house, LONG_S)
    choices = [choice["id"] for choice in night.open(LONG_S).content["choices"]]
    wait_until_open(house, night)
    same, other = make_player(house, night), make_player(house, night)
    send_from_many_tabs(house, same, choices[:1])
    send_from_many_tabs(house, other, choices[:2])
    night.close()
    assert len(judge(house, night, [same, other]).answers) == 2


def send_from_many_tabs(house: House, player: Player, values: Sequence[str]) -> None:
    """Answer with each of the values in turn, on fifty connections, each as the same player."""
    player.join()
    tabs = [replace(player, told=[], _line=None) for _ in range(AT_ONCE)]
    sent = [partial(tab.answer, 1, values[n % len(values)]) for n, tab in enumerate(tabs)]
    all_at_once(sent)
    for tab in (player, *tabs):
        tab.hang_up()
        player.told += tab.told if tab is not player else []


class Host(Viewer):
    """A host's browser on the console of a night."""

    def open_console(self, app: Flask) -> None:
        """Sign in, and read the console once."""
        with app.app_context():
            client = sign_in(app.test_client(), make_staff("host"))
            cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        self.cookies = {cookie.key: cookie.value}
        found = TOKEN.search(self.insist(f"/fr/host/{self.code}").body.decode())
        assert found is not None
        self.token = found[1]

    def click(self, step: Step) -> int:
        """Take a step of the first round; the status."""
        path = f"/fr/host/{self.code}/steps/{step}?number=1"
        return self.ask(path, "POST", **{"X-CSRFToken": self.token}).status


def test_two_hosts_click_at_once(house: House) -> None:
    night = make_night(house, 2)
    hosts = [Host(house.port, night.code, CHANNEL, "") for _ in range(2)]
    for host in hosts:
        host.open_console(night.app)
    steps = [Step.LAUNCH, Step.CANCEL] * CLICKS + [Step.LAUNCH, Step.CLOSE]
    clicked = [all_at_once([partial(host.click, step) for host in hosts]) for step in steps]
    for host in hosts:
        host.hang_up()
    assert clicked == [[303, 303]] * len(steps)
    with night.app.app_context():
        subject = AuditEntry.subject == f"event {night.code}"
        acts = db.session.scalars(select(AuditEntry.act).where(subject).order_by(AuditEntry.id))
        assert list(acts) == [f"event.{step}" for step in steps]
        rounds = select(func.count()).select_from(Round).where(Round.event_id == night.event_id)
        assert db.session.scalar(rounds) == CLICKS + 1
        entries = select(func.count()).select_from(Entry).where(Entry.event_id == night.event_id)
        assert db.session.scalar(entries) == 0


def test_a_host_closes_while_all_are_answering(house: House, play: Play) -> None:
    def fault(crowd: Crowd) -> None:
        wait_until(crowd.until - 2_000)
        crowd.until = crowd.night.close()

    play(fault, 3)
