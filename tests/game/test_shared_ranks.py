"""A crowd on one rank, on both databases: whom the board still names, and what each screen says."""

from fractions import Fraction

import pytest
from sqlalchemy import select

from quiz.database import writing
from quiz.events.mends import Change
from quiz.events.models import Channel
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.crowd import set_banned
from quiz.game.integrity.check import event_differences
from quiz.game.models import Answer, Board, Player
from quiz.game.rules import worth
from quiz.leaderboard.rules import BoardFacts, Line
from tests.evenings import Evening
from tests.factories import make_player
from tests.typed_rounds import mend

pytestmark = pytest.mark.both_databases
CROWD, LATE, LATER = 103, 15_000, 22_000


@pytest.fixture
def counted(evening: Evening) -> Evening:
    """A round that a crowd won at once, then Zoé, then two others; one more was wrong."""
    slow = {CROWD + 1: LATE, CROWD + 2: LATER, CROWD + 3: LATER}
    with writing():
        channel = db.session.get_one(Channel, evening.channels[0])
        for number in range(1, CROWD + 5):
            name = "Zoé" if number == CROWD + 1 else f"Joueur {number}"
            make_player(channel, id=number, nickname=name, nickname_key=str(number))
        db.session.commit()
    played = evening.launch_and_open()
    with writing():
        for number in range(1, CROWD + 5):
            elapsed, credit = slow.get(number, 1_000), Fraction(number <= CROWD + 3)
            answer = Answer(
                round_id=played.times.id,
                player_id=number,
                value=played.content["key"]["right"][0] if credit else wrong(evening),
                arrived_at=played.times.opens + elapsed,
                elapsed_ms=elapsed,
                credit=str(credit),
                points=worth(played, credit, elapsed),
            )
            db.session.add(answer)
        db.session.commit()
    evening.count()
    return evening


def wrong(evening: Evening) -> str:
    content = evening.round().content
    return next(c["id"] for c in content["choices"] if c["id"] not in content["key"]["right"])


def board(evening: Evening) -> BoardFacts:
    made = evening.desk.watch.board(evening.known(), evening.round().times.id)
    assert made is not None
    return made


def named_later() -> list[str]:
    """Whom the stored board keeps after its first hundred."""
    db.session.rollback()
    stored = db.session.scalars(select(Board)).one()
    return [row[1] for row in stored.top["rows"][100:]]


def differences(evening: Evening) -> list[str]:
    db.session.rollback()
    return [str(sentence) for sentence in event_differences(evening.event_id)]


def test_behind_a_crowd_the_board_names_who_comes_next(counted: Evening) -> None:
    names = ["Zoé", f"Joueur {CROWD + 2}", f"Joueur {CROWD + 3}"]
    assert named_later() == names
    lines = board(counted).lines
    assert [(line.rank, line.tied, line.nickname) for line in lines] == [
        (1, CROWD, None),
        (CROWD + 1, 1, "Zoé"),
        (CROWD + 2, 2, names[1]),
        (CROWD + 2, 2, names[2]),
    ]
    assert board(counted).podium == (Line(1, 1_000, CROWD),)
    assert differences(counted) == []


def test_a_mend_keeps_them_and_integrity_agrees(counted: Evening) -> None:
    before = named_later()
    counted.see(Step.REVEAL)
    mend(counted, 1, Change(weight=2))
    assert (named_later(), board(counted).lines[0]) == (before, Line(1, 2_000, CROWD))
    assert differences(counted) == []
    mend(counted, 1, Change(void=True))
    assert (named_later(), board(counted).lines) == ([], ())
    assert differences(counted) == []


def test_whoever_is_sent_away_is_named_no_longer(counted: Evening) -> None:
    with writing():
        player = db.session.scalars(select(Player).where(Player.nickname == "Zoé")).one()
        set_banned(counted.event_id, player.id, True, counted.clock.now(), "test")
        db.session.commit()
    assert named_later() == [f"Joueur {CROWD + 2}", f"Joueur {CROWD + 3}"]
    assert differences(counted) == []


def test_integrity_finds_somebody_who_should_be_named(counted: Evening) -> None:
    with writing():
        stored = db.session.scalars(select(Board)).one()
        stored.top = {"rows": stored.top["rows"][:-1]}
        db.session.commit()
    assert [sentence.split(": ")[1] for sentence in differences(counted)] == [
        "its board does not show the best players in order."
    ]


def test_a_board_of_before_has_only_its_first_hundred(counted: Evening) -> None:
    with writing():
        stored = db.session.scalars(select(Board)).one()
        stored.top = {"rows": stored.top["rows"][:100]}
        db.session.commit()
    assert differences(counted) == []
