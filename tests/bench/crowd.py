"""A crowd in the database: an event, its players, their cookies, a question that stays open."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from flask import Flask
from sqlalchemy import insert

from quiz.bank.actions import add_question, create_bank
from quiz.bank.rules import Draft
from quiz.clock import clock
from quiz.database import writing
from quiz.events.actions.edit import ChannelFields, EventFields, make_event, plan, put_channel
from quiz.events.actions.steps import Surroundings
from quiz.events.queries import EventFacts, event_facts
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions import play_step
from quiz.game.models import Answer, Player
from quiz.i18n.localized import Localized
from quiz.web.viewer import Token, sign, token_cookie

HOUR = 3_600
BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Crowd:
    """An event made for a benchmark."""

    event_id: int
    code: str
    channel_id: int


def make_crowd(code: str, players: int, rounds: int = 8) -> Crowd:
    """An event with one channel, `rounds` planned questions and `players` who joined."""
    now = clock.now()
    with writing():
        texts = Localized("Banc d’essai", "基准测试")
        fields = EventFields(code=code, title=texts, museum=texts, starts_at=now)
        event = make_event(fields, now, Random(code), "bench")
        channel = put_channel(event.id, None, ChannelFields(name="salle"), "bench")
        bank = create_bank(f"bench {code}", now)
        questions = [add_question(bank.id, draft(n)).id for n in range(rounds)]
        plan(event.id, questions, "bench")
        crowd = Crowd(event.id, code, channel.id)
        for rows in batches(crowd, players, now):
            db.session.execute(insert(Player), rows)
        db.session.commit()
    return crowd


def draft(number: int) -> Draft:
    """A question of four choices that stays open for an hour."""
    return Draft(
        kind="single",
        prompt=Localized(f"Question {number} ?", f"第{number}题？"),
        choices=tuple(Localized(f"Réponse {n}", f"选项{n}") for n in range(4)),
        key={"right": [1]},
        seconds=HOUR,
    )


def batches(crowd: Crowd, players: int, now: int) -> Iterator[list[dict[str, object]]]:
    """Players' rows, some thousand at a time; their numbers are spread as random ones are."""
    rng = Random(crowd.code)
    for start in range(0, players, BATCH):
        yield [
            {
                "id": rng.getrandbits(62) + 1,
                "event_id": crowd.event_id,
                "pass_hash": f"{rng.getrandbits(256):064x}",
                "nickname": f"Vase {index}",
                "nickname_key": f"vase {index}",
                "channel_id": crowd.channel_id,
                "language": "fr",
                "joined_at": now,
            }
            for index in range(start, min(start + BATCH, players))
        ]


def step(crowd: Crowd, taken: Step) -> None:
    """Take a host's step."""
    db.session.rollback()
    with writing():
        around = Surroundings(clock.now(), 0, 16_000, Random(), "bench")
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


def write_tokens(app: Flask, crowd: Crowd, path: Path) -> int:
    """One cookie a line, for every player, in random order; how many there are."""
    event = facts(crowd)
    secret = app.extensions["desk"].around.secret
    query = db.select(Player.id).where(Player.event_id == crowd.event_id)
    players = list(db.session.scalars(query))
    Random(1).shuffle(players)
    name = token_cookie(event.code)
    lines = (f"{name}={sign(secret, event, Token(p, crowd.channel_id))}" for p in players)
    path.write_text("\n".join(lines) + "\n", "ascii")
    return len(players)


def fill_answers(crowd: Crowd, round_id: int, value: str, points: int = 740) -> None:
    """An answer of every player to one round, written in bulk."""
    query = db.select(Player.id).where(Player.event_id == crowd.event_id)
    players = list(db.session.scalars(query))
    db.session.rollback()
    with writing():
        for start in range(0, len(players), BATCH):
            rows = [
                {
                    "round_id": round_id,
                    "player_id": player,
                    "value": value,
                    "arrived_at": clock.now(),
                    "elapsed_ms": 2_000 + player % 9_000,
                    "credit": "1",
                    "points": points - player % 40 * 10,
                }
                for player in players[start : start + BATCH]
            ]
            db.session.execute(insert(Answer), rows)
        db.session.commit()
