"""`quiz demo` makes an evening that can be played and one that was, once."""

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from quiz.audit.models import AuditEntry
from quiz.bank.checks.registry import flaws
from quiz.bank.kinds.registry import KINDS, launch_problems
from quiz.bank.models import Bank
from quiz.bank.queries import draft_of
from quiz.cli import main
from quiz.cli.demo import coming
from quiz.events.models import Event, Round
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.models import Answer, Board, Player, Standing
from quiz.i18n.localized import Localized
from quiz.objects.models import MuseumObject
from quiz.objects.rights import rights_uri
from quiz.pictures.models import Picture
from tests.clocks import SettableClock

HOUR = 3_600_000


def run_demo(runner: FlaskCliRunner) -> list[str]:
    """What `quiz demo` printed."""
    done = runner.invoke(main, ["demo"])
    db.session.rollback()
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def counts() -> dict[str, int]:
    """How many rows each table has, and the sum of all versions."""
    tables = (Bank, Event, Round, Player, Answer, Standing, Board, AuditEntry)
    rows = {
        table.__tablename__: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in tables
    }
    versions = select(func.sum(Event.version)), select(func.sum(Bank.version))
    return rows | {"versions": sum(db.session.scalar(query) or 0 for query in versions)}


def test_the_evening_to_come_is_ready(runner: FlaskCliRunner, clock: SettableClock) -> None:
    assert run_demo(runner) == [
        "Bank Céladon · 青瓷: 9 questions.",
        "Bank V&A: 30 questions.",
        "Event va2020: 39 questions in its run of show.",
        "Event tresors: over, 160 players on its board.",
    ]
    event = get_event("va2020")
    assert event.museum == Localized("Victoria and Albert Museum", "维多利亚与艾尔伯特博物馆")
    assert event.title.missing() == ()
    assert [(c.name, c.delay_ms, c.language) for c in event.channels] == [
        ("kuaishou", 6_000, "zh"),
        ("youtube", 12_000, "fr"),
    ]
    assert event.rounds == []
    drafts = [draft_of(entry.question) for entry in event.entries]
    assert [launch_problems(draft) for draft in drafts] == [()] * 39


def test_six_questions_show_what_we_drew(runner: FlaskCliRunner, clock: SettableClock) -> None:
    run_demo(runner)
    drafts = [draft_of(entry.question) for entry in get_event("va2020").entries]
    shown = [draft for draft in drafts if draft.pictures]
    assert [(draft.kind, len(draft.pictures)) for draft in shown] == [
        *(("picture", 4), ("hotspot", 1), ("single", 1), ("single", 1)),
        *(("true_false", 1), ("text", 1)),
    ]
    assert {key for draft in shown for key in draft.pictures} == set(
        db.session.scalars(select(Picture.key))
    )
    assert [draft.object_title.missing() for draft in shown] == [()] * 6
    assert {rights_uri(draft.rights) for draft in shown} == {
        "http://creativecommons.org/publicdomain/zero/1.0/"
    }
    objects = db.session.scalars(select(MuseumObject).order_by(MuseumObject.id)).all()
    entries = [entry.question for entry in get_event("va2020").entries]
    assert [entry.object_id for entry in entries if entry.object_id] == [o.id for o in objects]
    assert [kept.title for kept in objects] == [draft.object_title for draft in shown]
    assert [kept.place.missing() for kept in objects] == [()] * 6
    # Neither would an editor look at one of them again.
    assert [flaws(draft) for draft in shown] == [()] * 6


@pytest.mark.both_databases
def test_the_past_evening_has_a_full_board(runner: FlaskCliRunner, clock: SettableClock) -> None:
    run_demo(runner)
    event, past = get_event("va2020"), get_event("tresors")
    assert past.series_id == event.series_id
    assert past.ended_at is not None
    assert past.starts_at < past.ended_at < clock.now()
    assert {played.content["kind"] for played in past.rounds} == set(KINDS)
    last = db.session.get_one(Board, past.rounds[-1].id)
    assert (len(last.top["rows"]), last.players) == (100, 160)
    languages = select(Player.language, func.count()).group_by(Player.language)
    assert sorted(db.session.execute(languages).all()) == [("fr", 64), ("zh", 96)]


@pytest.mark.both_databases
def test_a_second_time_changes_nothing(runner: FlaskCliRunner, clock: SettableClock) -> None:
    run_demo(runner)
    before = counts()
    clock.advance(30 * HOUR)
    assert run_demo(runner) == ["The demo is there already; nothing was changed."]
    assert counts() == before


def test_only_what_is_missing_is_made(
    app: Flask, runner: FlaskCliRunner, clock: SettableClock
) -> None:
    run_demo(runner)
    db.session.delete(get_event("va2020"))
    db.session.commit()
    assert run_demo(runner) == ["Event va2020: 39 questions in its run of show."]


def test_the_evening_begins_at_eight_in_beijing(clock: SettableClock) -> None:
    eight = clock.now()  # 12:00 UTC
    assert coming(eight - HOUR) == eight
    assert coming(eight - HOUR + 1) == eight + 24 * HOUR
    assert coming(eight) == eight + 24 * HOUR
    assert coming(eight - 20 * HOUR) == eight
