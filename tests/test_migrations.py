"""The migrations make what the models say, on both databases, and run both ways on filled data."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade

from quiz.app import create_app
from quiz.config import ROOT, Settings
from quiz.extensions import db

pytestmark = pytest.mark.both_databases

POSTGRESQL_SCHEMA = """
SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
FROM pg_constraint WHERE conrelid <> 0 AND connamespace = 'public'::regnamespace
UNION SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION SELECT concat_ws(' ', table_name, column_name, data_type, character_maximum_length,
    is_nullable, column_default, is_identity)
FROM information_schema.columns WHERE table_schema = 'public'
"""

# The commas of a CREATE TABLE that stand between columns, and in no parentheses.
BETWEEN = re.compile(r",(?![^()]*\))")


@pytest.fixture
def migrated(
    backend: str, settings: Settings, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Flask]:
    """An application on a database that only the migrations have touched."""
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    if backend == "postgresql":
        server = request.getfixturevalue("postgresql")
        url = server.url(server.make_database())
    app = create_app(settings, SECRET_KEY="0" * 64, SQLALCHEMY_DATABASE_URI=url)
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def schema() -> list[str]:
    """Every table, constraint and index as the database tells them, without Alembic's own."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            rows = connection.execute(sa.text("SELECT sql FROM sqlite_master")).scalars()
            parts = [part for row in rows if row for part in table_parts(row)]
        else:
            parts = list(connection.execute(sa.text(POSTGRESQL_SCHEMA)).scalars())
    return sorted(part for part in parts if "alembic_version" not in part)


def table_parts(statement: str) -> list[str]:
    """The lines of a CREATE TABLE, each with its table's name: their order may differ.

    A table that was made anew for a change has its name in quotes; a column that was added later
    stands on the line of the one before.
    """
    name, *lines = re.sub(r"[ \t]+", " ", statement).replace('"', "").splitlines()
    parts = [part.strip() for line in lines for part in BETWEEN.split(line)]
    return [name, *(f"{name} {part}" for part in parts if part)]


def sample(column: sa.Column[Any]) -> Any:
    """A value that the column accepts; what refers, refers to the row numbered 1."""
    return {} if isinstance(column.type, sa.JSON) else column.type.python_type(1)


def fill() -> None:
    """A row in every table, each referring to the others."""
    with db.engine.begin() as connection:
        reflected = sa.MetaData()
        reflected.reflect(connection)
        for table in reflected.sorted_tables:
            if table.name != "alembic_version":
                connection.execute(table.insert().values({c: sample(c) for c in table.columns}))


def rows() -> dict[str, int]:
    """How many rows each table has."""
    with db.engine.connect() as connection:
        tables = db.metadata.sorted_tables
        count = sa.select(sa.func.count())
        return {t.name: connection.execute(count.select_from(t)).scalar_one() for t in tables}


def revisions() -> list[str]:
    """Every revision, the last first."""
    return [
        script.revision for script in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()
    ]


def test_models_and_migrations_do_not_differ(migrated: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, db.metadata) == []


def test_schema_is_the_same_to_the_letter(migrated: Flask) -> None:
    by_migrations = schema()
    downgrade(revision="base")
    db.create_all()
    assert by_migrations == schema()
    assert len(by_migrations) > len(db.metadata.tables)


def test_versions_run_down_and_up_on_filled_data(migrated: Flask) -> None:
    fill()
    assert set(rows().values()) == {1}
    for revision in [*revisions()[1:], "base"]:
        downgrade(revision=revision)
    with db.engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
    for revision in reversed(revisions()):
        upgrade(revision=revision)
    fill()
    assert set(rows().values()) == {1}


def test_upgrade_twice_keeps_every_row(migrated: Flask) -> None:
    fill()
    upgrade()
    assert set(rows().values()) == {1}


def test_foreign_keys_are_on_after_a_migration(migrated: Flask) -> None:
    with db.engine.connect() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.execute(sa.text("INSERT INTO staff_role (staff_id, role_id) VALUES (7, 7)"))


def test_addresses_are_spelled_as_they_are_compared(migrated: Flask) -> None:
    downgrade(revision="0011")
    stored = ["zoe\u0301@x.fr", "ann@x.fr", "anne\u0301@x.fr", "ann\u00e9@x.fr", "ｂｏ＠x。fr"]
    columns = "id, email, name, active, language, made_at"
    insert = sa.text(f"INSERT INTO staff ({columns}) VALUES (:id, :email, 'A', true, 'fr', 1)")
    with db.engine.begin() as connection:
        connection.execute(insert, [{"id": n, "email": e} for n, e in enumerate(stored, 1)])
    upgrade()
    with db.engine.connect() as connection:
        found = list(connection.execute(sa.text("SELECT email FROM staff ORDER BY id")).scalars())
    # Of two that are the same now, the one that had the spelling keeps it.
    assert found == ["zo\u00e9@x.fr", "ann@x.fr", "anne\u0301@x.fr", "ann\u00e9@x.fr", "bo@x.fr"]


