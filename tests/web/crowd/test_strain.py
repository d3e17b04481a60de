"""While requests stand in line everything makes room for answers, one thing after the other."""

from collections.abc import Callable

import pytest

from quiz.capacity.lag import LEAST_LOOKS
from quiz.capacity.strain import LINES_MS, Strain
from quiz.errors import Queued
from quiz.events.rules import Step
from tests.phones import Hall, Phone

STEPS = tuple(Strain)
AWAY = {"status": "away"}
# A pulse is made anew after so many ms.
MADE_ANEW_MS = 25


@pytest.fixture
def strain(hall: Hall) -> Callable[[Strain], None]:
    """Let requests stand in line for as long as that step takes."""

    def stand(step: Strain) -> None:
        line = hall.evening.desk.line
        line.ms = 0
        for _ in range(LEAST_LOOKS):
            line.note_look(LINES_MS.get(step, 0))
        line.close_second()
        hall.evening.clock.advance(MADE_ANEW_MS)

    return stand


def statuses(hall: Hall, player: Phone) -> tuple[int, int, int]:
    """What is said to who asks for the pulse, for one's own, and for a seat."""
    newcomer = hall.phone()
    pulse = newcomer.ask(f"/live/{newcomer.code}/channel1/pulse")
    return pulse.status_code, player.me().status_code, newcomer.join().status_code


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Strain.CALM, (200, 200, 201)),
        (Strain.POLLS, (200, 200, 201)),
        (Strain.SCENES, (200, 200, 201)),
        (Strain.RESULTS, (200, 503, 201)),
        (Strain.JOINS, (200, 503, 503)),
        (Strain.PULSES, (503, 503, 503)),
    ],
)
def test_between_questions_more_is_refused_with_each_step(
    hall: Hall, strain: Callable[[Strain], None], step: Strain, said: tuple[int, int, int]
) -> None:
    player = hall.player("Zoé")
    strain(step)
    assert statuses(hall, player) == said
    strain(Strain.CALM)
    assert statuses(hall, player) == (200, 200, 201)


def test_who_is_refused_is_told_when_to_ask_again(
    hall: Hall, strain: Callable[[Strain], None]
) -> None:
    player, newcomer = hall.player("Zoé"), hall.phone()
    strain(Strain.PULSES)
    pulse = newcomer.ask(f"/live/{newcomer.code}/channel1/pulse")
    for refused in (pulse, player.me()):
        assert (refused.json, refused.headers["Cache-Control"]) == (AWAY, "no-store")
        assert refused.headers["Retry-After"] == str(Queued.retry_s)
    joined = newcomer.join()
    said = "Beaucoup de personnes arrivent en ce moment."
    assert joined.json is not None
    assert joined.json["status"] == "away"
    assert joined.json["message"].startswith(said)
    assert joined.headers["Retry-After"] == str(Queued.retry_s)


def test_who_has_a_seat_keeps_it_under_any_strain(
    hall: Hall, strain: Callable[[Strain], None]
) -> None:
    player = hall.player("Zoé")
    strain(Strain.PULSES)
    again = player.join("Léa")
    assert (again.status_code, again.json) == (200, {"nickname": "Léa", "channel": "channel1"})


@pytest.mark.parametrize("step", STEPS)
def test_nobody_misses_a_question_nor_loses_an_answer(
    hall: Hall, strain: Callable[[Strain], None], step: Strain
) -> None:
    player = hall.player("Zoé")
    hall.evening.step(Step.LAUNCH)
    hall.evening.clock.advance(1_000)
    strain(step)
    coming = player.pulse()
    assert (coming["phase"], player.me().status_code) == ("ready", 200)
    hall.evening.clock.set(coming["opens_at"])
    strain(step)
    assert player.scene(coming["next"]["scene"]).status_code == 200
    assert player.me().status_code == 200
    assert player.answer(hall.right()).status_code == 201
