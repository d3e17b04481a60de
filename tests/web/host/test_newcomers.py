"""Newcomers' names on the console: those to look at twice first, let pass, hidden, sent away."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event as sa_event
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.database import writing
from quiz.events.queries import get_event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.models import Player
from quiz.game.queries import unseen_names
from tests.factories import make_player
from tests.phones import Hall

SCRIPT = {"Accept": "application/json"}


def lines(client: FlaskClient, hall: Hall) -> list[str]:
    """The names that wait on the console, in their order; a star before what is doubtful."""
    page = client.get(f"/fr/host/{hall.evening.code}").text
    part = re.search(r'<div class="names newcomers".*?</ol>', page, re.DOTALL)
    found = re.findall(
        r"<li( class=\"doubtful\")?>.*?<bdi>(.*?)</bdi>", part[0] if part else "", re.S
    )
    return [("* " if doubtful else "") + name for doubtful, name in found]


def number_of(nickname: str) -> int:
    db.session.rollback()
    return db.session.scalars(select(Player.id).where(Player.nickname == nickname)).one()


@pytest.fixture
def crowd(hall: Hall) -> Hall:
    """Who wrote a name, who took one from the museum's cases, and one to be looked at twice."""
    for name in ("Ming", "Céladon serein", "Zoé", "m*erde"):
        hall.player(name)
        hall.evening.clock.advance(1_000)
    return hall


@pytest.mark.both_databases
def test_doubtful_names_come_first_and_suggested_ones_never(
    crowd: Hall, host_client: FlaskClient
) -> None:
    assert lines(host_client, crowd) == ["* m*erde", "Ming", "Zoé"]


def test_one_line_while_a_question_is_on(crowd: Hall, host_client: FlaskClient) -> None:
    crowd.evening.step(Step.LAUNCH)
    assert lines(host_client, crowd) == ["* m*erde"]
    page = host_client.get(f"/fr/host/{crowd.evening.code}").text
    assert ('data-key="h"' in page, 'data-key="j"' in page) == (True, True)


@pytest.mark.both_databases
def test_what_is_seen_goes_and_can_come_back(crowd: Hall, host_client: FlaskClient) -> None:
    path = f"/fr/host/{crowd.evening.code}/names/see?player={number_of('Ming')}"
    answer = host_client.post(path, headers=SCRIPT).json or {}
    assert (answer["status"], lines(host_client, crowd)) == ("done", ["* m*erde", "Zoé"])
    assert (host_client.post(path, headers=SCRIPT).json or {})["status"] == "already"
    assert (host_client.post(answer["undo"], headers=SCRIPT).json or {})["status"] == "done"
    assert lines(host_client, crowd) == ["* m*erde", "Zoé", "Ming"]
    db.session.rollback()
    acts = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-2:] == ["player.see", "player.unsee"]
    assert "Ming" not in str(db.session.scalars(select(AuditEntry.details)).all())


def test_who_is_hidden_or_sent_away_waits_no_more(crowd: Hall, host_client: FlaskClient) -> None:
    base = f"/fr/host/{crowd.evening.code}/players"
    assert host_client.post(f"{base}/{number_of('m*erde')}/hide", headers=SCRIPT).status_code == 200
    assert lines(host_client, crowd) == ["Ming", "Zoé"]
    number = number_of("Ming")
    assert host_client.post(f"{base}/{number}/ban", headers=SCRIPT).status_code == 200
    assert lines(host_client, crowd) == ["Zoé"]
    assert host_client.post(f"{base}/{number}/unban", headers=SCRIPT).status_code == 200
    assert lines(host_client, crowd) == ["Zoé"]


def test_names_of_another_event_are_not_touched(crowd: Hall, host_client: FlaskClient) -> None:
    with writing():
        stranger = make_player(nickname="Lin", nickname_key="lin", unseen_since=1).id
        db.session.commit()
    path = f"/fr/host/{crowd.evening.code}/names/see?player={stranger}"
    assert (host_client.post(path, headers=SCRIPT).json or {})["status"] == "already"
    assert db.session.get_one(Player, stranger).unseen_since == 1


@pytest.mark.both_databases
def test_a_few_of_a_large_crowd_are_read_by_the_index(crowd: Hall) -> None:
    with writing():
        channel = get_event(crowd.evening.code).channels[0]
        for _ in range(50):
            make_player(channel, unseen_since=5)
        db.session.commit()
    event_id = crowd.evening.event_id
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.extend([statement] if "FROM player" in statement else [])

    sa_event.listen(db.engine, "before_cursor_execute", note)
    found = unseen_names(event_id, 6)
    sa_event.remove(db.engine, "before_cursor_execute", note)
    assert len(found) == 6
    assert len(statements) == 2
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        for statement in statements:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", (1, 6, 0)).all()
            assert ["ix_player_unseen" in str(row) for row in plan] == [True]


@pytest.mark.both_databases
def test_who_takes_another_name_is_read_again_and_who_only_comes_back_is_not(
    hall: Hall, host_client: FlaskClient
) -> None:
    ming = hall.player("Ming")
    see = f"/fr/host/{hall.evening.code}/names/see?player={number_of('Ming')}"
    assert host_client.post(see).status_code == 303
    ming.join("Ming")
    assert lines(host_client, hall) == []
    ming.join("m*erde")
    assert lines(host_client, hall) == ["* m*erde"]
    ming.join("Céladon serein")
    assert lines(host_client, hall) == []
