"""What phones learn of a mend: who had seen other points is told, and nobody sooner."""

import pytest

from quiz.events.mends import Change
from quiz.events.rules import Step
from tests.phones import Hall
from tests.typed_rounds import make_typed, mend, play

pytestmark = pytest.mark.both_databases


@pytest.fixture
def players(hall: Hall) -> tuple[int, ...]:
    return make_typed(hall.evening)


def test_players_are_told_what_changed_for_them_and_no_sooner_than_the_answer(
    hall: Hall, players: tuple[int, ...]
) -> None:
    """One on a channel that had not seen the answer yet learns nothing but the new points."""
    evening = hall.evening
    early, late = hall.player("Ming"), hall.player("Zoé", "channel2")
    evening.launch_and_open()
    for phone in (early, late):
        assert phone.answer("sceptre").status_code == 201
    evening.count()
    evening.step(Step.REVEAL)
    evening.clock.advance(600)
    mend(evening, 1, Change(accept="sceptre"))
    evening.clock.advance(10_000)
    told, other = early.me().json, late.me().json
    assert (told["score"], told["result"]) == (1_000, {"credit": 1.0, "points": 1_000})
    assert told["mended"] == {"round": 1, "before": 0, "points": 1_000}
    assert (other["score"], other["mended"]) == (1_000, None)
    assert (early.pulse()["mends"], late.pulse()["mends"]) == (1, 0)


def test_who_has_the_same_points_as_before_is_told_nothing(
    hall: Hall, players: tuple[int, ...]
) -> None:
    evening, phone = hall.evening, hall.player("Ming")
    evening.launch_and_open()
    assert phone.answer("sceptre").status_code == 201
    evening.count()
    evening.see(Step.REVEAL)
    mend(evening, 1, Change(weight=0))
    mend(evening, 1, Change(accept="sceptre"))
    told = phone.me().json
    assert (told["result"], told["mended"]) == ({"credit": 1.0, "points": 0}, None)


def test_the_answer_is_another_scene_once_its_key_is_mended(
    hall: Hall, players: tuple[int, ...]
) -> None:
    evening = hall.evening
    phone = hall.player("Ming")
    play(evening, 1, b="sceptre")
    before = phone.pulse()["scene"]
    assert "sceptre" not in phone.scene().text
    mend(evening, 1, Change(accept="sceptre"))
    assert phone.pulse()["scene"] != before
    assert "sceptre" in phone.scene().text
