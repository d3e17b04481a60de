"""A crowd in the database: an event, its players, their cookies, questions, the host's steps."""

import time
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from flask import Flask
from flask import current_app as app_here
from sqlalchemy import func

from quiz.audit.actions import CONSOLE
from quiz.bank.actions import create_bank
from quiz.bank.edits import add_question
from quiz.bank.rules import Draft
from quiz.clock import clock
from quiz.database import writing
from quiz.events.actions.edit import ChannelFields, EventFields, make_event, plan, put_channel
from quiz.events.actions.steps import Surroundings
from quiz.events.facts import EventFacts, RoundFacts
from quiz.events.queries import event_facts
from quiz.events.rules import Step, is_settled
from quiz.extensions import db
from quiz.game.actions.steps import play_step
from quiz.game.models import Answer, Player
from quiz.game.tally.count import count
from quiz.i18n.localized import Localized
from quiz.live.runtime import runtime
from quiz.statements import Book
from quiz.web.crowd.cookies import Token, sign, token_cookie
from tests.bench import bulk

HOUR = 3_600
CHANNEL = "salle"
# A worker reads its events every quarter of a second.
KNOWN_S = 0.6
COUNTED_S = 60

QUESTION = Draft(
    kind="single",
    prompt=Localized("Quel four a cuit ce vase ?", "这件瓷瓶出自哪座窑？"),
    choices=tuple(Localized(f"Réponse {n}", f"选项{n}") for n in range(4)),
    key={"right": [1]},
    seconds=HOUR,
)
# As long as a question of ten seconds may be, once 166,000 phones spread over 2.6 s.
BRIEF = replace(
    QUESTION,
    prompt=Localized("Ming ?", "明？"),
    choices=(Localized("O", "是"), Localized("N", "否")),
    key={"right": [1]},
    seconds=10,
)


@dataclass(frozen=True, slots=True)
class Crowd:
    """An event made for a benchmark."""

    event_id: int
    code: str
    channel_id: int


def make_crowd(code: str, players: int, rounds: int = 8, question: Draft = QUESTION) -> Crowd:
    """An event with one channel, `rounds` planned questions and `players` who joined."""
    now = clock.now()
    db.session.rollback()
    with writing():
        texts = Localized("Banc d’essai", "基准测试")
        fields = EventFields(code=code, title=texts, museum=texts, starts_at=now)
        event = make_event(fields, now, Random(code), "bench")
        channel = put_channel(event.id, None, ChannelFields(name=CHANNEL), "bench")
        bank = create_bank(f"bench {code}", now, CONSOLE)
        planned = [add_question(bank.id, numbered(question, n), CONSOLE).id for n in range(rounds)]
        plan(event.id, planned, "bench")
        crowd = Crowd(event.id, code, channel.id)
        db.session.commit()
    rows = bulk.players(crowd.event_id, crowd.channel_id, players, now)
    bulk.write_rows(url(), "player", bulk.PLAYER, rows)
    return crowd


def numbered(question: Draft, number: int) -> Draft:
    """The same question with a number: a bank has no twins."""
    text = question.prompt
    if not number:
        return question
    return replace(question, prompt=Localized(f"{text.fr} {number}", f"{text.zh}{number}"))


def url() -> str:
    """The address of the database of the application at hand."""
    return str(app_here.config["SQLALCHEMY_DATABASE_URI"])


def step(crowd: Crowd, taken: Step, players: int = 0) -> None:
    """Take a host's step; the countdown is as long as so many players need."""
    db.session.rollback()
    with writing():
        around = Surroundings(clock.now(), players, runtime().capacity(), Random(), "bench")
        answered = play_step(crowd.event_id, taken, around)
        db.session.commit()
    if not answered.possible:
        raise RuntimeError(str(answered.reason))


def facts(crowd: Crowd) -> EventFacts:
    """What is known of the event now."""
    db.session.rollback()
    known = event_facts(crowd.event_id)
    if known is None:
        raise RuntimeError("the event is gone")
    return known


def open_round(crowd: Crowd) -> RoundFacts:
    """The next round, open to everybody; one that is still on is made void first."""
    last = facts(crowd).times.last
    if not is_settled(last):
        step(crowd, Step.VOID)
        wait_until_counted(crowd)
        time.sleep(1)
    step(crowd, Step.LAUNCH)
    launched = facts(crowd).rounds[-1]
    time.sleep(max(0.0, (launched.times.opens - clock.now()) / 1000 + KNOWN_S))
    return launched


def wait_until_counted(crowd: Crowd) -> RoundFacts:
    """The last round, once a ledger has counted it and every process has heard of it."""
    deadline = time.monotonic() + COUNTED_S
    while (last := facts(crowd).rounds[-1]).times.counted_at is None:
        if time.monotonic() > deadline:
            raise RuntimeError("the round was not counted")
        time.sleep(0.1)
    time.sleep(KNOWN_S)
    return last


def close_and_reveal(crowd: Crowd) -> None:
    """End the round as a host does, and wait until everybody may know the result."""
    step(crowd, Step.CLOSE)
    step(crowd, Step.REVEAL)
    wait_until_counted(crowd)
    time.sleep(1)


def answer_all(crowd: Crowd, played: RoundFacts) -> None:
    """An answer of every player to that round, written in bulk."""
    ids = list(db.session.scalars(db.select(Player.id).where(Player.event_id == crowd.event_id)))
    db.session.rollback()
    value = played.content["choices"][0]["id"]
    rows = bulk.answers(played.times.id, ids, value, played.times.opens)
    bulk.write_rows(url(), "answer", bulk.ANSWER, rows)


def count_by_hand(book: Book, round_id: int) -> float:
    """Shut a round's door and count it on that book, before any ledger can; how many s it took."""
    inside = Book(book.connection, sqlite=book.sqlite, inside=True)
    with book.transaction():
        inside.run("UPDATE round SET shut_at = ? WHERE id = ?", (clock.now(), round_id))
        began = time.perf_counter()
        count(inside, round_id, clock.now)
    return time.perf_counter() - began


def stored_answers(played: RoundFacts, since: int = 0, until: int = 2**62) -> int:
    """How many answers to that round arrived in [since, until)."""
    db.session.rollback()
    query = db.select(func.count()).select_from(Answer)
    within = (Answer.arrived_at >= since, Answer.arrived_at < until)
    return int(db.session.scalar(query.where(Answer.round_id == played.times.id, *within)) or 0)


def write_tokens(app: Flask, crowd: Crowd, path: Path) -> None:
    """One cookie a line, for every player, in random order."""
    event = facts(crowd)
    secret = app.extensions["runtime"].around.secret
    query = db.select(Player.id).where(Player.event_id == crowd.event_id)
    players = list(db.session.scalars(query))
    Random(1).shuffle(players)
    name = token_cookie(event.code, https=False)
    with path.open("w", encoding="ascii") as file:
        for player in players:
            file.write(f"{name}={sign(secret, event, Token(player, crowd.channel_id))}\n")
