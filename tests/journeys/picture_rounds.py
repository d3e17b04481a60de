"""What a journey about pictures does with its rounds, and asks of its pages."""

import json

from playwright.sync_api import Route
from sqlalchemy import select

from quiz.bank.models import Question
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.journeys import rounds
from tests.journeys.house import House
from tests.journeys.screen import Screen

CODE = "images"
PATIENCE_MS = 30_000


def step(house: House, taken: Step) -> None:
    """Take a host's step in the event."""
    rounds.take(house, CODE, taken)


def count_round(house: House) -> None:
    """Close the round that is on, and wait until it is counted."""
    rounds.count_round(house, CODE)


def numbers_of(prompt: Localized) -> list[int]:
    """The questions that ask this; inside a context of the application."""
    found = db.session.scalars(select(Question).order_by(Question.id)).all()
    return [question.id for question in found if question.prompt == prompt]


def refuse_first(screen: Screen, pattern: str, times: int) -> None:
    """Let so many requests of the page be told that the server is busy; the others pass."""
    left = iter(range(times))

    def answer(route: Route) -> None:
        if next(left, None) is None:
            route.continue_()
        else:
            route.fulfill(status=503, headers={"Retry-After": "1"})

    screen.page.route(pattern, answer)


def phone_word(phone: Screen, name: str) -> str:
    """What the page's script says of that name."""
    words = phone.page.locator("#words").get_attribute("data-words")
    return str(json.loads(str(words))[name])
