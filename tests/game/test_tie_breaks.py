"""A tie-break, on both databases: who was nearer comes first, on boards, in `me`, in exports."""

import pytest
from sqlalchemy import select

from quiz.bank.models import Question
from quiz.database import writing
from quiz.errors import Conflict
from quiz.events.clicks import PLAIN, Click
from quiz.events.mends import Change
from quiz.events.models import Channel
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.facts import Wanted
from quiz.game.integrity.check import event_differences
from quiz.game.models import Answer, TiePlace
from quiz.reports.players import Sort, list_players
from quiz.reports.sheets import standings
from quiz.waiting import run_inline
from tests.evenings import Evening
from tests.factories import make_player
from tests.typed_rounds import mend, say

pytestmark = pytest.mark.both_databases
NAMES = ("Ana", "Bo", "Cy", "Dina", "Eve")
YEAR, ANA, BO, CY, DINA, EVE = "1852", 1, 2, 3, 4, 5
TIE_BREAK = Click(tie_break=True)


@pytest.fixture
def tied(evening: Evening) -> Evening:
    """Four have the same points, Eve has none, and three questions ask for a year."""
    with writing():
        channel = db.session.get_one(Channel, evening.channels[0])
        for number, name in enumerate(NAMES, 1):
            make_player(channel, id=number, nickname=name, nickname_key=name.lower())
        for question in db.session.scalars(select(Question)):
            question.kind, question.choices = "number", ()
            question.key = {"value": YEAR, "tolerance": "0"}
        db.session.commit()
    play(evening, 1, {ANA: YEAR, BO: YEAR, CY: YEAR, DINA: YEAR, EVE: "1700"})
    return evening


def play(evening: Evening, number: int, said: dict[int, str], click: Click = PLAIN) -> None:
    """Play a round until its answer is on screen."""
    evening.clock.advance(20_000)
    assert evening.step(Step.LAUNCH, click).possible
    evening.clock.set(evening.round(number).times.opens + 3_000)
    for player, value in said.items():
        say(evening, player, value, number)
    evening.count()
    evening.see(Step.REVEAL)


def lines(evening: Evening, number: int) -> list[tuple[int, int, str | None]]:
    board = evening.desk.watch.board(evening.known(), evening.round(number).times.id)
    assert board is not None
    return [(line.rank, line.tied, line.nickname) for line in board.lines]


def differences(evening: Evening) -> list[str]:
    db.session.rollback()
    return [str(sentence) for sentence in event_differences(evening.event_id)]


def told(evening: Evening, number: int) -> dict[int, int]:
    """Behind how many each player is told to stand, as `me` reads it."""
    played = evening.round(number).times.id
    wanted = Wanted(evening.event_id, played, played, (), tie_break=played)
    found = {n: run_inline(evening.desk.reader.player(n, wanted)) for n in range(1, 6)}
    return {n: facts.behind for n, facts in found.items() if facts is not None}


def test_the_nearest_is_first_and_nobody_wins_points(tied: Evening) -> None:
    assert lines(tied, 1)[0] == (1, 4, None)
    play(tied, 2, {ANA: "1850", BO: "1853", CY: "1851"}, TIE_BREAK)
    assert lines(tied, 2) == [
        (1, 2, "Bo"),
        (1, 2, "Cy"),
        (3, 1, "Ana"),
        (4, 1, "Dina"),
        (5, 1, "Eve"),
    ]
    answers = db.session.execute(
        select(Answer.credit, Answer.points).where(Answer.round_id == tied.round(2).times.id)
    ).all()
    assert {tuple(row) for row in answers} == {(None, 0)}
    assert told(tied, 2) == {ANA: 2, BO: 0, CY: 0, DINA: 3, EVE: 0}
    assert differences(tied) == []


def test_another_one_divides_those_who_were_as_near(tied: Evening) -> None:
    play(tied, 2, {ANA: "1850", BO: "1853", CY: "1851"}, TIE_BREAK)
    play(tied, 3, {CY: "1852", ANA: "1852", BO: "1700"}, TIE_BREAK)
    assert lines(tied, 3)[:4] == [(1, 1, "Cy"), (2, 1, "Bo"), (3, 1, "Ana"), (4, 1, "Dina")]
    assert told(tied, 3) == {ANA: 2, BO: 1, CY: 0, DINA: 3, EVE: 0}
    assert differences(tied) == []


