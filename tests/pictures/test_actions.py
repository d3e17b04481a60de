"""Whoever keeps a picture, a strip or a part at the same moment as another keeps it once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.database import writing
from quiz.extensions import db
from quiz.pictures.actions import keep_part, keep_picture, keep_strip, take_parts
from quiz.pictures.models import Picture, PicturePart, PictureStrip
from quiz.pictures.process import MadeCopy, PreparedPicture
from quiz.pictures.rules import Copy, Fault, Focus, Frame, PictureRefused

pytestmark = pytest.mark.both_databases

AT_ONCE = 4
UPLOAD = "ab" * 16
PREPARED = PreparedPicture(
    b"master", Frame(), Focus(), {copy: MadeCopy(copy.encode(), 6, 4) for copy in Copy}
)


def at_once(app: Flask, act: Callable[[int], object]) -> list[object]:
    """What several processes are told that do the same at the same moment."""
    start = Barrier(AT_ONCE)

    def one(number: int) -> object:
        with app.app_context():
            start.wait()
            with writing():
                told = act(number)
                db.session.commit()
            db.session.remove()
        return told

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def count_of(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_picture_is_kept_once(app: Flask) -> None:
    kept = at_once(app, lambda number: keep_picture(PREPARED, f"{number}.jpg", 0, "test").key)
    assert (len(set(kept)), count_of(Picture)) == (1, 1)


def test_a_strip_is_kept_once_and_is_the_first_one(app: Flask) -> None:
    kept = at_once(app, lambda number: keep_strip(UPLOAD, b"%d" % number, 0))
    assert (len(set(kept)), count_of(PictureStrip)) == (1, 1)


def test_a_part_that_is_on_its_way_several_times_is_kept_once(app: Flask) -> None:
    at_once(app, lambda _: keep_part(UPLOAD, 0, b"part", 0, "curator"))
    assert count_of(PicturePart) == 1
    assert take_parts(UPLOAD, 1, "curator") == b"part"


def test_nobody_writes_into_the_file_of_another(app: Flask) -> None:
    keep_part(UPLOAD, 0, b"mine", 0, "curator")
    with pytest.raises(PictureRefused) as refused:
        keep_part(UPLOAD, 0, b"theirs", 0, "stranger")
    assert refused.value.fault is Fault.BROKEN
    assert take_parts(UPLOAD, 1, "stranger") is None
    assert take_parts(UPLOAD, 1, "curator") == b"mine"
