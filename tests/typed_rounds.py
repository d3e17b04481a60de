"""Rounds whose answers are typed, and mends of them, for tests that step through an evening."""

from sqlalchemy import select

from quiz.bank.models import Question
from quiz.database import writing
from quiz.events.mends import Change
from quiz.events.models import Channel
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.mend import ask_mend
from quiz.game.actions.play import answer
from quiz.game.rules import Arrival, Verdict
from quiz.waiting import run_inline
from tests.evenings import Evening
from tests.factories import make_player

A, B, C = 1, 2, 3
NAMES = {A: "Ana", B: "Bo", C: "Cy"}
BY = "ana@museum.example"


def make_typed(evening: Evening) -> tuple[int, ...]:
    """Three players, and "ruyi" as the right answer to every question of the evening."""
    with writing():
        channel = db.session.get_one(Channel, evening.channels[0])
        for number, name in NAMES.items():
            make_player(channel, id=number, nickname=name, nickname_key=name.lower())
        for question in db.session.scalars(select(Question)):
            question.kind, question.choices, question.key = "text", (), {"forms": ["ruyi"]}
        db.session.commit()
    return A, B, C


def say(evening: Evening, player: int, value: str, number: int) -> None:
    played, desk = evening.round(number), evening.desk
    seat = (player, evening.channels[0])
    arrived = Arrival.at(played.times.opens + 1_000)
    given = answer(desk.ledger, desk.reader, played, seat, value, arrived)
    assert run_inline(given).verdict is Verdict.ACCEPTED


def play(evening: Evening, number: int, **said: str) -> None:
    """Play a round to its reveal: who says what, by the first letter of a name."""
    evening.launch_and_open()
    for letter, value in said.items():
        say(evening, {"a": A, "b": B, "c": C}[letter], value, number)
    evening.count()
    evening.see(Step.REVEAL)


def mend(evening: Evening, number: int, change: Change) -> int | None:
    """Ask for it, and let it be carried out if it can be."""
    with writing():
        made = ask_mend(evening.event_id, number, change, evening.clock.now(), BY)
        db.session.commit()
        mend_id = None if made is None else made.id
    evening.desk.mending.run_once()
    db.session.rollback()
    return mend_id
