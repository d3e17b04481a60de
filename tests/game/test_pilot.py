"""An evening that an auto-pilot leads, on both databases: by the ordinary steps, once each."""

from itertools import pairwise

import pytest
from sqlalchemy import delete, func, select

from quiz.audit.actions import PILOT
from quiz.audit.models import AuditEntry
from quiz.bank.models import Question
from quiz.database import writing
from quiz.errors import Conflict, Invalid
from quiz.events.models import Entry, Event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.reset import reset_event
from quiz.pilots.actions import engage_pilot, hand_back, pause_pilot, remove_pilot
from quiz.pilots.models import LaunchHour, Pilot
from quiz.pilots.queries import PilotFacts, find_pilot, launch_hours
from quiz.pilots.rules import PilotPause, Timetable
from tests.evenings import Evening

pytestmark = pytest.mark.both_databases
TABLE = Timetable(answer_s=12, talk_s=60)


def engage(evening: Evening, timetable: Timetable = TABLE, hours: tuple[int, ...] = ()) -> None:
    """Hand the event over, its first questions at those instants."""
    with writing():
        entries = db.session.scalars(select(Entry.id).order_by(Entry.position, Entry.id)).all()
        by_entry = dict(zip(entries, hours, strict=False))
        engage_pilot(evening.event_id, timetable, by_entry, evening.clock.now(), "host@museum")
        db.session.commit()


def pilot_of(evening: Evening) -> PilotFacts:
    """The auto-pilot as the console sees it."""
    db.session.rollback()
    found = find_pilot(db.session.get_one(Event, evening.event_id))
    assert found is not None
    return found


def fly_until(evening: Evening, ms: int) -> None:
    """Let time pass until then, in quarters of a second as the task does, and count meanwhile."""
    while evening.clock.now() < ms:
        evening.clock.advance(250)
        evening.desk.counting.run_once()
        evening.desk.piloting.run_once()


def acts(evening: Evening) -> list[str]:
    """What the auto-pilot did, in order."""
    done = select(AuditEntry.act).where(AuditEntry.actor == PILOT).order_by(AuditEntry.id)
    db.session.rollback()
    return list(db.session.scalars(done))


def test_an_evening_leads_itself_to_its_end(evening: Evening) -> None:
    engage(evening, Timetable(answer_s=12, talk_s=60, ends=True))
    began = evening.clock.now()
    fly_until(evening, began + 600_000)
    round_of_steps = ["event.launch", "event.reveal", "event.board"]
    assert acts(evening) == [*round_of_steps * 3, "event.end"]
    rounds = [r.times for r in evening.known().facts.rounds]
    assert rounds[0].launched_at == began + 60_000
    for before, after in pairwise(rounds):
        assert before.reveal is not None
        assert before.board == before.reveal + 12_000
        assert after.launched_at == before.board + 60_000
    facts = pilot_of(evening)
    assert (facts.pause, facts.due) == (PilotPause.FINISHED, None)


def test_questions_are_launched_at_their_hours(evening: Evening) -> None:
    now = evening.clock.now()
    engage(evening, TABLE, (now + 30_000, now + 300_000, now + 301_000))
    fly_until(evening, now + 400_000)
    first, second, third = (r.times for r in evening.known().facts.rounds)
    assert (first.launched_at, second.launched_at) == (now + 30_000, now + 300_000)
    # The board before it is seen first.
    assert second.board is not None
    assert third.launched_at == second.board + 3_000
    assert launch_hours(evening.event_id) == {}


def test_a_launched_question_takes_its_hour_with_it(evening: Evening) -> None:
    now = evening.clock.now()
    engage(evening, TABLE, (now + 30_000,))
    fly_until(evening, now + 31_000)
    assert db.session.scalar(select(func.count()).select_from(LaunchHour)) == 0


