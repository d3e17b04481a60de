"""Who saves second keeps what others wrote in the fields that they left alone."""

import html
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.bank.models import Question
from quiz.events.actions.edit import plan
from quiz.events.models import Event
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.clients import sign_in
from tests.factories import make_bank, make_channel, make_event, make_question, make_staff
from tests.web.admin.test_channels import TYPED as CHANNEL
from tests.web.admin.test_differences import rows
from tests.web.admin.test_events import TYPED as EVENT
from tests.web.admin.test_questions import TYPED as QUESTION

EVENTS = "/fr/admin/events"


@pytest.fixture
def lea(app: Flask) -> FlaskClient:
    """Another admin, who is first."""
    staff = make_staff("admin", email="lea@museum.example", name="Léa Blanc")
    return sign_in(app.test_client(), staff)


@pytest.fixture
def event(admin_client: FlaskClient) -> Event:
    event = make_event(code="va2020")
    make_channel(event, name="kuaishou", platform="Kuaishou", delay_ms=6_000)
    db.session.commit()
    posted = admin_client.post(f"{EVENTS}/va2020/edit", data=MINE | {"version": "1"})
    assert posted.status_code == 303
    return event


MINE = EVENT | {"code": "va2020"}


def seen(page: str) -> dict[str, str]:
    """What a page's form keeps of what it was opened with."""
    found = {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page) for name in SEEN}
    return {name: html.unescape(match[1]) for name, match in found.items() if match}


SEEN = ("version", "base")


def taken(page: str) -> list[str]:
    """The fields that the page has taken over from others."""
    table = page.partition("Champs que d’autres ont modifiés")[2].partition("</table>")[0]
    heads = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', table, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", head).split()) for head in heads]


def sent_again(client: FlaskClient, path: str, values: dict[str, str], page: str) -> Any:
    return client.post(path, data=values | seen(page))


def test_what_i_left_alone_is_what_others_wrote(
    admin_client: FlaskClient, lea: FlaskClient, event: Event
) -> None:
    path = f"{EVENTS}/va2020/edit"
    page = admin_client.get(path).text
    theirs = MINE | {"title-fr": "Nuit bleue", "starts": "2020-08-26T21:30", "preset": "accuracy"}
    assert sent_again(lea, path, theirs, page).status_code == 303

    mine = MINE | {"title-fr": "Nuit verte", "one_delay": "y"}
    refused = sent_again(admin_client, path, mine, page)
    assert refused.status_code == 409
    assert [(row[0], row[1], row[2]) for row in rows(refused.text)] == [
        ("Titre Français", "Nuit verte", "Nuit bleue"),
        ("Un même retard pour toutes les diffusions", "Oui", "Non"),
    ]
    assert taken(refused.text) == ["Début", "Barème"]
    for there in ('value="2020-08-26T21:30"', 'value="Nuit verte"'):
        assert there in refused.text
    assert re.search(r'<input[^>]*checked[^>]*value="accuracy"', refused.text)
    merged = mine | {"starts": "2020-08-26T21:30", "preset": "accuracy"}
    assert sent_again(admin_client, path, merged, refused.text).status_code == 303
    db.session.expire_all()
    now = get_event("va2020")
    assert (now.title.fr, now.preset, now.one_delay) == ("Nuit verte", "accuracy", True)


def test_a_question_keeps_what_others_wrote_of_it(
    admin_client: FlaskClient, lea: FlaskClient
) -> None:
    question = make_question(make_bank())
    db.session.commit()
    path = f"/fr/admin/banks/{question.bank_id}/questions/{question.id}"
    assert lea.post(path, data=QUESTION | {"version": "1"}).status_code == 303
    page = admin_client.get(path).text
    theirs = QUESTION | {"choice2-zh": "龙泉青瓷", "weight": "3", "right1": "y", "tags": "grès"}
    theirs["kind"] = "multiple"
    assert sent_again(lea, path, theirs, page).status_code == 303
    refused = sent_again(admin_client, path, QUESTION | {"weight": "2", "tags": ""}, page)
    assert [row[:3] for row in rows(refused.text)] == [["Coefficient", "2", "3"]]
    expected = {"Type", "La réponse 1 est bonne", "Réponse 2 中文", "Mots-clés"}
    assert set(taken(refused.text)) == expected
    assert 'value="龙泉青瓷"' in refused.text
    db.session.rollback()
    assert db.session.get_one(Question, question.id).weight == 3


def test_a_channel_keeps_what_others_wrote_of_it(
    admin_client: FlaskClient, lea: FlaskClient, event: Event
) -> None:
    path = f"{EVENTS}/va2020/channels/{event.channels[0].id}"
    mine = CHANNEL | {"platform": "Kuaishou", "name": "kuaishou", "delay": "6.0"}
    page = admin_client.get(path).text
    assert sent_again(lea, path, mine | {"delay": "7.5"}, page).status_code == 303
    refused = sent_again(admin_client, path, mine | {"platform": "快手"}, page)
    assert [row[:3] for row in rows(refused.text)] == [["Plateforme", "快手", "Kuaishou"]]
    assert taken(refused.text) == ["Retard en secondes"]
    assert 'value="7.5"' in refused.text


def test_fields_that_nobody_else_touched_are_only_to_be_saved_again(
    admin_client: FlaskClient, event: Event
) -> None:
    path = f"{EVENTS}/va2020/edit"
    page = admin_client.get(path).text
    plan(event.id, [make_question().id], "lea@museum.example")
    db.session.commit()
    mine = MINE | {"title-fr": "Nuit verte"}
    refused = sent_again(admin_client, path, mine, page)
    assert [row[0] for row in rows(refused.text)] == ["Titre Français"]
    assert "personne d’autre n’a modifié ces champs" in refused.text
    assert sent_again(admin_client, path, mine, refused.text).status_code == 303


def test_a_new_channel_collides_with_nothing(admin_client: FlaskClient, event: Event) -> None:
    path = f"{EVENTS}/va2020/channels/new"
    page = admin_client.get(path).text
    plan(event.id, [make_question(prompt=Localized("Quoi ?", "什么？")).id], "lea@museum.example")
    db.session.commit()
    assert sent_again(admin_client, path, CHANNEL | {"name": "douyin"}, page).status_code == 303
    db.session.expire_all()
    assert [channel.name for channel in get_event("va2020").channels] == ["kuaishou", "douyin"]


def test_marks_of_another_version_say_nothing(
    admin_client: FlaskClient, lea: FlaskClient, event: Event
) -> None:
    path = f"{EVENTS}/va2020/edit"
    old = admin_client.get(path).text
    theirs = MINE | {"title-fr": "Nuit bleue"}
    assert sent_again(lea, path, theirs, old).status_code == 303
    base = seen(admin_client.get(path).text)["base"]
    mixed = MINE | seen(old) | {"base": base}
    refused = admin_client.post(path, data=mixed)
    assert ([row[0] for row in rows(refused.text)], taken(refused.text)) == (["Titre Français"], [])