def test_the_record_of_events_survives_both_ways(migrated: Flask) -> None:
    downgrade(revision="0013")
    make_event = sa.text(
        "INSERT INTO event (id, code, key, version, title, museum, starts_at, time_zone, preset,"
        " overlay_secret, made_at)"
        " VALUES (:id, :code, :key, 1, '{}', '{}', 1, 'UTC', 'fast', :key, 1)"
    )
    add_entry = sa.text(
        "INSERT INTO audit_entry (at, actor, act, subject, details)"
        " VALUES (:at, 'a', 'b', :subject, '{}')"
    )
    with db.engine.begin() as connection:
        events = [{"id": 1, "code": "va2020", "key": "k1"}, {"id": 2, "code": "x", "key": "k2"}]
        connection.execute(make_event, events)
        subjects = "event va2020", "bank 3", "event x", "event gone", "event va2020"
        entries = [{"at": at, "subject": subject} for at, subject in enumerate(subjects)]
        connection.execute(add_entry, entries)
    upgrade()
    assert recorded("event_key") == ["k1", None, "k2", None, "k1"]
    with db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE event SET code = 'va2021' WHERE id = 1"))
    downgrade(revision="0013")
    kept = ["event va2021", "bank 3", "event x", "event gone", "event va2021"]
    assert recorded("subject") == kept
    upgrade()
    assert recorded("event_key") == ["k1", None, "k2", None, "k1"]


def recorded(column: str) -> list[str | None]:
    """That column of every entry of the record, the first first."""
    query = (
        sa.select(sa.column(column)).select_from(sa.table("audit_entry")).order_by(sa.text("at"))
    )
    with db.engine.connect() as connection:
        return list(connection.execute(query).scalars())


def test_an_overlay_becomes_the_first_output_and_back(migrated: Flask) -> None:
    downgrade(revision="0031")
    make_event = sa.text(
        "INSERT INTO event (id, code, key, version, title, museum, starts_at, time_zone, preset,"
        " overlay_secret, made_at)"
        " VALUES (:id, :code, :code, 1, '{}', '{}', 1, 'UTC', 'fast', :secret, 1)"
    )
    events = [
        {"id": number, "code": f"e{number}", "secret": f"secret-{number}"} for number in (1, 2)
    ]
    with db.engine.begin() as connection:
        connection.execute(make_event, events)
    upgrade()
    read = sa.text(
        "SELECT event_id, kind, secret, name, channel_id, orientation, safe_top, safe_left"
        " FROM output ORDER BY event_id"
    )
    with db.engine.begin() as connection:
        assert [tuple(row) for row in connection.execute(read)] == [
            (number, "overlay", f"secret-{number}", "", None, "landscape", 5, 5)
            for number in (1, 2)
        ]
        connection.execute(sa.text("DELETE FROM output WHERE event_id = 2"))
    downgrade(revision="0031")
    with db.engine.connect() as connection:
        query = sa.text("SELECT overlay_secret FROM event ORDER BY id")
        first, second = connection.execute(query).scalars()
    assert first == "secret-1"
    assert len(second) == 32


def test_rounds_of_before_have_the_close_that_they_had(migrated: Flask) -> None:
    downgrade(revision="0032")
    fill()
    upgrade()
    read = sa.text(
        "SELECT extensions, close_lead_ms, shown_at, again_at, void_reason, close_click_at, lead_ms"
        " FROM round"
    )
    store = sa.text("UPDATE round SET extensions = 6, void_reason = 'given-away', again_at = 9")
    with db.engine.begin() as connection:
        assert tuple(connection.execute(read).one()) == (0, None, None, None, "", 1, 1)
        connection.execute(store)
    downgrade(revision="0032")
    upgrade()
    with db.engine.begin() as connection:
        assert tuple(connection.execute(read).one()) == (0, None, None, None, "", 1, 1)
        known = connection.execute(sa.text("SELECT rate, least_capacity FROM worker_capacity"))
        assert tuple(known.one()) == (1, None)


def test_makers_become_words_in_both_languages_and_back(migrated: Flask) -> None:
    downgrade(revision="0026")
    fill()
    store = sa.text("UPDATE question SET maker = :maker, prompt = :prompt")
    prompt = '{"fr": "Quel \\u00e9mail ?", "zh": "什么釉？"}'
    with db.engine.begin() as connection:
        connection.execute(store, {"maker": 'Sèvres "1770"', "prompt": prompt})
    upgrade()
    read = sa.text(
        "SELECT maker ->> 'fr', maker ->> 'zh', date ->> 'zh', place ->> 'fr' FROM question"
    )
    with db.engine.connect() as connection:
        assert list(connection.execute(read).one()) == ['Sèvres "1770"', 'Sèvres "1770"', "1", ""]
    downgrade(revision="0026")
    with db.engine.connect() as connection:
        kept = connection.execute(
            sa.text("SELECT maker, date, prompt ->> 'fr' FROM question")
        ).one()
        assert list(kept) == ['Sèvres "1770"', "1", "Quel émail ?"]


def test_what_is_in_the_bin_stands_again_downwards(migrated: Flask) -> None:
    fill()
    add_bank = sa.text(
        "INSERT INTO bank (id, name, made_at, version, binned_at) VALUES (2, '1', 1, 1, :at)"
    )
    copied = ", ".join(
        column.name
        for column in db.metadata.tables["question"].columns
        if column.name not in {"id", "binned_at"}
    )
    add_question = sa.text(
        f"INSERT INTO question (id, binned_at, {copied}) SELECT 2, :at, {copied} FROM question"
    )
    alive = sa.text("UPDATE question SET binned_at = NULL")
    with db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE bank SET binned_at = NULL"))
        connection.execute(alive)
        connection.execute(add_bank, {"at": 5})
        connection.execute(add_question, {"at": 5})
    with db.engine.begin() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.execute(alive)
    downgrade(revision="0022")
    with db.engine.connect() as connection:
        names = list(connection.execute(sa.text("SELECT name FROM bank ORDER BY id")).scalars())
        marks = sa.text("SELECT fingerprint FROM question ORDER BY id")
        assert names == ["1", "1 (2)"]
        assert list(connection.execute(marks).scalars()) == ["1", "binned 2"]
    upgrade()
    assert rows()["question"] == rows()["bank"] == 2
