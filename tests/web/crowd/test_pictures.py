"""A round's picture: named and served from its instant on, under names of that round alone."""

from random import Random

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from quiz.bank.rules import picture_name
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.pictures.models import Picture, PictureStrip
from quiz.pictures.rules import Copy, hung_picture
from quiz.web.crowd.http import Response
from quiz.web.crowd.pictures import PictureMemory
from tests.clocks import SettableClock
from tests.evenings import make_evening
from tests.factories import make_picture, make_question
from tests.phones import Hall, Phone
from tests.pictures.drawings import draw, encoded, opened

FOR_EVER = "public, max-age=31536000, immutable"
ALT = Localized("Un vase en céladon", "一件青瓷花瓶")


@pytest.fixture
def picture(app: Flask) -> Picture:
    return make_picture()


def pictured(picture: Picture, *, with_question: bool = False) -> dict[str, object]:
    """What a question has that shows the picture."""
    return {
        "image": picture_name(picture.key),
        "image_alt": ALT,
        "picture_with_question": with_question,
    }


@pytest.fixture
def hall(app: Flask, clock: SettableClock, rng: Random, picture: Picture) -> Hall:
    questions = [
        make_question(**pictured(picture)),
        make_question(**pictured(picture, with_question=True)),
        make_question(),
    ]
    db.session.commit()
    return Hall(app, make_evening(app, clock, rng, *questions))


def paths(hall: Hall, number: int) -> dict[Copy, str]:
    """Where a round's copies are, which nobody knows before they are named."""
    hung = hung_picture(hall.evening.round(number).content)
    assert hung is not None
    return {copy: f"/live/{hall.evening.code}/picture/{name}" for copy, name in hung.names.items()}


def seen(response: TestResponse) -> tuple[int, str | None, str | None]:
    return response.status_code, response.headers["Cache-Control"], response.content_type


def finish(hall: Hall, phone: Phone) -> None:
    """Play the round that is on to its reveal."""
    hall.evening.count()
    hall.evening.see(Step.REVEAL)
    assert phone.pulse()["phase"] == "revealed"


def test_a_picture_goes_ahead_of_its_question(hall: Hall, picture: Picture) -> None:
    evening, phone, late = hall.evening, hall.phone(), hall.phone("channel2")
    evening.step(Step.LAUNCH)
    path = paths(hall, 1)[Copy.PHONE]
    assert phone.pulse()["picture"] is None
    assert seen(phone.ask(path))[:2] == (425, "no-store")
    evening.clock.advance(500)
    assert (phone.pulse()["phase"], phone.pulse()["picture"]) == ("ready", path)
    assert late.pulse()["picture"] is None
    got = phone.ask(path)
    assert seen(got) == (200, FOR_EVER, "image/jpeg")
    assert got.data == picture.phone
    assert path in phone.scene().text
    assert ALT.fr in phone.scene().text
    assert ALT.zh in phone.scene(lang="zh").text
    evening.clock.advance(5_000)
    assert (phone.pulse()["phase"], phone.pulse()["picture"]) == ("open", path)
    assert phone.scene().text.count(path) == 1
    finish(hall, phone)
    assert phone.pulse()["picture"] == path
    assert path in phone.scene().text
    evening.see(Step.BOARD)
    assert phone.pulse()["picture"] is None
    assert picture.studio == phone.ask(paths(hall, 1)[Copy.STUDIO]).data


def test_a_picture_comes_with_its_question_where_its_author_says_so(hall: Hall) -> None:
    evening, phone = hall.evening, hall.phone()
    evening.launch_and_open()
    finish(hall, phone)
    evening.step(Step.LAUNCH)
    played = evening.round(2).times
    path = paths(hall, 2)[Copy.PHONE]
    evening.clock.set(played.opens - 1)
    assert (phone.pulse()["phase"], phone.pulse()["picture"]) == ("ready", None)
    assert path not in phone.scene().text
    assert phone.ask(path).status_code == 425
    evening.clock.set(played.opens)
    assert (phone.pulse()["phase"], phone.pulse()["picture"]) == ("open", path)
    assert phone.ask(path).status_code == 200
    # Who has to look at it first has two seconds more at full points.
    assert played.plateau_ms == evening.round(1).times.plateau_ms + 2_000


