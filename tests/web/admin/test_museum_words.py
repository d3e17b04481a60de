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


def test_only_admins_see_them(host_client: FlaskClient) -> None:
    assert host_client.get("/fr/admin/words").status_code == 403
    assert host_client.post("/fr/admin/words", data={"text": "chouette"}).status_code == 403
