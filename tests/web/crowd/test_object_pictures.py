"""An object and its picture belong to the reveal: before it nothing names, shows or sizes them."""

from random import Random

import pytest
from flask import Flask

from quiz.bank.rules import picture_name
from quiz.events.queries import pictures_in_use
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.pictures.models import Picture
from quiz.pictures.rules import OBJECT_PICTURE, Copy, hung_picture
from tests.clocks import SettableClock
from tests.evenings import make_evening
from tests.factories import make_object, make_picture, make_question
from tests.phones import Hall

TITLE = Localized("Coupe à décor de lotus", "莲瓣纹碗")


@pytest.fixture
def picture(app: Flask) -> Picture:
    return make_picture()


@pytest.fixture
def hall(app: Flask, clock: SettableClock, rng: Random, picture: Picture) -> Hall:
    name = picture_name(picture.key)
    questions = [
        make_question(object_title=TITLE, object_picture=name, institution="V&A"),
        make_question(object_picture=name, image=name, image_alt=Localized("Une coupe", "一只碗")),
    ]
    db.session.commit()
    return Hall(app, make_evening(app, clock, rng, *questions))


def paths(hall: Hall, number: int) -> list[str]:
    """Where the copies of a round's object are."""
    hung = hung_picture(hall.evening.round(number).content, OBJECT_PICTURE)
    assert hung is not None
    return [f"/live/{hall.evening.code}/picture/{name}" for name in hung.names.values()]


def test_an_objects_picture_is_seen_with_the_answer(hall: Hall, picture: Picture) -> None:
    evening, phone, late = hall.evening, hall.phone(), hall.phone("channel2")
    evening.launch_and_open()
    found = paths(hall, 1)
    for scene in (phone.scene().text, phone.scene(lang="zh").text, str(phone.pulse())):
        assert not any(path in scene for path in found)
        assert TITLE.fr not in scene
        assert TITLE.zh not in scene
        assert "V&amp;A" not in scene
    assert [phone.ask(path).status_code for path in found] == [425, 425]
    evening.count()
    assert [phone.ask(path).status_code for path in found] == [425, 425]
    evening.see(Step.REVEAL)
    assert [phone.ask(path).data for path in found] == [picture.phone, picture.studio]
    assert all(path in phone.scene().text for path in found)
    assert late.pulse()["phase"] != "revealed"
    assert not any(path in late.scene().text for path in found)
    # The pulse names what is seen ahead of a question alone.
    assert phone.pulse()["picture"] is None
    evening.see(Step.BOARD)
    assert not any(path in phone.scene().text for path in found)


def test_a_round_without_an_answer_never_shows_it(hall: Hall) -> None:
    evening, phone = hall.evening, hall.phone()
    evening.launch_and_open()
    evening.step(Step.VOID)
    evening.count()
    assert [phone.ask(path).status_code for path in paths(hall, 1)] == [425, 425]


def test_a_picture_that_is_the_questions_own_is_not_shown_twice(hall: Hall) -> None:
    evening = hall.evening
    evening.launch_and_open()
    evening.count()
    evening.see(Step.REVEAL)
    evening.step(Step.LAUNCH)
    assert hung_picture(evening.round(2).content, OBJECT_PICTURE) is None


def test_its_names_are_the_rounds_own(hall: Hall) -> None:
    evening = hall.evening
    evening.launch_and_open()
    content = evening.round(1).content
    hung = hung_picture(content, OBJECT_PICTURE)
    assert hung is not None
    assert set(hung.names) == {Copy.PHONE, Copy.STUDIO}
    assert not any(hung.key in name for name in hung.names.values())


def test_a_picture_of_an_object_is_in_use(hall: Hall, picture: Picture) -> None:
    alone = make_picture()
    make_object(picture=alone.key)
    unused = make_picture()
    db.session.commit()
    assert {picture.key, alone.key} <= pictures_in_use()
    assert unused.key not in pictures_in_use()
