"""Who comes second sees each field that differs, yours and now, with who changed it and when."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.bank.history.keeping import keep_after, keep_before, new_step
from quiz.bank.models import Question
from quiz.events.models import Event
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.clients import sign_in
from tests.factories import make_bank, make_channel, make_event, make_question, make_staff
from tests.web.admin.test_channels import TYPED as CHANNEL
from tests.web.admin.test_events import TYPED as EVENT
from tests.web.admin.test_questions import TYPED as QUESTION

EVENTS = "/fr/admin/events"
# As a browser sends fields that nobody has filled in.
EMPTY = {"explanation-fr": "", "explanation-zh": "", "tags": ""}
BY_ZOE = "zoe@museum.example"


@pytest.fixture
def lea(app: Flask) -> FlaskClient:
    """Another admin, who is first."""
    staff = make_staff("admin", email="lea@museum.example", name="Léa Blanc")
    return sign_in(app.test_client(), staff)


def post(client: FlaskClient, path: str, values: dict[str, str], version: int) -> Any:
    return client.post(path, data=values | {"version": str(version)})


def rows(page: str) -> list[list[str]]:
    """The table's rows: field, yours, now, by whom."""
    notice = page.partition('role="alert"')[2].partition("</table>")[0]
    body = notice.partition("<tbody>")[2]
    found = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    cells = (re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in found)
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def who(row: list[str]) -> str:
    """By whom the row's field was changed, without when."""
    return "Léa Blanc" if row[3].startswith("Léa Blanc ") else row[3]


@pytest.fixture
def event(admin_client: FlaskClient) -> Event:
    event = make_event(code="va2020", title=Localized("Soirée", "晚会"))
    make_channel(event, name="kuaishou", platform="Kuaishou", delay_ms=6_000)
    db.session.commit()
    return event


def test_every_field_of_an_event_that_differs_is_shown_with_whose_it_is(
    admin_client: FlaskClient, lea: FlaskClient, event: Event
) -> None:
    path = f"{EVENTS}/va2020/edit"
    theirs = EVENT | {"code": "va2020", "title-fr": "Nuit bleue", "starts": "2020-08-26T21:30"}
    assert post(lea, path, theirs | {"one_delay": "y"}, 1).status_code == 303
    mine = EVENT | {"code": "va2020", "starts": "2020-08-26T20:00", "preset": "accuracy"}
    refused = post(admin_client, path, mine, 1)

    assert refused.status_code == 409
    table = rows(refused.text)
    assert [(row[0], who(row)) for row in table] == [
        ("Titre Français", "Léa Blanc"),
        ("Début", "Léa Blanc"),
        ("Barème", "Léa Blanc"),
        ("Un même retard pour toutes les diffusions", "Léa Blanc"),
    ]
    assert table[0][1:3] == ["Au cœur du V&amp;A", "Nuit bleue"]
    assert ["20 h" in table[1][1], "21 h 30" in table[1][2]] == [True, True]
    assert table[3][1:3] == ["Non", "Oui"]
    assert "Léa Blanc" in refused.text.partition("<table")[0]


def test_what_only_the_second_changed_is_theirs_alone(
    admin_client: FlaskClient, lea: FlaskClient, event: Event
) -> None:
    (channel,) = event.channels
    path = f"{EVENTS}/va2020/channels/{channel.id}"
    first = CHANNEL | {"platform": "Kuaishou", "name": "kuaishou", "delay": "6"}
    assert post(lea, path, first | {"delay": "7.5"}, 1).status_code == 303
    refused = post(admin_client, path, first | {"platform": "快手"}, 1)
    assert refused.status_code == 409
    table = {row[0]: (*row[1:3], who(row)) for row in rows(refused.text)}
    assert table["Plateforme"] == ("快手", "Kuaishou", "vous seulement")
    assert table["Retard en secondes"] == ("6", "7,5", "Léa Blanc")


def test_a_launch_meanwhile_changes_no_field(admin_client: FlaskClient, event: Event) -> None:
    page = admin_client.get(f"{EVENTS}/va2020/edit").text
    same = dict(re.findall(r'name="([a-z_-]+)"[^>]*value="([^"]*)"', page))
    del same["one_delay"], same["suggested_names"]
    same |= {"preset": "balanced", "series": "", "time_zone": event.time_zone}
    event.version += 1
    db.session.commit()
    refused = post(admin_client, f"{EVENTS}/va2020/edit", same, 1)
    assert (refused.status_code, rows(refused.text)) == (409, [])
    assert "aucun champ ne diffère" in refused.text


