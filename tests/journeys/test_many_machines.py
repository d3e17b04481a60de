"""An evening on many machines: PostgreSQL, two web nodes, nginx; one node dies in mid-question."""

import random
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import func, select

from quiz.clock import clock
from quiz.database import writing
from quiz.events.actions.steps import Surroundings
from quiz.events.facts import RoundFacts
from quiz.events.queries import event_facts
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.steps import play_step
from quiz.game.integrity.check import database_differences, event_differences
from quiz.game.models import Answer, Board, Player, Standing
from tests.factories import make_channel, make_entry, make_event, make_question
from tests.forms import check_forms
from tests.machines import Node, two_machines
from tests.nginx import Nginx
from tests.servers import PostgresServer
from tests.viewers import Seen, Viewer

pytestmark = pytest.mark.postgresql

VIEWERS = 30
OLDEST_PULSE_MS = 2_000
# A pulse is made some time before nginx keeps it: the way from the node.
WAY_MS = 250
TOKEN = "s3cret"
KEY = re.compile(rb"^KEY: (.*)$", re.MULTILINE)


@dataclass
class Evening:
    """What the evening runs on, and the staff's side of it."""

    nginx: Nginx
    nodes: list[Node]
    rng: random.Random
    code: str = "evening"
    event_id: int = 0
    channels: dict[str, int] = field(default_factory=dict)

    def plan(self) -> None:
        """An event with two channels, one of them late, and a question."""
        with writing():
            event = make_event(code=self.code)
            for name, delay in (("near", 0), ("far", 1_000)):
                self.channels[name] = make_channel(event, name=name, delay_ms=delay).id
            make_entry(event, make_question(seconds=12))
            self.event_id = event.id
            db.session.commit()

    def step(self, step: Step) -> None:
        """Take a host's step now."""
        around = Surroundings(clock.now(), VIEWERS, 16_000, self.rng, "test")
        assert play_step(self.event_id, step, around).possible
        db.session.commit()

    def round(self) -> RoundFacts:
        """The first round as the database has it."""
        db.session.rollback()
        facts = event_facts(self.event_id)
        assert facts is not None
        played = facts.numbered(1)
        assert played is not None
        return played

    def viewer(self, number: int, **values: object) -> Viewer:
        """A new phone, on one channel or the other."""
        channel = tuple(self.channels)[number % len(self.channels)]
        port = self.nginx.port
        return Viewer(port, self.code, channel, f"Visiteur {number}", **values)  # type: ignore[arg-type]


@pytest.fixture
def machines(postgresql: PostgresServer, tmp_path: Path, rng: random.Random) -> Iterator[Evening]:
    with two_machines(postgresql, tmp_path, {"QUIZ_METRICS_TOKEN": TOKEN}) as two:
        yield Evening(two.nginx, two.nodes, rng)


def wait_until(at: int) -> None:
    """Sleep until the clock shows `at`."""
    time.sleep(max(0, at - clock.now()) / 1_000)


def eventually(is_so: Callable[[], bool], seconds: float = 15) -> bool:
    """Whether `is_so` becomes true in time."""
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.1)
    return is_so()


def look_ahead(machines: Evening) -> None:
    """Ask for the question before its instant, again and again, then after it."""
    early = machines.viewer(0)
    assert eventually(lambda: early.pulse().json["phase"] == "ready")
    coming = early.pulse().json["next"]
    path = f"/live/{machines.code}/near/{coming['scene']}/fr"
    while clock.now() < coming["at"] - 100:
        answer = early.ask(path)
        assert (answer.status, answer.headers["Cache-Control"]) == (425, "no-store")
        time.sleep(0.5)
    wait_until(coming["at"] + 50)
    first, second = early.ask(path), early.ask(path)
    assert (first.status, second.status, second.headers["X-Cache"]) == (200, 200, "HIT")
    assert first.body == second.body
    early.hang_up()


def spoof(machines: Evening, played: RoundFacts, value: str) -> list[int]:
    """How many ms after the opening three answers were heard that claim to come with it.

    One comes through nginx, one straight to a node from a stranger, one as nginx would send it.
    """
    opens = played.times.opens
    stamp = f"{opens // 1000}.{opens % 1000:03}"
    alive = machines.nodes[1].port
    heard = []
    for number, port, source in (
        (100, machines.nginx.port, "127.0.0.1"),
        (102, alive, "127.0.0.2"),
        (104, alive, "127.0.0.1"),
    ):
        viewer = machines.viewer(number, source=source)
        viewer.nickname = f"Passant {number}"
        viewer.join()
        viewer.hang_up()
        viewer.port = port
        heard.append(viewer.answer(1, value, **{"X-Arrived": stamp}).json["elapsed_ms"])
        viewer.hang_up()
    return heard


