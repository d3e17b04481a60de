"""On the console, a right answer that the key forgot is accepted with one key, and undone."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.events.models import Mend
from quiz.events.rules import Step
from quiz.extensions import db
from tests.evenings import Evening
from tests.typed_rounds import make_typed, play, say

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def path(evening: Evening) -> str:
    make_typed(evening)
    return f"/fr/host/{evening.code}"


def test_what_was_typed_is_grouped_and_offered(
    evening: Evening, host_client: FlaskClient, path: str
) -> None:
    evening.launch_and_open()
    say(evening, 1, "sceptre", 1)
    say(evening, 2, "Le Sceptre !", 1)
    say(evening, 3, "ruyi", 1)
    assert "Ce qui a été écrit" not in host_client.get(path).text
    evening.count()
    page = host_client.get(path).text
    typed = page[page.index("Ce qui a été écrit") :]
    assert typed.index("sceptre") < typed.index("ruyi")
    assert ("+ 1 graphie" in typed, "2 · 67" in typed, "Le Sceptre !" in typed) == (
        True,
        True,
        True,
    )
    assert typed.count('data-key="a"') == 1


def test_the_consequence_is_said_first_and_nothing_is_changed(
    evening: Evening, host_client: FlaskClient, path: str
) -> None:
    play(evening, 1, a="ruyi", b="sceptre")
    asked = host_client.get(f"{path}/rounds/1/mend?accept=sceptre", headers=SCRIPT)
    assert asked.json == {
        "sentences": ["1 joueur gagne des points.", "La première place reste à Ana."]
    }
    page = host_client.get(f"{path}/rounds/1/mend?accept=sceptre").text
    assert "1 joueur gagne des points." in page
    assert db.session.scalars(select(Mend)).all() == []


def test_it_is_accepted_undone_and_recorded(
    evening: Evening, host_client: FlaskClient, path: str
) -> None:
    play(evening, 1, a="ruyi", b="sceptre")
    sent = host_client.post(f"{path}/rounds/1/mend?accept=sceptre", headers=SCRIPT)
    assert (sent.status_code, sent.json["status"]) == (200, "done")
    again = host_client.post(f"{path}/rounds/1/mend?accept=Sceptre", headers=SCRIPT)
    assert again.json["status"] == "already"
    assert "sera faite dès qu’aucune question" in host_client.get(path).text
    evening.desk.mending.run_once()
    assert "✓ acceptée" in host_client.get(path).text
    undone = host_client.post(sent.json["undo"], headers=SCRIPT)
    assert (undone.status_code, undone.json["status"]) == (200, "done")
    evening.desk.mending.run_once()
    assert "✓ acceptée" not in host_client.get(path).text
    acts = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "round.mend")).all()
    assert [entry.details for entry in acts] == [
        {"round": 1, "accept": "sceptre"},
        {"round": 1, "withdraw": "sceptre"},
    ]


def test_without_a_script_it_is_two_pages(
    evening: Evening, host_client: FlaskClient, path: str
) -> None:
    play(evening, 1, b="sceptre")
    sent = host_client.post(f"{path}/rounds/1/mend", data={"accept": "sceptre"})
    assert sent.status_code == 303
    assert "« sceptre »" in host_client.get(path).text.replace("\xa0", " ")


def test_a_round_of_choices_has_nothing_to_accept(
    evening: Evening, host_client: FlaskClient
) -> None:
    evening.launch_and_open()
    evening.count()
    evening.see(Step.REVEAL)
    path = f"/fr/host/{evening.code}"
    assert "Ce qui a été écrit" not in host_client.get(path).text
    refused = host_client.post(f"{path}/rounds/1/mend?accept=x", headers=SCRIPT)
    assert (refused.status_code, refused.json["status"]) == (409, "refused")
    assert host_client.get(f"{path}/rounds/9/mend?accept=x").status_code == 404
