"""The record's page: found by person and kind, a page at a time."""

import re

import pytest
from flask.testing import FlaskClient

from quiz.audit.actions import CONSOLE, STRANGER, record
from quiz.extensions import db
from tests.factories import make_bank, make_event, make_object, make_staff

PATH = "/fr/admin/record"


def rows_of(page: str) -> list[str]:
    """The text of each entry."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def see(client: FlaskClient, query: str = "") -> list[str]:
    db.session.commit()
    return rows_of(client.get(PATH + query).get_data(as_text=True))


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_an_entry_says_who_did_what_to_what(admin_client: FlaskClient, language: str) -> None:
    bank = make_bank(name="Porcelaines")
    record("lea@museum.example", "bank.rename", f"bank {bank.id}")
    db.session.commit()
    page = admin_client.get(f"/{language}/admin/record").get_data(as_text=True)
    words = {
        "fr": ("Changement du nom d’une banque", "Banque Porcelaines"),
        "zh": ("重命名题库", "题库“Porcelaines”"),
    }

    assert all(word in rows_of(page)[0] for word in ("lea@museum.example", *words[language]))


def test_every_subject_is_in_the_language_of_the_reader(admin_client: FlaskClient) -> None:
    bowl = make_object()
    for subject in ("glossary", f"object {bowl.id}", "object 999", "picture ab12", "pictures"):
        record("lea@museum.example", "glossary.add", subject)
    shown = [row.rpartition("glossary.add ")[2] for row in see(admin_client)[:5]]

    assert shown == [
        "Images –",
        "Image –",
        "Objet 999 –",
        "Objet Coupe à décor de lotus –",
        "Glossaire –",
    ]


def test_it_is_found_by_person(admin_client: FlaskClient) -> None:
    lea = make_staff(email="lea@museum.example")
    record(lea.email, "bank.make", "bank 99")
    record(CONSOLE, "change role", f"staff {lea.id}")
    record(STRANGER, "miss account", "unknown account", {"mark": "c0ffee"})

    assert len(see(admin_client, "?who=lea@museum.example")) == 2
    assert len(see(admin_client, f"?who={CONSOLE}")) == 1
    assert "c0ffee" in see(admin_client, f"?who={STRANGER}")[0]
    assert see(admin_client, "?who=nobody@museum.example") == []


def test_it_is_found_by_kind(admin_client: FlaskClient) -> None:
    record(CONSOLE, "export.bank", "bank 99")
    record(CONSOLE, "event.launch", "event va2020", {"round": 3})

    assert "va2020" in see(admin_client, "?kind=events")[0]
    assert "99" in see(admin_client, "?kind=exports")[0]
    assert see(admin_client, "?kind=players") == []
    assert len(see(admin_client, "?kind=nonsense")) == len(see(admin_client))


def test_it_comes_a_page_at_a_time(admin_client: FlaskClient) -> None:
    for number in range(60):
        record(CONSOLE, "event.edit", f"event e{number}")

    first, second = see(admin_client, "?kind=events"), see(admin_client, "?kind=events&page=2")
    assert (len(first), len(second)) == (50, 10)
    assert "e59" in first[0]
    assert "e0" in second[-1]


def test_nothing_found_is_said(admin_client: FlaskClient) -> None:
    db.session.commit()
    page = admin_client.get(f"{PATH}?kind=players").get_data(as_text=True)

    assert 'class="empty"' in page


def test_it_is_for_admins(host_client: FlaskClient) -> None:
    assert host_client.get(PATH).status_code == 403


def test_the_staff_page_leads_there(admin_client: FlaskClient) -> None:
    assert f'href="{PATH}"' in admin_client.get("/fr/account/staff").get_data(as_text=True)


def test_an_entry_says_which_form_was_accepted_and_taken_back(admin_client: FlaskClient) -> None:
    event = make_event(code="va2020", time_zone="America/New_York")
    record(CONSOLE, "round.mend", event.subject, {"round": 1, "accept": "sceptre"})
    record(CONSOLE, "round.mend", event.subject, {"round": 1, "withdraw": "sceptre"})
    record(CONSOLE, "round.unmend", event.subject, {"round": 2, "void": True})
    record(CONSOLE, "word.add", "words", {"word": "chouette"})
    db.session.commit()
    whole = see(admin_client)
    page = admin_client.get("/fr/admin/events/va2020/record").get_data(as_text=True)
    for rows in (whole[1:], rows_of(page)):
        told = [row.replace("\xa0", " ") for row in rows]
        assert "Question 2 · La question est" in told[0]
        assert "Question 1 · « sceptre » n’est plus juste" in told[1]
        assert "Question 1 · « sceptre » est juste" in told[2]
    assert "chouette" in whole[0]
    assert all(city in rows_of(page)[0] for city in ("Paris", "Pékin", "New York"))
