"""The bin in the back office: what goes there is on no other page, and one click brings it back."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from quiz.bank.models import Bank, Question
from quiz.cli.bank import bank_group
from quiz.cli.bank_check import check_command
from quiz.cli.integrity import integrity
from quiz.cli.links import links
from quiz.events.models import Event
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.clocks import EVENING
from tests.factories import (
    make_bank,
    make_channel,
    make_entry,
    make_event,
    make_player,
    make_question,
)

WORDS = ("Banque jetée", "Question jetée", "Soirée jetée", "jetee", "被删")


class Thrown:
    """A bank, a question of another bank and an event, that are about to be thrown away."""

    def __init__(self) -> None:
        text = Localized("Question jetée", "被删的题目")
        self.bank = make_bank(name="Banque jetée")
        make_question(self.bank, prompt=text, searched="\nquestionjetee\n")
        self.kept = make_bank(name="Banque gardée")
        make_question(self.kept, prompt=Localized("Gardée ?", "保留？"))
        self.question = make_question(self.kept, prompt=text)
        title = Localized("Soirée jetée", "被删的直播")
        self.event = make_event(code="jetee", title=title, museum=title)
        make_channel(self.event)
        self.evening = make_event(code="garde", title=Localized("Soirée gardée", "保留的直播"))
        make_channel(self.evening, name="salle")
        make_entry(self.evening, self.question)
        db.session.commit()

    def throw(self, client: FlaskClient) -> None:
        """Move all three to the bin, as the back office does."""
        question = f"/fr/admin/banks/{self.kept.id}/questions/{self.question.id}/delete"
        for path in (question, f"/fr/admin/banks/{self.bank.id}/delete"):
            assert client.post(path, data={"version": "1"}).status_code == 303
        assert client.post("/fr/admin/events/jetee/delete").status_code == 303
        for page in ("/fr/admin/banks", "/fr/admin/events"):
            client.get(page)  # Reads the sentences about them.
        db.session.rollback()


@pytest.fixture
def thrown(admin_client: FlaskClient) -> Thrown:
    return Thrown()


def text_of(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def test_no_page_has_a_word_of_what_is_in_the_bin(
    app: Flask, admin_client: FlaskClient, thrown: Thrown
) -> None:
    numbers = thrown.bank.id, thrown.kept.id, thrown.question.id
    secret = thrown.event.overlays[0].secret
    thrown.throw(admin_client)
    bank, kept, question = numbers
    pages = [
        "/fr/admin/banks",
        f"/fr/admin/banks/{kept}",
        f"/fr/admin/banks/{kept}?ready=every",
        f"/fr/admin/banks/{kept}/check",
        f"/fr/admin/banks/{kept}/export.csv",
        f"/fr/admin/banks/{kept}/export.json",
        "/fr/admin/questions?ready=every",
        "/fr/admin/questions?q=jet",
        "/fr/admin/translations",
        "/fr/admin/events",
        "/fr/admin/events?archived=1",
        "/fr/admin/events/garde",
        "/fr/admin/events/garde/show",
        "/fr/host/",
        "/fr/host/garde",
        "/fr/host/garde/questions?q=jet",
        "/fr/e/garde/salle",
        "/",
    ]
    found = {path: word for path in pages for word in WORDS if word in text_of(admin_client, path)}
    assert found == {}
    gone = [
        f"/fr/admin/banks/{bank}",
        f"/fr/admin/banks/{bank}/check",
        f"/fr/admin/banks/{bank}/export.csv",
        f"/fr/admin/banks/{kept}/questions/{question}",
        "/fr/admin/events/jetee",
        "/fr/admin/events/jetee/show",
        "/fr/host/jetee",
        "/fr/e/jetee",
        f"/overlay/jetee/{secret}",
        "/live/jetee/channel1/pulse",
    ]
    assert [admin_client.get(path).status_code for path in gone] == [404] * len(gone)
    assert text_of(admin_client, "/fr/admin/events/garde/show").count("dans la corbeille") == 1


def test_no_command_has_a_word_of_it(
    admin_client: FlaskClient, thrown: Thrown, runner: FlaskCliRunner
) -> None:
    thrown.throw(admin_client)
    said = "".join(
        runner.invoke(command, arguments).output
        for command, arguments in (
            (bank_group, ["list"]),
            (check_command, []),
            (integrity, []),
            (links, []),
        )
    )
    assert [word for word in WORDS if word in said] == []


def test_the_bin_says_what_who_and_until_when(admin_client: FlaskClient, thrown: Thrown) -> None:
    thrown.throw(admin_client)
    page = text_of(admin_client, "/fr/admin/bin")
    assert [word in page for word in WORDS[:3]] == [True] * 3
    assert "30 jours" in page
    zh = text_of(admin_client, "/zh/admin/bin")
    assert "被删的题目" in zh


def test_each_comes_back_by_its_button(admin_client: FlaskClient, thrown: Thrown) -> None:
    numbers = thrown.bank.id, thrown.question.id, thrown.event.id
    thrown.throw(admin_client)
    for noun, number in zip(("banks", "questions", "events"), numbers, strict=True):
        path = f"/fr/admin/bin/{noun}/{number}/restore"
        assert admin_client.post(path).status_code == 303
    db.session.rollback()
    models = Bank, Question, Event
    rows = [db.session.get_one(*one) for one in zip(models, numbers, strict=True)]
    assert [row.binned_at for row in rows] == [None] * 3
    assert "La corbeille est vide" in text_of(admin_client, "/fr/admin/bin")
    assert admin_client.get("/fr/e/jetee").status_code == 302


def test_the_sentence_about_it_can_be_undone(admin_client: FlaskClient, thrown: Thrown) -> None:
    path = f"/fr/admin/banks/{thrown.kept.id}/questions/{thrown.question.id}/delete"
    response = admin_client.post(path, data={"version": "1"}, follow_redirects=True)
    undo = re.search(
        r'class="undo" method="post" action="([^"]+)"', response.get_data(as_text=True)
    )
    assert undo is not None
    assert admin_client.post(undo[1].replace("&amp;", "&")).status_code == 303
    db.session.rollback()
    assert db.session.get(Question, thrown.question.id) is not None


def test_what_cannot_come_back_says_why(admin_client: FlaskClient, thrown: Thrown) -> None:
    number = thrown.bank.id
    thrown.throw(admin_client)
    make_bank(name="Banque jetée")
    db.session.commit()
    response = admin_client.post(f"/fr/admin/bin/banks/{number}/restore")
    assert response.status_code == 409
    assert "Une autre banque s’appelle désormais" in response.get_data(as_text=True)


def test_an_event_with_players_goes_by_its_code(admin_client: FlaskClient, thrown: Thrown) -> None:
    make_player(thrown.event.channels[0], joined_at=EVENING - 86_400_000)
    db.session.commit()
    number, path = thrown.event.id, "/fr/admin/events/jetee/delete"
    refused = admin_client.post(path, data={"typed": "autre"})
    assert refused.status_code == 422
    assert "veuillez saisir son code" in refused.get_data(as_text=True)
    assert admin_client.post(path, data={"typed": "Jetee"}).status_code == 303
    erase = f"/fr/admin/bin/events/{number}/delete"
    assert admin_client.post(erase, data={"typed": ""}).status_code == 422
    assert admin_client.post(erase, data={"typed": "jetee"}).status_code == 303
    assert "La corbeille est vide" in text_of(admin_client, "/fr/admin/bin")
