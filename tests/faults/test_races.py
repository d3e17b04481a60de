"""The same thing done by many at the same instant is done once."""

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.audit.models import AuditEntry
from quiz.database import writing
from quiz.events.models import Entry, Round
from quiz.events.rules import Step
from quiz.events.timeline import EXTENSION_MS
from quiz.extensions import db
from tests.clients import sign_in
from tests.factories import make_staff
from tests.faults.crowd import BEFORE_S, Crowd, Player, make_player, wait_until_open
from tests.faults.house import House
from tests.faults.judge import Play, judge
from tests.faults.nights import CHANNEL, SOAK_S, Night, make_night
from tests.viewers import Viewer

pytestmark = pytest.mark.both_databases

AT_ONCE = 50
LONG_S = 10
CLICKS = 40 if SOAK_S else 4
DONE, REFUSED = 303, 409
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
    played = night.open(LONG_S)
    choices = [choice["id"] for choice in played.content["choices"]]
    assert wait_until_open(house, night, played.times.window(0)[1])
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
        with app.app_context(), writing():
            client = sign_in(app.test_client(), make_staff("host"))
            cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        self.cookies = {cookie.key: cookie.value}
        found = TOKEN.search(self.insist(f"/fr/host/{self.code}").body.decode())
        assert found is not None
        self.token = found[1]

    def click(self, step: Step) -> int:
        """Take a step of the first round; the status."""
        return self.post_step(f"{step}?number=1")

    def post_step(self, step: str) -> int:
        """Take a step with what its click says; the status."""
        path = f"/fr/host/{self.code}/steps/{step}"
        return self.ask(path, "POST", **{"X-CSRFToken": self.token}).status


@contextmanager
def two_hosts(port: int, night: Night) -> Iterator[list[Host]]:
    """Two hosts in front of the console of a night."""
    hosts = [Host(port, night.code, CHANNEL, "") for _ in range(2)]
    for host in hosts:
        host.open_console(night.app)
    yield hosts
    for host in hosts:
        host.hang_up()


def steps_of(night: Night) -> list[str]:
    """The steps that were taken, as they are recorded."""
    with night.app.app_context():
        subject = AuditEntry.subject == f"event {night.code}"
        acts = db.session.scalars(select(AuditEntry.act).where(subject).order_by(AuditEntry.id))
        return [act.removeprefix("event.") for act in acts]


def rounds_of(night: Night) -> tuple[int, int, int]:
    """How many rounds the night has, how many of them are on, and how many questions are left."""
    with night.app.app_context():
        rounds = select(func.count()).select_from(Round).where(Round.event_id == night.event_id)
        entries = select(func.count()).select_from(Entry).where(Entry.event_id == night.event_id)
        valid = rounds.where(Round.cancelled_at.is_(None))
        every, on, left = (db.session.scalar(sql) or 0 for sql in (rounds, valid, entries))
        return every, on, left


def test_two_hosts_click_at_once(house: House, play: Play) -> None:
    def fault(_crowd: Crowd) -> None:
        night = make_night(house, 2)
        steps = [Step.LAUNCH, Step.CANCEL] * CLICKS + [Step.LAUNCH, Step.CLOSE]
        with two_hosts(house.port, night) as hosts:
            for step in steps:
                clicked = all_at_once([partial(host.click, step) for host in hosts])
                assert clicked == [DONE, DONE]
        assert steps_of(night) == steps
        assert rounds_of(night) == (CLICKS + 1, 1, 0)

    # On another night of the house, a crowd answers meanwhile, and is judged.
    play(fault, 4)


def test_two_hosts_extend_by_what_both_saw(house: House, play: Play) -> None:
    """The click carries the close that its page showed: together they add ten seconds, once."""

    def fault(_crowd: Crowd) -> None:
        night = make_night(house, LONG_S)
        closes = night.open(LONG_S).times.closes
        with two_hosts(house.port, night) as hosts:
            extend = f"extend?number=1&closes_at={closes}"
            clicked = all_at_once([partial(host.post_step, extend) for host in hosts])
        assert clicked == [DONE, DONE]
        times = night.round().times
        assert (times.extensions, times.closes) == (1, closes + EXTENSION_MS)
        assert steps_of(night)[-1] == Step.EXTEND

    play(fault, 4)


def test_two_hosts_ask_the_same_question_again(house: House, play: Play) -> None:
    """An interlude makes the open question void, once; its question is next, once."""

    def fault(_crowd: Crowd) -> None:
        night = make_night(house, LONG_S)
        night.open(LONG_S)
        with two_hosts(house.port, night) as hosts:
            for step in (Step.INTERLUDE, Step.AGAIN, Step.RESUME):
                assert all_at_once([partial(host.click, step) for host in hosts]) == [DONE, DONE]
        assert steps_of(night)[-4:] == [Step.VOID, Step.INTERLUDE, Step.AGAIN, Step.RESUME]
        assert rounds_of(night) == (1, 1, 1)

    play(fault, 4)


def test_one_host_ends_while_another_undoes(house: House, play: Play) -> None:
    """Whoever comes first: there is an end to undo by then, or there is none yet."""

    def fault(_crowd: Crowd) -> None:
        night = make_night(house, 2)
        with two_hosts(house.port, night) as (one, other):
            for _turn in range(CLICKS):
                before = steps_of(night)
                clicks = [partial(one.click, Step.END), partial(other.click, Step.UNDO)]
                assert all_at_once(clicks) == [DONE, DONE]
                taken = steps_of(night)[len(before) :]
                assert taken in ([Step.END], [Step.END, Step.UNDO])
                if Step.UNDO not in taken:
                    assert other.click(Step.UNDO) == DONE
                    assert steps_of(night)[-1] == Step.UNDO

    play(fault, 4)


def test_one_host_launches_while_another_cancels(house: House, play: Play) -> None:
    """Whoever comes first: a launch is taken, and a cancel is if there is a countdown by then."""

    def fault(_crowd: Crowd) -> None:
        night = make_night(house, 2)
        with two_hosts(house.port, night) as (one, other):
            for turn in range(CLICKS):
                before = steps_of(night)
                clicks = [partial(one.click, Step.LAUNCH), partial(other.click, Step.CANCEL)]
                launched, cancelled = all_at_once(clicks)
                taken = steps_of(night)[len(before) :]
                assert taken in ([Step.LAUNCH], [Step.LAUNCH, Step.CANCEL])
                is_on = Step.CANCEL not in taken
                assert rounds_of(night) == (turn + 1, int(is_on), int(not is_on))
                # The round before was cancelled already, which is the same success.
                assert (launched, cancelled) == (DONE, REFUSED if is_on and turn == 0 else DONE)
                assert other.click(Step.CANCEL) == DONE
                assert rounds_of(night) == (turn + 1, 0, 1)

    play(fault, 4)


def test_a_host_closes_while_all_are_answering(house: House, play: Play) -> None:
    def fault(crowd: Crowd) -> None:
        time.sleep(BEFORE_S)
        crowd.until = crowd.night.close()

    ends = time.monotonic() + SOAK_S
    play(fault, 3)
    # One night after the other, as many as a soak has time for.
    while time.monotonic() < ends:
        play(fault, 3)
