"""What machines ask: alive, ready, and the numbers of all workers together."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text
from werkzeug.test import Client

from quiz.config import Settings
from quiz.extensions import db
from quiz.game.ledger.entries import JoinEntry
from quiz.nodes.rules import Agreement, ClockVerdict
from quiz.waiting import run_inline
from quiz.web.crowd.counter import RequestCounter
from quiz.web.machine.health import Watched
from quiz.web.machine.readiness import is_behind, versions
from tests.clocks import EVENING, SettableClock
from tests.factories import make_channel

TOKEN = {"Authorization": "Bearer s3cret"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, metrics_token="s3cret")


def answering(status: str) -> Any:
    """An application that always says `status`."""

    def app(environ: Any, start_response: Any) -> list[bytes]:
        start_response(status, [("Content-Type", "text/plain")])
        return [b"lane"]

    return app


Watch = Callable[..., Watched]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Makes an application watched, and ends it."""
    made: list[Watched] = []

    def make(app: Flask, status: str = "200 OK") -> Watched:
        made.append(Watched(answering(status), app, RequestCounter()))
        return made[-1]

    yield make
    for watched in made:
        watched.end()


def named(labels: dict[str, str]) -> str:
    """Labels as the tests write them, whatever their order."""
    return ",".join(f"[{name}={value}]" for name, value in sorted(labels.items()))


def numbers(said: str) -> dict[str, float]:
    """The values of an exposition by their names with labels."""
    return {
        sample.name + named(sample.labels): sample.value
        for family in text_string_to_metric_families(said)
        for sample in family.samples
    }


def test_alive_asks_nobody(app: Flask, watch: Watch) -> None:
    answer = Client(watch(app)).get("/healthz")
    assert (answer.status_code, answer.text) == (200, "alive\n")
    assert answer.headers["Cache-Control"] == "no-store"


def test_every_other_path_is_the_lane_s(app: Flask, watch: Watch) -> None:
    client = Client(watch(app))
    for path in ("/", "/healthz/", "/live/a/b/pulse", "/readyz2"):
        assert client.get(path).text == "lane"


@pytest.mark.both_databases
def test_ready_once_the_database_takes_writes(app: Flask, watch: Watch) -> None:
    answer = Client(watch(app)).get("/readyz")
    assert (answer.status_code, answer.text) == (200, "ready\n")


def test_not_ready_while_emptied(app: Flask, watch: Watch, settings: Settings) -> None:
    settings.drain_file.touch()
    answer = Client(watch(app)).get("/readyz")
    assert answer.status_code == 503
    assert answer.text == "This machine is being emptied: the file draining is there.\n"


@pytest.mark.parametrize("verdict", ClockVerdict)
def test_not_ready_while_its_clock_is_alone(
    app: Flask, watch: Watch, verdict: ClockVerdict
) -> None:
    app.extensions["runtime"].watch.agreement = Agreement(30_000, verdict)
    answer = Client(watch(app)).get("/readyz")
    told = "This machine's clock is away from the other machines': restart quiz serve.\n"
    refused = verdict is ClockVerdict.ALONE
    assert (answer.status_code, answer.text) == ((503, told) if refused else (200, "ready\n"))


def test_the_clock_s_numbers_are_those_furthest_away(
    app: Flask, watch: Watch, clock: SettableClock
) -> None:
    clock.clock.begin_at(-2_500)
    app.extensions["runtime"].watch.agreement = Agreement(-30_004, ClockVerdict.STEPPED)
    said = numbers(Client(watch(app)).get("/metrics", headers=TOKEN).text)
    assert said["celadon_clock_offset_seconds"] == -2.5
    assert said["celadon_clock_disagreement_seconds"] == -30.004


@pytest.mark.both_databases
def test_not_ready_behind_the_migrations(app: Flask, watch: Watch) -> None:
    db.session.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    db.session.commit()
    assert Client(watch(app)).get("/readyz").status_code == 200
    db.session.execute(text("DELETE FROM alembic_version"))
    db.session.commit()
    answer = Client(watch(app)).get("/readyz")
    assert answer.text == "The database is not up to date: start quiz serve again.\n"


