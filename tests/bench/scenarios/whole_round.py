"""One whole round of 166,000 phones, each in its own time: join, poll, answer, reveal, me."""

import os
import re
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import IO

from sqlalchemy import func

from quiz.clock import clock
from quiz.events.facts import RoundFacts
from quiz.events.pace import poll_ms
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.integrity.check import event_differences
from quiz.game.models import Board, Player
from quiz.live.runtime import runtime
from tests.bench import nodes
from tests.bench.crowd import (
    BRIEF,
    CHANNEL,
    Crowd,
    facts,
    make_crowd,
    step,
    stored_answers,
    wait_until_counted,
)
from tests.bench.figures import Bench, Figure, memory_of
from tests.bench.load import LUA, run, table_of_phones
from tests.bench.scenarios.documents import PULSE
from tests.bench.sites import Site, a_site, served

EVENT = "foule"
# Of the 4,000 that there may be: each more is some ten kilobytes for both sides to go through.
MOST_CONNECTIONS = 2_000
JOIN_SECONDS = 45
# From the first join to the last result, however slow the machine is.
MOST_SECONDS = 420
KINDS = ("join", "pulse", "scene", "answer", "me")
# What the echo does on the machine that the targets are meant for, requests/s.
MEANT = 60_000


@dataclass(slots=True)
class Told:
    """What the phones were told: sums, and for each kind how late and with which status."""

    tally: Counter[str] = field(default_factory=Counter)
    late: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))


@dataclass(frozen=True, slots=True)
class Round:
    """One that is to be played: on which product and site, and by how many phones."""

    product: nodes.Server
    site: Site
    phones: int
    # Of whom so many must be in time.
    needed: int


def whole_round(bench: Bench) -> Iterator[Figure]:
    """All of the crowd; where the machine is slower than the one meant, its part of it as well."""
    echo = echo_rate(bench)
    yield from one_round(bench, bench.phones, f"; the echo does {echo:,.0f}/s")
    part = echo / MEANT
    if part < 1:
        why = f", as the echo does {part:.0%} of {MEANT:,}/s"
        yield from one_round(bench, round(bench.phones * part), why)


def echo_rate(bench: Bench) -> float:
    """What the machine can do just now: the echo's rate, requests/s."""
    asked = bench.get(PULSE)
    return median(run(bench.echo.base, asked).per_second for _ in range(bench.runs))


def one_round(
    bench: Bench, phones: int, why: str, held: Sequence[str] = (), needed: int | None = None
) -> Iterator[Figure]:
    """On a new database: play it, and compare what was told, what is stored, and the board.

    All must be acknowledged, or `needed` of them.
    """
    with (
        a_site(bench.make_database, seated=0) as site,
        served(site, held=held) as product,
        site.app.app_context(),
    ):
        crowd = make_crowd(EVENT, 0, rounds=1, question=BRIEF)
        # Every worker must have heard of the event before anybody comes.
        time.sleep(1)
        asked = Round(product, site, phones, needed or phones)
        voices = start_phones(asked)
        if voices.stdout is None:
            raise RuntimeError("the phones have no voice")
        try:
            is_seated(voices.stdout)
            played = play(crowd)
            told = read(voices.stdout)
        finally:
            voices.kill()
            voices.wait()
        yield from figures(crowd, played, told, asked, why)
        yield memory_of(product, "… memory of a worker")


def start_phones(asked: Round) -> "subprocess.Popen[str]":
    """The phones, in a process of their own."""
    environment = os.environ | {
        "BENCH_LUA": str(LUA),
        "BENCH_BEHAVIOUR": table_of_phones(),
        "BENCH_CODE": EVENT,
        "BENCH_CHANNEL": CHANNEL,
        "BENCH_PHONES": str(asked.phones),
        "BENCH_CONNECTIONS": str(MOST_CONNECTIONS),
        "BENCH_JOIN_SECONDS": str(JOIN_SECONDS),
        "BENCH_MOST_SECONDS": str(MOST_SECONDS),
    }
    script = str(LUA / "phones.lua")
    command = ["wrk", "-t1", "-c1", "-d1s", "-s", script, asked.product.base]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def is_seated(voice: IO[str]) -> None:
    """Return once every phone has joined, or was waited for long enough."""
    if voice.readline() != "seated\n":
        raise RuntimeError("the phones ended before all had joined")


def play(crowd: Crowd) -> RoundFacts:
    """The host's evening: launch once all have polled, reveal when time is up."""
    players = db.session.scalar(count_of(crowd)) or 0
    time.sleep(poll_ms(players, runtime().capacity()) / 1000)
    step(crowd, Step.LAUNCH, players)
    closes = facts(crowd).rounds[-1].times.closes
    time.sleep((closes - clock.now()) / 1000)
    step(crowd, Step.REVEAL)
    return wait_until_counted(crowd)


def read(voice: IO[str]) -> Told:
    """What the phones say once all have seen their result, or a minute after the reveal."""
    told = Told()
    for line in voice:
        if match := re.fullmatch(r"tally (\w+) (\d+)\n", line):
            told.tally[match[1]] = int(match[2])
        elif match := re.fullmatch(r"late (\w+) (\d+) (\d+) (\d+)\n", line):
            told.late[match[1]] = (int(match[2]), int(match[3]), int(match[4]))
        elif match := re.fullmatch(r"status (\w+) (\d+) (\d+)\n", line):
            told.statuses[match[1]][int(match[2])] = int(match[3])
    return told


def figures(
    crowd: Crowd, played: RoundFacts, told: Told, asked: Round, why: str
) -> Iterator[Figure]:
    """A line on the promise, and one for each kind of request."""
    db.session.rollback()
    joined = int(db.session.scalar(count_of(crowd)) or 0)
    board = db.session.get_one(Board, played.times.id)
    differences = list(event_differences(crowd.event_id))
    stored, acknowledged = stored_answers(played), told.tally["acknowledged"]
    right = not differences and board.players == joined == sum(board.histogram.values())
    kept = acknowledged == stored == board.answers and not told.tally["lost"]
    value = (
        f"{joined:,} joined, {acknowledged:,} acknowledged, {stored:,} stored, {board.answers:,} "
        f"counted, {told.tally['told']:,} saw their result, {told.tally['full']:,} found it full; "
        f"{len(differences)} differences from "
        f"a recount, board {'right' if right else 'WRONG'}; the phones kept a core busy for "
        f"{told.tally['spent_ms'] / 1000:.0f} s{why}"
    )
    whole = acknowledged >= asked.needed and told.tally["told"] == joined
    times = played.times
    opened = f"open for {times.seconds} s of 10, countdown {times.lead_ms / 1000:.1f} s"
    what = f"whole round of {asked.phones:,} phones, {opened}, {MOST_CONNECTIONS:,} connections"
    wanted = "all" if asked.needed == asked.phones else f"{asked.needed:,}"
    target = f"{wanted} acknowledged, board right"
    yield Figure(what, value, None, target, whole and kept and right)
    for kind in KINDS:
        half, most, last = told.late.get(kind, (0, 0, 0))
        said = ", ".join(
            f"{number:,} × {status or 'silence'}"
            for status, number in sorted(told.statuses[kind].items())
        )
        yield Figure(f"… {kind}", f"p50 {half:,} ms, p99 {most:,} ms, last {last:,} ms; {said}")


def count_of(crowd: Crowd) -> db.Select[tuple[int]]:
    """How many joined."""
    return db.select(func.count()).select_from(Player).where(Player.event_id == crowd.event_id)
