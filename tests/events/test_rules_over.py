"""What may still be done when the event is over: take a wrong round back, and nothing else."""

import pytest

from quiz.events.rules import Step
from tests.phones import Hall


@pytest.fixture
def over(hall: Hall) -> Hall:
    """One round that Ming won, and the end."""
    hall.evening.launch_and_open()
    hall.player("Ming").answer(hall.right())
    hall.evening.count()
    hall.evening.step(Step.REVEAL)
    hall.evening.clock.advance(1_000)
    hall.evening.see(Step.END)
    hall.evening.clock.advance(4_000)
    return hall


def test_a_round_can_be_made_void_afterwards(over: Hall) -> None:
    scene = over.phone().pulse()["scene"]
    assert "1\u202f000" in over.phone().scene(scene).text
    answered = over.evening.step(Step.VOID)
    assert (answered.possible, answered.already) == (True, False)
    pulse = over.phone().pulse()
    assert (pulse["phase"], pulse["scene"] != scene) == ("over", True)
    assert "1\u202f000" not in over.phone().scene(pulse["scene"]).text


@pytest.mark.parametrize("step", [step for step in Step if step not in (Step.VOID, Step.END)])
def test_nothing_else_is_possible(over: Hall, step: Step) -> None:
    assert not over.evening.step(step).possible


def test_the_end_is_there_already(over: Hall) -> None:
    assert over.evening.step(Step.END).already