def test_an_evening_survives_the_death_of_a_node(machines: Evening) -> None:
    for node in machines.nodes:
        assert node.get("/readyz") == (200, "ready\n")
    machines.plan()
    seen = [Seen(machines.viewer(number)) for number in range(VIEWERS)]
    path = f"/live/{machines.code}/near/pulse"
    assert eventually(lambda: all(node.get(path)[0] == 200 for node in machines.nodes))
    with ThreadPoolExecutor(VIEWERS) as pool:
        joined = [answer.status for answer in pool.map(lambda one: one.viewer.join(), seen)]
        assert joined == [201] * VIEWERS
        machines.step(Step.LAUNCH)
        played = machines.round()
        choices = [choice["id"] for choice in played.content["choices"]]
        opens = played.times.opens
        plays = [
            pool.submit(one.play, machines.rng.choice(choices), opens + 160 * number)
            for number, one in enumerate(seen)
        ]
        look_ahead(machines)
        wait_until(opens + 2_500)
        machines.nodes[0].kill()
        heard = spoof(machines, played, choices[0])
        machines.step(Step.CLOSE)
        machines.step(Step.REVEAL)
        assert eventually(lambda: machines.round().times.counted_at is not None)
        for play in plays:
            play.result()

    assert heard[0] > 2_000
    assert heard[1] > 2_000
    assert heard[2] == 0
    check_promises(machines, played, seen, len(heard))
    check_pages(machines, seen)
    check_forms(machines.nginx.port, machines.code)
    check_silence(machines)


def check_promises(machines: Evening, played: RoundFacts, seen: list[Seen], spoofed: int) -> None:
    """Acknowledged is stored is counted; each saw only oneself; no pulse was old."""
    assert {one.status for one in seen} <= {200, 201, 410}
    told = {one.viewer.nickname: one.value for one in seen if one.status in (200, 201)}
    assert len(told) > VIEWERS // 2
    rows = select(Player.nickname, Answer.value).join(Answer, Answer.player_id == Player.id)
    stored = {
        name: value for name, value in db.session.execute(rows) if name.startswith("Visiteur")
    }
    assert stored == told
    total = len(told) + spoofed
    assert (
        db.session.scalar(select(Board.answers).where(Board.round_id == played.times.id)) == total
    )
    points = db.session.scalar(select(func.sum(Answer.points)))
    assert db.session.scalar(select(func.sum(Standing.score))) == points
    assert [*event_differences(machines.event_id), *database_differences()] == []
    assert [one.strangers for one in seen] == [[]] * VIEWERS
    assert max(age for one in seen for age in one.ages) <= OLDEST_PULSE_MS + WAY_MS


def check_silence(machines: Evening) -> None:
    """Without any node: ask again, nothing old about the present, and what never changes stands."""
    viewer, live = machines.viewer(0), f"/live/{machines.code}/near"
    scene = f"{live}/{viewer.pulse().json['scene']}/fr"
    shown = viewer.ask(scene).body
    machines.nodes[1].kill()
    time.sleep(2.1)  # nginx keeps a pulse that long
    for path in (f"{live}/pulse", f"/my/{machines.code}/me"):
        away = viewer.ask(path)
        assert (away.status, away.headers["Retry-After"]) == (503, "1")
        assert (away.json, away.headers["Cache-Control"]) == ({"status": "away"}, "no-store")
    assert viewer.ask(scene).body == shown
    page = viewer.ask(f"/fr/host/{machines.code}")
    assert (page.status, page.headers["Content-Type"]) == (503, "text/html; charset=utf-8")
    viewer.hang_up()


def check_pages(machines: Evening, seen: list[Seen]) -> None:
    """The cache holds public documents alone, and nothing of anybody's."""
    outside, page = machines.viewer(0), f"/fr/e/{machines.code}/near"
    static = re.search(r"/static/[^\"]+", outside.ask(page).body.decode())
    assert static is not None
    outside.ask(static[0])
    for path in (page, f"{page}?lang=zh", static[0]):
        kept = outside.ask(path)
        assert (kept.status, kept.headers["X-Cache"], kept.headers["Set-Cookie"]) == (
            200,
            "HIT",
            None,
        )
    hidden = ("/healthz", "/readyz", "/metrics")
    assert [outside.ask(path).status for path in hidden] == [404] * len(hidden)
    outside.hang_up()

    files = machines.nginx.cached()
    keys = {match[1].decode() for file in files if (match := KEY.search(file))}
    assert len(keys) == len(files)
    live = f"/live/{machines.code}/"
    assert {page, static[0], f"{live}near/pulse", f"{live}far/pulse"} < keys
    assert all(key.startswith((live, page, "/static/")) for key in keys)
    for file in files:
        assert b"HTTP/1.1 200" in file
        assert b"Set-Cookie" not in file

    status, said = machines.nodes[1].get("/metrics", {"Authorization": f"Bearer {TOKEN}"})
    assert (status, 'celadon_answers_total{verdict="accepted"}' in said) == (200, True)
    for one in seen:
        one.viewer.hang_up()


def test_what_one_client_asks_puts_no_node_out(machines: Evening) -> None:
    machines.plan()
    viewer, path = machines.viewer(0), f"/live/{machines.code}/near/pulse"
    assert eventually(lambda: all(node.get(path)[0] == 200 for node in machines.nodes))
    assert viewer.join().status == 201
    long, flood, asked, heard = "a" * 5_000, machines.viewer(1), set(), set()
    for _ in range(30):
        for odd in (f"/{long}", f"/fr?{long}", f"/fr/host/{machines.code}?{long}", f"/e/{long}"):
            asked.add(flood.ask(odd).status)
        asked.add(flood.ask(f"/fr/account/sign-in?next=/{long}", Cookie=f"staff={long}").status)
        heard |= {viewer.ask(path).status, viewer.ask(f"/my/{machines.code}/me").status}
        heard.add(viewer.ask("/fr/privacy").status)
    assert asked == {200, 303, 404}
    assert heard == {200}
    viewer.hang_up()
    flood.hang_up()
