"""Who else is here, and who did what: on every console with its next question."""

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from quiz.accounts.actions.presence import NOTED_EVERY_MS
from quiz.accounts.models import OpenConsole
from quiz.audit.queries import last_entries
from quiz.console.hands import SILENT_MS
from quiz.events.queries import get_event
from quiz.extensions import db
from tests.clients import sign_in
from tests.evenings import Evening
from tests.factories import make_staff

NOBODY = "Aucune autre régie"


def hands(client: FlaskClient, evening: Evening) -> str:
    """What that console says of hands, after it has said that it is open."""
    client.get(f"/fr/host/{evening.code}/live")
    page = client.get(f"/fr/host/{evening.code}").text
    found = re.search(r'<section class="hands".*?</section>', page, re.DOTALL)
    return "" if found is None else found[0]


def test_each_console_has_the_other_and_loses_it_after_some_silence(
    app: Flask, evening: Evening
) -> None:
    lea, lin = make_staff("host", name="Léa"), make_staff("admin", name="Lin")
    first, second = sign_in(app.test_client(), lea), sign_in(app.test_client(), lin)

    assert NOBODY in hands(first, evening)
    assert "Léa" in hands(second, evening)
    assert "Lin" in hands(first, evening)
    evening.clock.advance(SILENT_MS + 1)
    assert NOBODY in hands(first, evening)


def test_an_act_of_one_is_read_by_the_other(app: Flask, evening: Evening) -> None:
    lea, lin = make_staff("host", name="Léa"), make_staff("host", name="Lin")
    first, second = sign_in(app.test_client(), lea), sign_in(app.test_client(), lin)
    assert "<ol>" not in hands(second, evening)

    first.post(f"/fr/host/{evening.code}/steps/launch?number=1")

    shown = hands(second, evening)
    assert "<strong>Léa</strong> <span>Lancement d’une question</span>" in shown
    assert re.search(r">Paris \d", shown), shown


def test_a_row_is_written_once_in_some_seconds(host_client: FlaskClient, evening: Evening) -> None:
    path, seen = f"/fr/host/{evening.code}/live", []
    for wait in (0, 1_000, NOTED_EVERY_MS):
        evening.clock.advance(wait)
        host_client.get(path)
        db.session.rollback()
        seen.append(db.session.scalars(select(OpenConsole.seen_at)).one())

    assert [at - seen[0] for at in seen] == [0, 0, 1_000 + NOTED_EVERY_MS]
    assert db.session.scalar(select(func.count()).select_from(OpenConsole)) == 1


def test_only_the_last_acts_of_the_event_are_read(
    host_client: FlaskClient, evening: Evening
) -> None:
    for _ in range(3):
        for door in ("close", "open"):
            host_client.post(f"/fr/host/{evening.code}/ranking/{door}")

    entries = last_entries(get_event(evening.code).key, 4)

    doors = ["ranking.open", "ranking.close"] * 2
    assert [entry.act for entry in entries] == doors
