"""An evening of one question of a kind, played up to its reveal."""

from typing import Any

from quiz.bank.models import Question
from quiz.database import writing
from quiz.events.rules import Step
from quiz.extensions import db
from tests.bank.drafts import make_draft
from tests.factories import make_question
from tests.phones import Hall, Phone


def make_written(kind: str, **values: Any) -> Question:
    """The question of `tests.bank.drafts` in a bank; commits."""
    draft = make_draft(kind, **values)
    with writing():
        question = make_question(
            kind=kind, prompt=draft.prompt, choices=draft.choices, key=dict(draft.key), weight=1
        )
        db.session.commit()
    return question


def play_to_the_reveal(hall: Hall, *values: Any) -> list[Phone]:
    """Play the round with players who answer so, up to its reveal on every channel."""
    phones = [hall.player(f"Ming {number}") for number in range(1, len(values) + 1)]
    hall.evening.launch_and_open()
    for phone, value in zip(phones, values, strict=True):
        assert phone.answer(value).status_code == 201
    reveal(hall)
    return phones


def reveal(hall: Hall) -> None:
    """Count the round and reveal it on every channel."""
    hall.evening.count()
    hall.evening.step(Step.REVEAL)
    hall.evening.clock.advance(4_000)


def plain_phone(hall: Hall) -> tuple[Phone, str]:
    """A browser without our script that has joined, and its path."""
    phone = Phone(hall.lane, hall.evening.code)
    path = f"/fr/e/{phone.code}/{phone.channel}"
    assert phone.ask(f"{path}/join", "POST", data={"nickname": "Ana"}).status_code == 200
    return phone, path


def overlay_of(hall: Hall) -> Phone:
    """The studio's overlay."""
    return hall.phone(hall.evening.known().facts.overlays[0].secret, lang="both")
