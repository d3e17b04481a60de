"""The museum's own words in the back office."""

import pytest
from flask.testing import FlaskClient

from quiz.extensions import db
from quiz.game.queries import list_museum_words, museum_words


def listed() -> tuple[str, ...]:
    db.session.rollback()
    return museum_words()


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_a_word_is_added_seen_and_removed(admin_client: FlaskClient, language: str) -> None:
    path = f"/{language}/admin/words"
    assert "chouette" not in admin_client.get(path).get_data(as_text=True)
    assert admin_client.post(path, data={"text": " chouette "}).status_code == 303
    assert listed() == ("chouette",)
    assert "<bdi>chouette</bdi>" in admin_client.get(path).get_data(as_text=True)
    (word,) = list_museum_words()
    assert admin_client.post(f"{path}/{word.id}/remove").status_code == 303
    assert listed() == ()
    record = admin_client.get(f"/{language}/admin/record").get_data(as_text=True)
    assert "word.add" not in record


@pytest.mark.parametrize("text", ["", "!", "x" * 61])
def test_what_is_no_word_is_refused_in_its_field(admin_client: FlaskClient, text: str) -> None:
    response = admin_client.post("/fr/admin/words", data={"text": text})
    assert response.status_code == 422
    assert 'id="text-error"' in response.get_data(as_text=True)
    assert listed() == ()


def test_a_number_is_taken_with_a_word_about_what_it_does(admin_client: FlaskClient) -> None:
    done = admin_client.post("/fr/admin/words", data={"text": "12"})
    assert "Ming 12" in admin_client.get(done.location).get_data(as_text=True)
    assert listed() == ("12",)


@pytest.mark.parametrize("path", ["words", "banks", "events/new"])
def test_a_long_text_reaches_whoever_judges_it_whole(admin_client: FlaskClient, path: str) -> None:
    page = admin_client.get(f"/fr/admin/{path}").get_data(as_text=True)
    assert "maxlength" not in page.partition('method="post"')[2]


def test_a_word_that_is_refused_already_is_said_to_be(admin_client: FlaskClient) -> None:
    page = admin_client.post("/fr/admin/words", data={"text": "putain"}).get_data(as_text=True)
    assert "sont déjà refusés" in page
    assert listed() == ()


def test_only_admins_see_them(host_client: FlaskClient) -> None:
    assert host_client.get("/fr/admin/words").status_code == 403
    assert host_client.post("/fr/admin/words", data={"text": "chouette"}).status_code == 403
