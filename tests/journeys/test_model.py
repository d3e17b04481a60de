"""Whole evenings of any course: after every step, what is true is what the model says."""

import random

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select

from quiz.database import writing
from quiz.events.models import Event, Round
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.integrity.check import event_differences
from quiz.game.models import Answer, Standing
from tests.clocks import SettableClock
from tests.evenings import make_evening
from tests.factories import make_bank, make_question
from tests.model import Given, Model, Person
from tests.model_steps import take
from tests.phones import Hall, Phone

QUESTIONS = 4
WHO = ("a", "b", "c", "d")
NICKNAMES = ("Ming", "Zoé", "ming")
ENDINGS = (
    (Step.REVEAL,),
    (Step.REVEAL, Step.BOARD),
    (Step.REVEAL, Step.VOID),
    (Step.VOID,),
    (),
)
STEPS = [step for step in Step if step is not Step.END]
DELAYS = {"channel1": 0, "channel2": 3_000}


class Evenings(RuleBasedStateMachine):
    """Hosts and viewers who do anything at any time, and a clock that leaps."""

    def __init__(self, app: Flask, clock: SettableClock) -> None:
        super().__init__()
        self.clock = clock
        with writing():
            bank = make_bank()
            questions = [make_question(bank) for _ in range(QUESTIONS)]
            db.session.commit()
        evening = make_evening(app, clock, random.Random(5), *questions)
        self.hall = Hall(app, evening)
        self.model = Model(left=QUESTIONS)
        self.phones: dict[str, Phone] = {who: self.hall.phone() for who in WHO}
        self.numbers: dict[str, int] = {}

    def teardown(self) -> None:
        """What was stored follows from the answers; then nothing is left behind."""
        evening = self.hall.evening
        db.session.rollback()
        assert [str(said) for said in event_differences(evening.event_id)] == []
        db.session.rollback()
        with writing():
            db.session.execute(delete(Standing).where(Standing.event_id == evening.event_id))
            db.session.execute(delete(Event).where(Event.id == evening.event_id))
            db.session.commit()

    @initialize()
    def three_join(self) -> None:
        for who, channel in zip(WHO, ("channel1", "channel2", "channel1"), strict=False):
            self.join(who, "Ming", channel)

    @precondition(lambda self: self.model.settled and self.model.left and not self.model.ended)
    @rule(
        after=st.sampled_from([-1_001, 2_999, 3_000, 8_000, 20_000]),
        given=st.lists(st.tuples(st.sampled_from(WHO), st.integers(0, 1)), min_size=2, max_size=6),
    )
    def open_the_next(self, after: int, given: list[tuple[str, int]]) -> None:
        self.take_a_step(Step.LAUNCH)
        assert self.model.last is not None
        self._go_to(self.model.last.opens + after)
        for who, place in given:
            self.answer(who, place, 0)

    @precondition(lambda self: self.model.counting)
    @rule(steps=st.sampled_from(ENDINGS))
    def come_to_the_count(self, steps: tuple[Step, ...]) -> None:
        assert self.model.last is not None
        self._go_to(max(self.model.last.shuts, self.clock.now()))
        for step in steps:
            self.take_a_step(step)
        self._go_to(self.clock.now() + 500)

    @precondition(lambda self: len(self.model.live) >= QUESTIONS - 1)
    @rule()
    def end(self) -> None:
        self.take_a_step(Step.END)

    @rule(step=st.sampled_from(STEPS))
    def take_a_step(self, step: Step) -> None:
        now, model = self.clock.now(), self.model
        expected = model.verdict(step, now)
        if step is Step.LAUNCH and expected == "no" and model.settled and not model.ended:
            return  # The run of show is at its end: a conflict that is tested elsewhere.
        answered = self.hall.evening.step(step)
        got = "already" if answered.already else "yes" if answered.possible else "no"
        assert got == expected, step
        if got == "yes":
            self._taken(step, now + 500)

    def _taken(self, step: Step, stamp: int) -> None:
        times = self.hall.evening.known().facts.times
        take(self.model, step, stamp, 0 if times.last is None else times.last.plateau_ms)
        assert times.ended_at == self.model.ended_at
        launched = [played.launched_at for played in times.rounds]
        assert launched == [turn.launched for turn in self.model.turns]

    @rule(leap=st.sampled_from([1, 499, 500, 1_000, 2_999, 4_500, 8_000, 40_000]))
    def let_time_pass(self, leap: int) -> None:
        self._go_to(self.clock.now() + leap)

    @rule(off=st.sampled_from([-1, 0, 1]), place=st.integers(0, 3))
    def come_to_an_instant(self, off: int, place: int) -> None:
        now = self.clock.now()
        ahead = sorted({i + off for i in self.model.instants() if i + off > now})
        if ahead:
            self._go_to(ahead[min(place, len(ahead) - 1)])

    def _go_to(self, instant: int) -> None:
        """Rounds are shut and counted four times a second: after each leap."""
        self.clock.set(instant)
        self.hall.evening.desk.counting.run_once()
        for turn in self.model.live:
            if turn.counted is None and instant >= turn.shuts:
                turn.counted = instant + 500

    @rule(
        who=st.sampled_from(WHO),
        nickname=st.sampled_from(NICKNAMES),
        channel=st.sampled_from(sorted(DELAYS)),
    )
    def join(self, who: str, nickname: str, channel: str) -> None:
        person = self.model.people.get(who)
        response = self.phones[who].join(nickname, channel=channel)
        if person is not None and person.banned:
            assert response.status_code == 403
            return
        assert response.status_code == (201 if person is None else 200)
        assert response.json is not None
        shown = response.json["nickname"]
        if person is None:
            person = self.model.people[who] = Person("", DELAYS[channel])
            self.phones[who].channel = channel
        elif not self.model.counting:
            person.delay, self.phones[who].channel = DELAYS[channel], channel
        same = person.nickname.casefold() == nickname.casefold()
        assert shown == (nickname if same else self.model.free_name(who, nickname))
        person.nickname = shown
        assert response.json["channel"] == self.phones[who].channel
        cookie = self.phones[who].client.get_cookie(f"celadon_{self.hall.evening.code}")
        assert cookie is not None
        self.numbers[who] = int(cookie.value.split(".")[0], 16)

    @precondition(lambda self: len(self.model.live) > 1)
    @rule()
    def ban(self, who: str = "b") -> None:
        person = self.model.people.get(who)
        if person is not None and not person.banned:
            self.hall.evening.ban(person.nickname)
            person.banned = True

    @precondition(lambda self: self.model.live)
    @rule(who=st.sampled_from(WHO), place=st.integers(0, 1), back=st.sampled_from([0, 0, 0, 1]))
    def answer(self, who: str, place: int, back: int) -> None:
        """Answer rightly or wrongly, to the round that is on or to the one before."""
        live, now = self.model.live, self.clock.now()
        turn = live[-1 - back] if len(live) > back else None
        number = turn.number if turn else 9
        value = (self.hall.right, self.hall.wrong)[place](number) if turn else "x"
        expected = self.model.answering(who, turn, value, now)
        response = self.phones[who].answer(value, number)
        assert response.status_code == expected
        if turn is not None and expected == 201:
            elapsed = now - turn.opens - self.model.people[who].delay
            assert response.json == {"status": "accepted", "elapsed_ms": elapsed}
            turn.answers[who] = Given(value, elapsed, right=place == 0)

    @invariant()
    def acknowledged_is_stored(self) -> None:
        db.session.rollback()
        rows = db.session.execute(
            select(Round.number, Answer.player_id, Answer.value, Answer.elapsed_ms)
            .join(Round, Round.id == Answer.round_id)
            .where(Round.event_id == self.hall.evening.event_id)
        )
        kept = {
            (turn.number, self.numbers[who], given.value, given.elapsed)
            for turn in self.model.live
            for who, given in turn.answers.items()
        }
        assert sorted(tuple(row) for row in rows) == sorted(kept)
        db.session.rollback()

    @invariant()
    def scores_are_those_of_the_counted_answers(self) -> None:
        counted = [turn for turn in self.model.live if turn.counted is not None]
        due = {
            self.numbers[who]: self.model.score(who, counted)
            for who in self.model.people
            if any(who in turn.answers for turn in counted)
        }
        rows = db.session.execute(
            select(Standing.player_id, Standing.score).where(
                Standing.event_id == self.hall.evening.event_id
            )
        )
        assert dict(tuple(row) for row in rows) == due
        db.session.rollback()

    @invariant()
    def everybody_knows_what_their_channel_has_seen(self) -> None:
        for who, person in self.model.people.items():
            response = self.phones[who].me()
            if person.banned:
                assert response.status_code == 403
                continue
            self._is_right(who, response.json or {})

    def _is_right(self, who: str, me: dict[str, object]) -> None:
        model, pulse = self.model, self.phones[who].pulse()
        seen = model.revealed(who, self.clock.now())
        on = next((turn for turn in model.live if turn.number == pulse["round"]), None)
        given = on.answers.get(who) if on and not self._is_cancelled(pulse) else None
        assert (me["round"], me["answer"]) == (pulse["round"], given.value if given else None)
        assert me["score"] == model.score(who, seen)
        if not seen:
            assert (me["result"], me["rank"], me["players"]) == (None, None, 0)
            return
        last = seen[-1].answers.get(who) if seen[-1].answer_shown is not None else None
        credit = None if last is None else float(last.right)
        assert me["result"] == {"credit": credit, "points": seen[-1].worth(who)}
        assert me["rank"] == model.rank(who, seen)
        # Who joined since the count has nothing either, and is not on the board yet.
        assert me["score"] == 0 or me["tied"] == model.tied(who, seen)

    def _is_cancelled(self, pulse: dict[str, object]) -> bool:
        """Whether a slow channel still sees the countdown of a round that was taken back."""
        return pulse["phase"] == "ready"


def run(app: Flask, clock: SettableClock, examples: int, steps: int) -> None:
    run_state_machine_as_test(
        lambda: Evenings(app, clock),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_any_evening_is_as_the_model_says(app: Flask, clock: SettableClock) -> None:
    run(app, clock, examples=20, steps=35)


@pytest.mark.postgresql
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_any_evening_is_so_on_postgresql(backend: str, app: Flask, clock: SettableClock) -> None:
    run(app, clock, examples=5, steps=25)
