"""How a frame and a focus are read, what is hung in a round, and what a file is called."""

from random import Random

import pytest

from quiz.i18n.localized import Localized
from quiz.pictures.rules import (
    PICTURE,
    Copy,
    Focus,
    Frame,
    HungPicture,
    file_name,
    focus_from,
    frame_from,
    hang_picture,
    hung_picture,
)

ALT = Localized("Un vase", "一件花瓶")


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("", Frame()),
        ("0,0,1000,1000", Frame()),
        ("100, 200, 300, 400", Frame(100, 200, 300, 400)),
        ("900,900,1000,1000", Frame(900, 900, 100, 100)),
        ("1000,1000,0,0", Frame(950, 950, 50, 50)),
        ("1,2,3", Frame()),
        ("-1,0,9,9", Frame()),
        ("a,b,c,d", Frame()),
        ("99999,0,0,0", Frame()),
    ],
)
def test_a_frame_lies_within_the_picture(text: str, frame: Frame) -> None:
    assert frame_from(text) == frame


@pytest.mark.parametrize(
    ("text", "focus"),
    [("", Focus()), ("0,1000", Focus(0, 1_000)), ("12", Focus()), ("5000,1", Focus(1_000, 1))],
)
def test_a_focus_lies_within_the_frame(text: str, focus: Focus) -> None:
    assert focus_from(text) == focus


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("vase.jpg", "vase.jpg"), (r"C:\fakepath\v.jpg", "v.jpg"), ("a/b/青瓷.png ", "青瓷.png")],
)
def test_a_file_is_called_by_the_last_part_of_its_path(sent: str, kept: str) -> None:
    assert file_name(sent) == kept
    assert len(file_name(sent * 100)) <= 200


def test_a_picture_is_hung_under_names_of_that_round_alone() -> None:
    first, second = (
        hung_picture({PICTURE: hang_picture("a" * 32, (9, 6), ALT, Random(seed), is_ahead=True)})
        for seed in (1, 2)
    )
    assert first is not None
    assert second is not None
    assert first == HungPicture("a" * 32, 9, 6, ALT, True, first.names)
    names = [*first.names.values(), *second.names.values()]
    assert set(first.names) == {Copy.PHONE, Copy.STUDIO}
    assert len(set(names)) == 4
    assert all(len(name) == 32 for name in names)
    assert hung_picture({}) is None
