"""One whole round of 166,000 phones, each in its own time: join, poll, answer, reveal, me."""

import os
import re
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from sqlalchemy import func

from quiz.clock import clock
from quiz.events.queries import RoundFacts
from quiz.events.rules import Step, poll_ms
from quiz.extensions import db
from quiz.game.integrity import event_differences
from quiz.game.models import Board, Player
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
from tests.bench.figures import Bench, Figure
from tests.bench.load import LUA

CODE = "foule"
MOST_CONNECTIONS = 4_000
JOIN_SECONDS = 45
KINDS = ("join", "pulse", "scene", "answer", "me")


@dataclass(slots=True)
class Told:
    """What the phones were told: sums, and for each kind how late and with which status."""

    tally: Counter[str] = field(default_factory=Counter)
    late: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))


def whole_round(bench: Bench) -> Iterator[Figure]:
    """Play it, then compare what was told, what is stored, and what the board says."""
    crowd = make_crowd(CODE, 0, rounds=1, question=BRIEF)
    # Every worker must have heard of the event before anybody comes.
    time.sleep(1)
    phones = start_phones(bench)
    if phones.stdout is None:
        raise RuntimeError("the phones have no voice")
    try:
        is_seated(phones.stdout)
        played = play(crowd, bench.site.app.config["CAPACITY"])
        told = read(phones.stdout)
    finally:
        phones.kill()
        phones.wait()
    yield from figures(crowd, played, told, bench.phones)


def start_phones(bench: Bench) -> "subprocess.Popen[str]":
    """The phones, in a process of their own."""
    environment = os.environ | {
        "BENCH_LUA": str(LUA),
        "BENCH_CODE": CODE,
        "BENCH_CHANNEL": CHANNEL,
        "BENCH_PHONES": str(bench.phones),
        "BENCH_CONNECTIONS": str(MOST_CONNECTIONS),
        "BENCH_JOIN_SECONDS": str(JOIN_SECONDS),
    }
    script = str(LUA / "phones.lua")
    command = ["wrk", "-t1", "-c1", "-d1s", "-s", script, bench.product.base]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def is_seated(voice: IO[str]) -> None:
    """Return once every phone has joined."""
    if voice.readline() != "seated\n":
        raise RuntimeError("the phones ended before all had joined")


def play(crowd: Crowd, capacity: int) -> RoundFacts:
    """The host's evening: launch once all have polled, reveal when time is up."""
    players = db.session.scalar(count_of(crowd)) or 0
    time.sleep(poll_ms(players, capacity) / 1000)
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


def figures(crowd: Crowd, played: RoundFacts, told: Told, phones: int) -> Iterator[Figure]:
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
        f"counted, {told.tally['told']:,} saw their result; {len(differences)} differences from "
        f"a recount, board {'right' if right else 'WRONG'}; the phones kept a core busy for "
        f"{told.tally['spent_ms'] / 1000:.0f} s"
    )
    whole = acknowledged == phones == told.tally["told"]
    what = f"whole round of {phones:,} phones, 10 s, {MOST_CONNECTIONS:,} connections"
    yield Figure(what, value, None, "all acknowledged, board right", whole and kept and right)
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