def test_after_a_tie_break_nothing_else_is_launched(tied: Evening) -> None:
    play(tied, 2, {ANA: "1852"}, TIE_BREAK)
    refused = tied.step(Step.LAUNCH)
    assert (refused.possible, str(refused.reason)) == (
        False,
        "After a tie-break only another one can be launched, or the event ended.",
    )
    tied.step(Step.VOID)
    tied.desk.mending.run_once()
    assert tied.step(Step.LAUNCH).possible


def test_only_a_number_can_be_a_tie_break(tied: Evening) -> None:
    with writing():
        for question in db.session.scalars(select(Question)):
            question.kind, question.key = "text", {"forms": ["ruyi"]}
        db.session.commit()
    tied.clock.advance(20_000)
    with pytest.raises(Conflict):
        tied.step(Step.LAUNCH, TIE_BREAK)


def test_nobody_is_tied_before_the_first_round(evening: Evening) -> None:
    assert evening.step(Step.LAUNCH, TIE_BREAK).possible is False


def test_a_tie_break_that_is_void_divides_nobody(tied: Evening) -> None:
    play(tied, 2, {BO: "1853"}, TIE_BREAK)
    tied.step(Step.VOID)
    tied.desk.mending.run_once()
    assert lines(tied, 2)[0] == (1, 4, None)
    mend(tied, 2, Change(void=False))
    assert lines(tied, 2)[0] == (1, 1, "Bo")
    assert differences(tied) == []


def test_another_key_puts_others_in_front(tied: Evening) -> None:
    play(tied, 2, {ANA: "1850", BO: "1853"}, TIE_BREAK)
    mend(tied, 2, Change(key={"value": "1849", "tolerance": "0"}))
    assert lines(tied, 2)[:2] == [(1, 1, "Ana"), (2, 1, "Bo")]
    assert told(tied, 2) == {ANA: 0, BO: 1, CY: 2, DINA: 2, EVE: 0}
    assert differences(tied) == []


def test_other_points_of_an_earlier_round_make_other_ties(tied: Evening) -> None:
    play(tied, 2, {ANA: "1850", BO: "1853"}, TIE_BREAK)
    mend(tied, 1, Change(key={"value": "1700", "tolerance": "0"}))
    assert lines(tied, 2) == [(1, 1, "Eve"), (2, 4, None)]
    assert differences(tied) == []


def test_who_is_sent_away_leaves_their_place(tied: Evening) -> None:
    play(tied, 2, {ANA: "1850", BO: "1852", CY: "1851"}, TIE_BREAK)
    tied.ban("Bo")
    assert lines(tied, 2)[:3] == [(1, 1, "Cy"), (2, 1, "Ana"), (3, 1, "Dina")]
    assert told(tied, 2) == {ANA: 1, BO: 0, CY: 0, DINA: 2, EVE: 0}
    assert differences(tied) == []


def test_lists_of_players_and_exports_say_the_same_ranks(tied: Evening) -> None:
    play(tied, 2, {ANA: "1850", BO: "1853", CY: "1851"}, TIE_BREAK)
    exported = [(line.rank, line.tied, line.nickname) for line in standings(tied.event_id)]
    assert sorted(exported[:2]) == [(1, 2, "Bo"), (1, 2, "Cy")]
    assert exported[2:] == [(3, 1, "Ana"), (4, 1, "Dina"), (5, 1, "Eve")]
    listed = list_players(tied.event_id, Sort.RANK, "", 1).rows
    assert {row.nickname: row.rank for row in listed} == {
        "Ana": 3,
        "Bo": 1,
        "Cy": 1,
        "Dina": 4,
        "Eve": 5,
    }


def test_integrity_finds_a_place_that_is_not_so(tied: Evening) -> None:
    play(tied, 2, {ANA: "1850", BO: "1853"}, TIE_BREAK)
    with writing():
        db.session.execute(TiePlace.__table__.update().values(behind=9))
        db.session.commit()
    assert differences(tied) == [
        f"{tied.code}, round 2: its board does not divide those of one score as the tie-breaks say."
    ]
