"""What is measured, on one database: each figure beside the echo taken in the same minute."""

import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from flask import Flask
from sqlalchemy import func, select

from quiz.clock import clock
from quiz.events.queries import RoundFacts
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.ledger.book import open_book
from quiz.game.models import Answer
from quiz.game.tally import count
from tests.bench import nodes
from tests.bench.crowd import Crowd, facts, fill_answers, make_crowd, step, write_tokens
from tests.bench.load import Load, Result, finish, run, start

CODE = "banc"
CROWD = 166_000
CONNECTIONS = 256


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table; `ratio` is to the echo, where there is one."""

    what: str
    value: str
    ratio: float | None
    target: str


@dataclass(slots=True)
class Bench:
    """One database, its product running, the echo running beside it, a crowd seated."""

    app: Flask
    url: str
    instance: Path
    product: str
    parent: int
    echo: str
    crowd: Crowd
    tokens: Path
    runs: int
    seconds: int
    name: str

    def beside_echo(self, what: str, target: str, load: Callable[[int], Load]) -> Figure:
        """The median of the ratios of paired runs: the echo, then the product, each time."""
        ratios, rates, errors = [], [], 0
        for turn in range(self.runs):
            asked = load(turn)
            plain = run(self.echo, asked)
            ours = run(self.product, asked)
            ratios.append(ours.per_second / plain.per_second)
            rates.append(ours.per_second)
            errors += ours.errors
        value = f"{median(rates):,.0f}/s" + (f", {errors} errors" if errors else "")
        return Figure(f"{what}, {self.name}", value, median(ratios), target)


def scenarios(bench: Bench) -> Iterator[Figure]:
    """Every figure of one database, in an order in which one prepares the next."""
    yield bench.beside_echo("pulse", "≥ 0.80", lambda _: get(bench, f"/live/{CODE}/salle/pulse"))
    yield bench.beside_echo("joins", "≥ 5,000/s", lambda turn: join(bench, turn))
    yield from answering(bench)
    scene = scene_path(bench)
    yield bench.beside_echo("scene", "≥ 0.80", lambda _: get(bench, scene))
    yield from counting(bench)
    yield bench.beside_echo("me, after a count", "≥ 0.35", lambda _: me(bench))
    yield polling(bench)
    memory = nodes.worker_memory_mb(bench.parent)
    yield Figure(f"memory of a worker, {bench.name}", f"{memory:.0f} MB", None, "< 200 MB")


def get(bench: Bench, path: str) -> Load:
    return Load("get.lua", path, CONNECTIONS, bench.seconds)


def join(bench: Bench, turn: int) -> Load:
    path = f"/my/{CODE}/player?lang=fr&channel=salle"
    return Load("join.lua", path, CONNECTIONS, bench.seconds, salt=chr(ord("a") + turn))


def me(bench: Bench) -> Load:
    return Load("get.lua", f"/my/{CODE}/me", CONNECTIONS, bench.seconds, tokens=bench.tokens)


def answering(bench: Bench) -> Iterator[Figure]:
    """Distinct players, one answer each, a round a turn; what is acknowledged is counted."""
    accepted, rounds = 0, []

    def load(turn: int) -> Load:
        played = open_round(bench, first=turn == 0)
        rounds.append(played)
        choice = played.content["choices"][0]["id"]
        path = f"/my/{CODE}/rounds/{played.times.number}/answer?lang=fr&v={choice}"
        return Load("put.lua", path, CONNECTIONS, bench.seconds, tokens=bench.tokens)

    target = "≥ 0.30" if bench.url.startswith("sqlite") else "≥ 0.20"
    yield bench.beside_echo("answers", target, load)
    db.session.rollback()
    for played in rounds:
        query = select(func.count()).where(Answer.round_id == played.times.id)
        accepted += int(db.session.scalar(query) or 0)
    yield Figure(f"answers stored meanwhile, {bench.name}", f"{accepted:,}", None, "")


def open_round(bench: Bench, *, first: bool) -> RoundFacts:
    """The next round, open to everybody; the one before is counted and revealed."""
    if not first:
        end_round(bench)
    step(bench.crowd, Step.LAUNCH)
    last = facts(bench.crowd).rounds[-1]
    time.sleep(max(0.0, (last.times.opens - clock.now()) / 1000 + 0.6))
    return last


def end_round(bench: Bench) -> None:
    """Close the round that is on, wait until it is counted, reveal it."""
    step(bench.crowd, Step.VOID)
    while facts(bench.crowd).rounds[-1].times.counted_at is None:
        time.sleep(0.25)
    time.sleep(1)


def scene_path(bench: Bench) -> str:
    """The path of the scene that is on."""
    with urllib.request.urlopen(f"{bench.product}/live/{CODE}/salle/pulse") as response:
        scene = json.load(response)["scene"]
    return f"/live/{CODE}/salle/{scene}/fr"


def counting(bench: Bench) -> Iterator[Figure]:
    """A round of the whole crowd counted, on a connection of its own."""
    end_round(bench)
    other = make_crowd("decompte", CROWD, rounds=2)
    step(other, Step.LAUNCH)
    played = facts(other).rounds[-1]
    fill_answers(other, played.times.id, played.content["choices"][0]["id"])
    book = open_book(bench.url)
    book.run("UPDATE round SET shut_at = ? WHERE id = ?", (clock.now(), played.times.id))
    began = time.perf_counter()
    count(book, played.times.id, clock.now)
    spent = time.perf_counter() - began
    book.close()
    target = "< 1 s" if bench.url.startswith("sqlite") else "< 2 s"
    yield Figure(f"count of {CROWD:,} answers, {bench.name}", f"{spent:.2f} s", None, target)


def polling(bench: Bench) -> Figure:
    """Ten thousand kept-alive phones at about 1 Hz, and 2,000 answers a second beside them."""
    open_round(bench, first=True)
    last = facts(bench.crowd).rounds[-1]
    choice = last.content["choices"][0]["id"]
    path = f"/my/{CODE}/rounds/{last.times.number}/answer?lang=fr&v={choice}"
    poll = Load("poll.lua", f"/live/{CODE}/salle/pulse", 10_000, bench.seconds * 3)
    answers = Load("put.lua", path, 200, bench.seconds * 2, tokens=bench.tokens, paced=True)
    phones = start(bench.product, poll)
    time.sleep(bench.seconds / 2)
    answered = run(bench.product, answers)
    polled: Result = finish(phones)
    value = (
        f"polls {polled.per_second:,.0f}/s, p99 {polled.p99_ms:.0f} ms; answers "
        f"{answered.per_second:,.0f}/s, p99 {answered.p99_ms:.0f} ms; "
        f"{polled.errors + answered.errors} errors"
    )
    return Figure(f"10,000 phones and answers, {bench.name}", value, None, "p99 < 250 ms")


def make_bench_crowd(app: Flask, tokens: Path) -> Crowd:
    """The crowd that all scenarios share, with its cookies in a file."""
    crowd = make_crowd(CODE, CROWD, rounds=20)
    write_tokens(app, crowd, tokens)
    return crowd