def test_a_picture_that_is_used_again_tells_nothing_by_its_name(hall: Hall) -> None:
    evening, phone = hall.evening, hall.phone()
    evening.launch_and_open()
    finish(hall, phone)
    evening.step(Step.LAUNCH)
    assert not set(paths(hall, 1).values()) & set(paths(hall, 2).values())


def test_a_picture_of_a_question_that_was_called_back_is_nowhere(hall: Hall) -> None:
    evening, phone = hall.evening, hall.phone()
    evening.launch_and_open()
    finish(hall, phone)
    evening.step(Step.LAUNCH)
    path = paths(hall, 2)[Copy.PHONE]
    evening.clock.advance(1_000)
    evening.step(Step.CANCEL)
    evening.clock.advance(60_000)
    assert phone.ask(path).status_code == 404


def test_a_round_without_a_picture_names_none(hall: Hall) -> None:
    evening, phone = hall.evening, hall.phone()
    for _ in range(2):
        evening.launch_and_open()
        finish(hall, phone)
    evening.launch_and_open()
    assert phone.pulse()["picture"] is None
    assert "<img" not in phone.scene().text


@pytest.mark.parametrize("name", ["0" * 32, "pulse", "", "x/y"])
def test_no_other_name_is_a_picture(hall: Hall, name: str) -> None:
    response = hall.phone().ask(f"/live/{hall.evening.code}/picture/{name}")
    assert (response.status_code, response.headers["Cache-Control"]) == (404, "no-store")


def test_the_overlay_shows_the_studios_copy(hall: Hall) -> None:
    evening = hall.evening
    evening.step(Step.LAUNCH)
    evening.clock.advance(5_500)
    overlay = hall.phone(evening.known().facts.overlays[0].secret, lang="both")
    assert paths(hall, 1)[Copy.STUDIO] in overlay.scene().text


def test_a_page_without_a_script_shows_it_too(hall: Hall) -> None:
    evening = hall.evening
    evening.step(Step.LAUNCH)
    evening.clock.advance(5_500)
    assert paths(hall, 1)[Copy.PHONE] in hall.player("Ming").scene().text


@pytest.mark.both_databases
def test_pictures_as_choices_are_one_strip_that_is_made_once(
    app: Flask, clock: SettableClock, rng: Random
) -> None:
    square = encoded(draw(320, 320))
    keys = [make_picture(thumbnail=square).key for _ in range(4)]
    names = [picture_name(key) for key in keys]
    asked = make_question(kind="picture", key={"right": [1], "pictures": names})
    db.session.commit()
    hall = Hall(app, make_evening(app, clock, rng, asked))
    evening, phone = hall.evening, hall.phone()
    evening.step(Step.LAUNCH)
    path = paths(hall, 1)[Copy.PHONE]
    assert phone.ask(path).status_code == 425
    evening.clock.advance(500)
    assert phone.pulse()["picture"] == path
    assert path not in phone.scene().text
    strip = phone.ask(path)
    assert opened(strip.data).size == (1_280, 320)
    again = Hall(app, evening).phone().ask(path)
    assert (again.status_code, again.data) == (200, strip.data)
    evening.clock.advance(5_000)
    scene = phone.scene().text
    assert scene.count(path) == 4
    assert not any(key in scene for key in keys)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(PictureStrip)) == 1


def test_memory_holds_so_many_bytes_and_no_more() -> None:
    memory = PictureMemory(most=10)
    for name in ("one", "two", "one"):
        memory.keep(name, Response(200, b"", b"12345"))
    assert (memory.get("one") is not None, memory.get("two") is not None) == (True, True)
    memory.keep("three", Response(200, b"", b"123456"))
    assert [name for name in ("one", "two", "three") if memory.get(name)] == ["three"]
    memory.keep("large", Response(200, b"", b"1234567890123"))
    assert [name for name in ("three", "large") if memory.get(name)] == ["large"]
