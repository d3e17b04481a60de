"""The museum for a journey: a real `quiz serve`, the demo, an evening of twelve rounds."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from os import environ
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from quiz.accounts.actions.invitations import enrol, invite
from quiz.accounts.passwords import hash_password
from quiz.app import create_app
from quiz.audit.actions import CONSOLE
from quiz.bank.rules import CHOICE_LONGEST, OPTIONAL_TEXTS, PLAIN_TEXTS, PROMPT, picture_name
from quiz.clock import clock
from quiz.config import Settings
from quiz.database import writing
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.pictures.models import Picture
from tests.factories import make_bank, make_channel, make_entry, make_event, make_question
from tests.journeys.programme import PROGRAMME
from tests.machines import Node

CODE = "soiree"
WORD = "anticonstitutionnellement"
LONGEST_SECONDS = 120
PASSWORD = "un bol vert sous la pluie"
PEOPLE = {"admin": "Odile Martin", "host": "Hugo Lefèvre"}
SOON_MS = 25 * 60_000
# Channel, how late its viewers see the studio in ms, its language.
CHANNELS = (("salle", 0, "fr"), ("youtube", 500, "fr"), ("kuaishou", 1_500, "zh"))


def longest_question() -> dict[str, Any]:
    """As much as a bank accepts: every page of staff has to find room for it."""

    def text(longest: int) -> Localized:
        return Localized(f"{WORD} {WORD * 99}"[:longest], ("青花描金纹章大盘" * 99)[:longest])

    return {
        "prompt": text(PROMPT.longest),
        "choices": tuple(text(CHOICE_LONGEST - n) for n in range(6)),
        "explanation": text(OPTIONAL_TEXTS[0].longest),
        "object_title": text(OPTIONAL_TEXTS[1].longest),
        **{part.attribute: (WORD * 99)[: part.longest] for part in PLAIN_TEXTS},
        "source_url": f"https://museum.example/{WORD * 20}",
        "seconds": LONGEST_SECONDS,
        "tags": (WORD * 3, "青花"),
    }


@dataclass
class House:
    """Where the quiz is, and a hand on its database."""

    node: Node
    app: Flask
    hired: set[str] = field(default_factory=set)

    @property
    def base(self) -> str:
        """Where its pages begin."""
        return f"http://127.0.0.1:{self.node.port}"

    def plan(self) -> None:
        """The evening, its channels and its twelve questions, a kind each."""
        with self.app.app_context(), writing():
            event = make_event(
                code=CODE,
                title=Localized("Une soirée au musée", "博物馆之夜"),
                museum=Localized("Musée de la céramique", "陶瓷博物馆"),
                preset="accuracy",
                starts_at=clock.now() + SOON_MS,
            )
            for name, delay, language in CHANNELS:
                make_channel(
                    event,
                    name=name,
                    platform=name.capitalize(),
                    link=f"https://{name}.example/",
                    delay_ms=delay,
                    language=language,
                )
            bank = make_bank(name="Céladons")
            kept = db.session.execute(select(Picture.name, Picture.key)).all()
            pictures = {name: picture_name(key) for name, key in kept}
            for plan in PROGRAMME:
                make_entry(event, make_question(bank, **plan.columns(pictures)))
            make_question(bank, **longest_question())
            db.session.commit()
            db.session.remove()

    def hire(self, role: str) -> str:
        """A member of staff with that role and PASSWORD; gives the address to sign in with."""
        email = f"{role}@museum.example"
        if email in self.hired:
            return email
        self.hired.add(email)
        with self.app.app_context():
            password_hash = hash_password(PASSWORD)
            with writing():
                enrol(invite(CONSOLE, role, email), PEOPLE[role], email, password_hash, "fr")
                db.session.commit()
            db.session.remove()
        return email

    def first_id(self, model: type, **values: object) -> int:
        """The id of the first row that has these values."""
        with self.app.app_context():
            query = select(model).filter_by(**values).order_by("id")
            found: int = db.session.scalars(query).first().id
            db.session.remove()
        return found


@contextmanager
def open_house(folder: Path, **settings_of: str) -> Iterator[House]:
    """A house in `folder` with the demo and the evening; nothing of it is left afterwards.

    Its servers are told the settings by their names.
    """
    instance = folder / "instance"
    node = Node(instance, settings_of, workers=2)
    try:
        node.wait()
        settings = Settings(
            instance=instance,
            database_url=f"sqlite:///{instance / 'quiz.sqlite'}",
            secret_file=instance / "secret",
        )
        own = {"QUIZ_INSTANCE": str(instance)}
        command = [sys.executable, "-c", "from quiz.cli import main; main()", "demo"]
        subprocess.run(command, env=environ | own, check=True, stdout=subprocess.DEVNULL)
        app = create_app(settings)
        house = House(node, app)
        house.plan()
        yield house
        with app.app_context():
            app.extensions["runtime"].end()
            db.engine.dispose()
    finally:
        node.end()
