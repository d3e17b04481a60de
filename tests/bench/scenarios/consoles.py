"""From a host's key to the crowd's pulse, and what open consoles and overlays cost a crowd."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from statistics import median
from urllib.parse import urlencode

from tests.bench.crowd import facts, open_round
from tests.bench.figures import Bench, Figure, answers_to, ratio_of, say
from tests.bench.load import Load, Result, finish, run, start
from tests.bench.scenarios.documents import PULSE
from tests.bench.sites import CODE
from tests.desks import Desk, host_desk

PHONES = 5_000
# Alternately an interlude and its end: always possible, whatever is on.
STEPS = ("interlude", "resume")
KEYS = 100
MOST_MS = 300
LOOK_S, REST_S, PATIENCE_S = 0.004, 0.4, 30
CONSOLES, OVERLAYS, EVERY_S = 4, 2, 1.0
FORM = "application/x-www-form-urlencoded"


def key_to_pulse(bench: Bench) -> Figure:
    """How long after a key was pressed the pulse tells of it, while 5,000 phones ask at 1 Hz."""
    seconds = round(KEYS * (REST_S + 0.3)) + bench.seconds
    with closing(host_desk(bench.site.app, bench.product.port)) as desk:
        token = desk.token(f"/fr/host/{CODE}")
        phones = start(bench.product.base, Load("poll.lua", PULSE, PHONES, seconds))
        # All connect within the first second, and begin within the next.
        time.sleep(2)
        pressed = [press(bench, desk, token, STEPS[n % 2]) for n in range(KEYS)]
        polled = finish(phones)
    late = sorted(told for _, told in pressed)
    p99 = late[round(len(late) * 0.99) - 1]
    value = (
        f"p50 {median(late):.0f} ms, p99 {p99:.0f} ms over {KEYS} keys, answered after "
        f"{median(answered for answered, _ in pressed):.0f} ms; the phones' own pulses "
        f"p99 {polled.p99_ms:.0f} ms, {polled.errors} errors"
    )
    met = p99 < MOST_MS and not polled.errors
    what = f"from key to pulse, {PHONES:,} phones at 1 Hz"
    return Figure(what, value, None, f"p99 < {MOST_MS} ms", met)


def press(bench: Bench, desk: Desk, token: str, step: str) -> tuple[float, float]:
    """Take the step as the console does; after how many ms it is answered, and the pulse tells."""
    with closing(HTTPConnection("127.0.0.1", bench.product.port, timeout=PATIENCE_S)) as line:
        known = version(line)
        began = time.perf_counter()
        body = urlencode({"csrf_token": token}).encode()
        status, page = desk.ask("POST", f"/fr/host/{CODE}/steps/{step}", body, FORM)
        if status >= 400:
            raise RuntimeError(f"{step} was refused: {page[:200]}")
        answered = (time.perf_counter() - began) * 1_000
        while version(line) == known:
            if time.perf_counter() > began + PATIENCE_S:
                raise RuntimeError(f"the pulse never told of {step}")
            time.sleep(LOOK_S)
        late = (time.perf_counter() - began) * 1_000
    time.sleep(REST_S)
    return answered, late


def version(line: HTTPConnection) -> int:
    """The version that the pulse says."""
    line.request("GET", PULSE)
    said: int = json.loads(line.getresponse().read())["version"]
    return said


def consoles_beside(bench: Bench) -> Figure:
    """Answers while consoles and overlays are open, to answers without any."""
    pairs = []
    for _ in range(bench.runs):
        alone = answers_of(bench)
        with screens(bench):
            beside = answers_of(bench)
        pairs.append((alone, beside))
    ratio = ratio_of(pairs)
    what = f"answers beside {CONSOLES} consoles and {OVERLAYS} overlays, to without"
    value = f"{say([two for _, two in pairs])}; without {say([one for one, _ in pairs])}"
    return Figure(what, value, ratio, "≥ 0.95", ratio >= 0.95)


def answers_of(bench: Bench) -> Result:
    """A round of answers, as fast as they go."""
    played = open_round(bench.site.crowd)
    return run(bench.product.base, answers_to(played, bench.site.tokens, bench.seconds))


@contextmanager
def screens(bench: Bench) -> Iterator[None]:
    """Consoles and overlays that ask each second, as their pages do, until the block ends."""
    secret = facts(bench.site.crowd).overlays[0].secret
    ending = threading.Event()
    overlay = (bench.product.port, secret, ending)
    with ExitStack() as open_now:
        desks = [
            open_now.enter_context(closing(host_desk(bench.site.app, bench.product.port)))
            for _ in range(CONSOLES)
        ]
        followers = [
            *(threading.Thread(target=follow_event, args=(desk, ending)) for desk in desks),
            *(threading.Thread(target=follow_overlay, args=overlay) for _ in range(OVERLAYS)),
        ]
        for follower in followers:
            follower.start()
        try:
            yield
        finally:
            ending.set()
            for follower in followers:
                follower.join()


def follow_event(desk: Desk, ending: threading.Event) -> None:
    """Ask what is true, each second, naming the faces of the parts that are there."""
    faces: dict[str, str] = {}
    while not ending.wait(EVERY_S):
        status, page = desk.ask("GET", f"/fr/host/{CODE}/live?{urlencode(faces)}")
        if status != 200:
            raise RuntimeError(f"a console was told {status}")
        faces |= {name: part["face"] for name, part in json.loads(page)["parts"].items()}


def follow_overlay(port: int, secret: str, ending: threading.Event) -> None:
    """Ask the overlay's pulse each second."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)) as line:
        while not ending.wait(EVERY_S):
            line.request("GET", f"/live/{CODE}/{secret}/pulse")
            line.getresponse().read()