def test_whoever_takes_a_step_takes_over(evening: Evening) -> None:
    engage(evening)
    evening.step(Step.LAUNCH)
    assert pilot_of(evening).pause is PilotPause.TAKEN_OVER
    fly_until(evening, evening.clock.now() + 120_000)
    assert acts(evening) == []
    with writing():
        hand_back(evening.event_id, evening.clock.now(), "host@museum")
        db.session.commit()
    due = pilot_of(evening).due
    assert due is not None
    assert (due.step, due.at) == (Step.REVEAL, evening.clock.now() + 5_000)
    fly_until(evening, evening.clock.now() + 30_000)
    assert acts(evening) == ["event.reveal", "event.board"]


def test_more_than_five_seconds_late_it_stops_and_says_so(evening: Evening) -> None:
    engage(evening)
    evening.clock.advance(64_500)
    evening.desk.piloting.run_once()
    assert acts(evening) == ["event.launch"]
    last = evening.round().times
    evening.clock.set(last.closes + 4_501)
    evening.desk.piloting.run_once()
    assert acts(evening) == ["event.launch"]
    assert pilot_of(evening).pause is PilotPause.LATE


def test_a_count_that_takes_long_makes_nobody_late(evening: Evening) -> None:
    engage(evening)
    fly_until(evening, evening.clock.now() + 61_000)
    shuts = evening.round().times.shuts
    while evening.clock.now() < shuts + 60_000:
        evening.clock.advance(250)
        evening.desk.piloting.run_once()
    assert acts(evening) == ["event.launch", "event.reveal"]
    evening.count()
    fly_until(evening, evening.clock.now() + 20_000)
    assert acts(evening) == ["event.launch", "event.reveal", "event.board"]
    assert pilot_of(evening).leads


def test_what_cannot_be_launched_stops_it(evening: Evening) -> None:
    with writing():
        for question in db.session.scalars(select(Question)):
            question.seconds = 1
        db.session.commit()
    engage(evening)
    fly_until(evening, evening.clock.now() + 61_000)
    assert pilot_of(evening).pause is PilotPause.REFUSED
    assert evening.known().facts.rounds == ()


def test_it_is_paused_handed_back_and_put_away(evening: Evening) -> None:
    engage(evening)
    with writing():
        pause_pilot(evening.event_id, evening.clock.now(), "host@museum")
        # Two hosts at once: the second finds it done.
        pause_pilot(evening.event_id, evening.clock.now() + 9, "host@museum")
        db.session.commit()
    facts = pilot_of(evening)
    assert (facts.pause, facts.paused_at) == (PilotPause.TAKEN_OVER, evening.clock.now())
    with writing():
        remove_pilot(evening.event_id, "host@museum")
        db.session.commit()
    assert db.session.get(Pilot, evening.event_id) is None
    with writing(), pytest.raises(Conflict):
        hand_back(evening.event_id, evening.clock.now(), "host@museum")


def test_without_a_question_there_is_nothing_to_lead(evening: Evening) -> None:
    with writing():
        db.session.execute(delete(Entry))
        db.session.commit()
    with pytest.raises(Conflict):
        engage(evening)
    db.session.rollback()
    assert db.session.get(Pilot, evening.event_id) is None


@pytest.mark.parametrize("seconds", [7, 3_601])
def test_an_answer_stays_eight_seconds_to_an_hour(evening: Evening, seconds: int) -> None:
    with pytest.raises(Invalid):
        engage(evening, Timetable(answer_s=seconds, talk_s=60))


def test_an_event_that_is_reset_leads_itself_no_more(evening: Evening) -> None:
    now = evening.clock.now()
    engage(evening, TABLE, (now + 30_000, now + 300_000))
    fly_until(evening, now + 31_000)
    with writing():
        reset_event(evening.event_id, evening.code, evening.clock.now(), evening.rng, "host@museum")
        db.session.commit()
    assert db.session.get(Pilot, evening.event_id) is None
    assert launch_hours(evening.event_id) == {}
    fly_until(evening, now + 301_000)
    assert evening.known().facts.rounds == ()