def test_a_question_shows_choices_key_and_all_that_differs(
    admin_client: FlaskClient, lea: FlaskClient
) -> None:
    question = make_question(make_bank(), explanation=Localized("Un grès.", "一件炻器。"))
    db.session.commit()
    path = f"/fr/admin/banks/{question.bank_id}/questions/{question.id}"
    theirs = QUESTION | {"choice2-zh": "龙泉青瓷", "explanation-fr": "Un céladon.", "tags": "a"}
    theirs["explanation-zh"] = "一件青瓷。"
    assert post(lea, path, theirs, 1).status_code == 303
    again = post(lea, path, theirs | {"weight": "2"}, 2)
    assert again.status_code == 303
    refused = post(admin_client, path, QUESTION | EMPTY | {"weight": "2"}, 1)
    table = {row[0]: (*row[1:3], who(row)) for row in rows(refused.text)}
    assert table == {
        "Réponse 2 中文": (QUESTION["choice2-zh"], "龙泉青瓷", "Léa Blanc"),
        "Explication Français": ("–", "Un céladon.", "Léa Blanc"),
        "Explication 中文": ("–", "一件青瓷。", "Léa Blanc"),
        "Mots-clés": ("–", "a", "Léa Blanc"),
    }


def test_a_bank_that_was_renamed_meanwhile(admin_client: FlaskClient, lea: FlaskClient) -> None:
    bank = make_bank(name="Grès")
    db.session.commit()
    path = f"/fr/admin/banks/{bank.id}/rename"
    assert post(lea, path, {"name": "Grès et faïences"}, 1).status_code == 303
    refused = post(admin_client, path, {"name": "Grès chinois"}, 1)
    assert refused.status_code == 409
    [row] = rows(refused.text)
    assert (row[1:3], who(row)) == (["Grès chinois", "Grès et faïences"], "Léa Blanc")
    assert post(admin_client, path, {"name": "Grès chinois"}, 2).status_code == 303


def test_a_question_meanwhile_does_not_hide_who_renamed_its_bank(
    admin_client: FlaskClient, lea: FlaskClient
) -> None:
    bank = make_bank(name="Grès")
    db.session.commit()
    path = f"/fr/admin/banks/{bank.id}"
    assert post(lea, f"{path}/rename", {"name": "Faïences"}, 1).status_code == 303
    question = QUESTION | EMPTY
    assert lea.post(f"{path}/questions/new", data=question).status_code == 303
    [row] = rows(post(admin_client, f"{path}/rename", {"name": "Grès chinois"}, 1).text)
    assert who(row) == "Léa Blanc"


def test_what_a_file_changed_before_is_nobodys_change_since(
    app: Flask, admin_client: FlaskClient, lea: FlaskClient
) -> None:
    question = make_question(make_bank())
    keep_before(Question.id == question.id)
    rewrite(question, BY_ZOE, weight=2)
    path = f"/fr/admin/banks/{question.bank_id}/questions/{question.id}"
    assert post(lea, path, QUESTION | EMPTY, 2).status_code == 303
    refused = post(admin_client, path, QUESTION | EMPTY | {"seconds": "31", "tags": "x"}, 2)
    assert {row[0]: who(row) for row in rows(refused.text)} == {
        "Secondes": "vous seulement",
        "Mots-clés": "vous seulement",
    }
    # What changed many at once after that is whoever did it, but for what it left alone.
    db.session.rollback()
    db.session.refresh(question)
    rewrite(question, BY_ZOE, weight=3)
    refused = post(admin_client, path, QUESTION | EMPTY | {"seconds": "31"}, 3)
    alone, theirs = rows(refused.text)
    assert (alone[0], who(alone)) == ("Secondes", "vous seulement")
    assert (theirs[0], theirs[3].split()[0]) == ("Coefficient", BY_ZOE)


def rewrite(question: Question, actor: str, **values: Any) -> None:
    """Change a question as acts do that change many at once."""
    for name, value in values.items():
        setattr(question, name, value)
    question.version += 1
    keep_after(new_step("bank.import", actor), Question.id == question.id)
    db.session.commit()