def test_a_newer_program_s_database_will_do() -> None:
    known, newest = versions()
    assert [is_behind(version) for version in (None, newest, "9999_of_tomorrow")] == [
        True,
        False,
        False,
    ]
    assert all(is_behind(version) for version in known - {newest})


@pytest.mark.both_databases
def test_not_ready_without_the_database(app: Flask, watch: Watch) -> None:
    client = Client(watch(app))
    db.session.execute(text("DROP TABLE alembic_version"))
    db.session.commit()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.text.startswith("The database does not take writes: ")


def test_metrics_want_the_token(app: Flask, watch: Watch) -> None:
    client = Client(watch(app))
    for headers in ({}, {"Authorization": "Bearer guess"}, {"Authorization": "Bearer é"}):
        answer = client.get("/metrics", headers=headers)
        assert (answer.status_code, answer.text) == (401, "Wrong token.\n")


def test_without_a_token_there_are_no_metrics(app: Flask, watch: Watch, settings: Settings) -> None:
    app.config["SETTINGS"] = replace(settings, metrics_token="")
    watched = watch(app)
    assert watched.metrics is None
    assert Client(watched).get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize(
    ("path", "status", "name"),
    [
        ("/live/a/b/pulse", "200 OK", "requests_total[status=200],[what=pulse]"),
        ("/live/a/b/s/fr", "425 Too Early", "requests_total[status=425],[what=scene]"),
        ("/my/a/me", "401 Unauthorized", "requests_total[status=401],[what=me]"),
        ("/my/a/player", "201 Created", "requests_total[status=201],[what=player]"),
        ("/my/a/rounds/1/answer", "410 Gone", "answers_total[verdict=too_late]"),
        ("/fr", "200 OK", "requests_total[status=200],[what=other]"),
        ("/zh/host/answer", "418 Teapot", "requests_total[status=other],[what=other]"),
    ],
)
def test_requests_are_counted_by_what_and_how(
    app: Flask, watch: Watch, path: str, status: str, name: str
) -> None:
    client = Client(watch(app, status))
    client.get(path)
    client.get(path)
    assert numbers(client.get("/metrics", headers=TOKEN).text)[f"celadon_{name}"] == 2


@pytest.mark.both_databases
def test_the_ledger_s_batches_are_counted(app: Flask, watch: Watch) -> None:
    channel = make_channel()
    db.session.commit()
    ledger = app.extensions["runtime"].ledger
    ledger.start()
    entry = JoinEntry(
        event_id=channel.event_id,
        pass_hash="a" * 64,
        player_id=7,
        first=("Chen", "chen"),
        others=tuple,
        renames=True,
        channel_id=channel.id,
        may_move=True,
        language="fr",
        joined_at=EVENING,
    )
    bad = replace(entry, player_id=8, pass_hash="b" * 64, first=("Li", "li"), channel_id=999)
    run_inline(ledger.put(entry, 5.0))
    run_inline(ledger.put(bad, 5.0))
    app.extensions["runtime"].lag.note(1_500)
    app.extensions["runtime"].line.ms = 2_000
    said = numbers(Client(watch(app)).get("/metrics", headers=TOKEN).text)
    assert said["celadon_lag_seconds"] == 1.5
    assert (said["celadon_line_seconds"], said["celadon_strain"]) == (2.0, 4)
    assert said["celadon_batch_entries_count"] == 2
    assert said["celadon_batch_entries_sum"] == 2
    assert said["celadon_batch_entries_bucket[le=1.0]"] == 2
    assert said["celadon_commit_seconds_bucket[le=+Inf]"] == 2
    assert said["celadon_commit_seconds_sum"] > 0
    assert said["celadon_ledger_failures_total"] == 1
    assert said["celadon_waiting"] == 0
    assert said["celadon_workers"] == 1
    assert 0 <= said["celadon_facts_age_seconds"] < 60
