"""What SQLite reads for the statements of a crowd, where its planner would guess wrong."""

from contextlib import closing

from flask import Flask

from quiz.game.ledger.answers import KEEP_AT_ONCE
from quiz.game.tally.marks import OLD
from quiz.statements import open_book


def plan(app: Flask, sql: str, *values: object) -> list[str]:
    """The steps that concern players."""
    with closing(open_book(app.config["SQLALCHEMY_DATABASE_URI"])) as book:
        rows = book.run(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    return [row[3] for row in rows if "player" in row[3]]


def test_no_players_row_is_read_for_an_answer(app: Flask) -> None:
    moved = "SEARCH player USING INDEX ix_player_moved (event_id=? AND id=?)"
    assert plan(app, KEEP_AT_ONCE, "[]") == [moved]


def test_only_who_has_marks_is_read_to_forget_them(app: Flask) -> None:
    sql = OLD.format(index="INDEXED BY ix_player_marks")
    assert plan(app, sql, 1, 1) == ["SCAN player USING INDEX ix_player_marks"]
