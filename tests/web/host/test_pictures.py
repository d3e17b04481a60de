"""The console shows the pictures of what is on and of what comes, and each of them is there."""

import re
from random import Random

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.bank.rules import picture_name
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.clocks import SettableClock
from tests.evenings import Evening, make_evening
from tests.factories import make_picture, make_question
from tests.pictures.drawings import draw, encoded

SHOWN = re.compile(r'<img class="thumbnail" src="([^"]+)"')


@pytest.fixture
def keys(app: Flask) -> list[str]:
    return [make_picture(thumbnail=encoded(draw(320, 320))).key for _ in range(4)]


@pytest.fixture
def shown(app: Flask, clock: SettableClock, rng: Random, keys: list[str]) -> Evening:
    """A question whose choices are pictures, then one that has a picture of its own."""
    names = [picture_name(key) for key in keys]
    choices = make_question(kind="picture", key={"right": [1], "pictures": names})
    alt = Localized("Un vase", "花瓶")
    own = make_question(image=names[0], image_alt=alt, prompt=Localized("Quoi ?", "什么？"))
    db.session.commit()
    return make_evening(app, clock, rng, choices, own)


def test_each_picture_that_the_console_names_is_there(
    host_client: FlaskClient, shown: Evening, keys: list[str]
) -> None:
    before = SHOWN.findall(host_client.get(f"/fr/host/{shown.code}").text)
    assert [path.split("/")[-2] for path in before[: len(keys)]] == keys
    shown.step(Step.LAUNCH)
    after = SHOWN.findall(host_client.get(f"/fr/host/{shown.code}").text)
    assert {path.split("/")[-2] for path in after} == set(keys)
    assert {host_client.get(path).status_code for path in (*before, *after)} == {200}
