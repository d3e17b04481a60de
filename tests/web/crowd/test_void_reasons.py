"""Why a round is void, as viewers read it, and until when it may count again."""

import pytest

from quiz.errors import Conflict
from quiz.events.clicks import Click, VoidReason
from quiz.events.mends import Change
from quiz.events.queries import get_event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.mend import ask_mend
from tests.phones import Hall

pytestmark = pytest.mark.both_databases
SENTENCES = {
    VoidReason.MISTAKE: ("La question contenait une erreur.", "题目有误。"),
    VoidReason.INTERRUPTION: ("La diffusion a été interrompue.", "直播曾中断。"),
    VoidReason.GIVEN_AWAY: ("La réponse avait été dévoilée.", "答案已提前泄露。"),
}


@pytest.mark.parametrize("reason", list(VoidReason))
def test_viewers_read_the_reason_in_their_language(hall: Hall, reason: VoidReason) -> None:
    hall.evening.launch_and_open()
    hall.evening.step(Step.VOID, Click(1, reason=reason))
    hall.evening.clock.advance(4_000)
    secret = hall.evening.known().facts.overlays[0].secret
    french, chinese = hall.phone(), hall.phone("channel2", "zh")
    both = hall.phone(secret, "both")
    shown = [phone.scene().text for phone in (french, chinese, both)]
    said = [[text in screen for text in SENTENCES.get(reason, ())] for screen in shown]
    assert said == ([[True, False], [False, True], [True, True]] if reason else [[], [], []])
    others = [texts for own, texts in SENTENCES.items() if own is not reason]
    assert not any(text in screen for screen in shown for texts in others for text in texts)


def test_another_reason_is_another_scene(hall: Hall) -> None:
    hall.evening.launch_and_open()
    ids = []
    for reason in (VoidReason.MISTAKE, VoidReason.GIVEN_AWAY):
        hall.evening.step(Step.VOID, Click(1, reason=reason))
        hall.evening.clock.advance(1_000)
        ids.append(hall.phone().pulse()["scene"])
        mend(hall, void=False)
    assert len(set(ids)) == 2


def mend(hall: Hall, *, void: bool) -> None:
    """Have the first round be void or count again."""
    db.session.rollback()
    ask_mend(hall.evening.event_id, 1, Change(void=void), hall.evening.clock.now(), "test")
    db.session.commit()
    hall.evening.desk.mending.run_once()


def test_what_was_void_before_its_reveal_counts_again_until_another_follows(hall: Hall) -> None:
    hall.evening.launch_and_open()
    hall.evening.step(Step.VOID)
    mend(hall, void=False)
    assert not hall.evening.round().times.is_void
    mend(hall, void=True)
    hall.evening.count()
    hall.evening.launch_and_open()
    with pytest.raises(Conflict, match="Another question was launched since"):
        mend(hall, void=False)
    assert hall.evening.round().times.is_void


def test_what_was_revealed_counts_again_at_any_time(hall: Hall) -> None:
    hall.evening.launch_and_open()
    hall.evening.step(Step.REVEAL)
    hall.evening.count()
    hall.evening.step(Step.VOID)
    hall.evening.launch_and_open()
    hall.evening.count()
    mend(hall, void=False)
    assert not hall.evening.round().times.is_void


def test_who_saw_the_answer_meanwhile_is_not_asked_again(hall: Hall) -> None:
    """Void, counted again, revealed, and void once more: `voided_at` alone would not tell."""
    hall.evening.launch_and_open()
    hall.evening.step(Step.VOID)
    hall.evening.clock.advance(1_000)
    assert hall.evening.known().facts.times.last.answer_shown is None
    mend(hall, void=False)
    hall.evening.step(Step.REVEAL)
    hall.evening.count()
    voided = hall.evening.round().times.voided_at
    hall.evening.clock.advance(1_000)
    hall.evening.step(Step.VOID)
    times = hall.evening.round().times
    assert (times.voided_at, times.answer_shown) == (voided, times.counted_at)
    said = str(hall.evening.step(Step.AGAIN).reason)
    assert said == "Viewers have seen its answer: it cannot be asked again."
    assert hall.phone().pulse()["phase"] in ("revealed", "void")
    assert get_event(hall.evening.code).rounds[0].again_at is None
