"""An event that is deleted for good takes all of its players and answers along, and no others."""

import pytest
from flask import Flask
from sqlalchemy import func, inspect, select

from quiz.errors import Conflict, NotFound
from quiz.events.actions.codes import check_code
from quiz.events.models import Event
from quiz.extensions import db
from quiz.game.actions.erase import erase_event, erase_old_events
from quiz.game.models import Answer, Board, Player, Standing
from tests.clocks import EVENING
from tests.factories import make_channel, make_event, make_player, make_round, save

BY = "admin@museum.example"
LATER = EVENING + 7 * 86_400_000
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]
TABLES = (Event, Player, Answer, Standing, Board)


def make_played(code: str) -> Event:
    """An event with one player who answered one round that was counted."""
    event = make_event(code=code)
    player = make_player(make_channel(event))
    played = make_round(event)
    facts = {"value": "a", "arrived_at": EVENING, "elapsed_ms": 1, "credit": "1", "points": 100}
    save(Answer(round_id=played.id, player_id=player.id, **facts))
    save(Standing(event_id=event.id, player_id=player.id, score=100, right_answers=1))
    db.session.commit()
    return event


def rows() -> list[int]:
    return [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def test_all_of_it_goes_and_the_others_stay(app: Flask) -> None:
    make_played("autre")
    event = make_played("va2020")
    with pytest.raises(NotFound):
        erase_event(event.id, LATER, BY)
    event.binned_at, event.binned_by = EVENING, BY
    db.session.commit()
    with pytest.raises(Conflict):  # The other one is on.
        erase_event(event.id, EVENING, BY)
    db.session.rollback()
    assert erase_old_events(EVENING + 1, EVENING, BY) == []
    assert erase_old_events(EVENING, LATER, BY) == []
    assert erase_old_events(EVENING + 1, LATER, BY) == ["va2020"]
    db.session.commit()
    assert rows() == [1, 1, 1, 1, 1]
    check_code("va2020", None)
    names = {index["name"] for index in inspect(db.engine).get_indexes("answer")}
    assert "ix_answer_erased" not in names
