"""A museum's record beside the form of an object: read, paged, taken; or why nothing came."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.extensions import db
from quiz.pictures.models import Picture
from tests.objects.manifests import canvas, manifest, served
from tests.web.admin.pages import FormReader

NEW = "/fr/admin/objects/new"
WRITTEN = {"title-fr": "Coupe", "title-zh": "碗"}
HEAD = "ARK;Dénomination / Titre;Numéro d’inventaire"


@pytest.fixture
def museum(app: Flask) -> Iterator[str]:
    """A museum that may be asked."""
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], fetch_loopback=True)
    many = [canvas("http://x.example", number, f"Vue {number}") for number in range(1, 31)]
    documents = {"/rights.json": manifest("", rights="http://creativecommons.org/licenses/by/4.0/")}
    with served(documents | {"/many.json": manifest("", items=many)}) as address:
        yield address


def act(client: FlaskClient, value: str, **values: Any) -> Any:
    """What comes back of the form with that button pressed."""
    return client.post(NEW, data=WRITTEN | {"object_act": value} | values)


def values_of(page: str) -> dict[str, str]:
    reader = FormReader()
    reader.feed(page)
    return reader.values


def test_a_record_is_looked_at_before_anything_is_taken(
    admin_client: FlaskClient, museum: str
) -> None:
    page = act(admin_client, "read", record_link=f"{museum}/manifest.json")
    assert page.status_code == 200
    values = values_of(page.text)
    assert (values["title-zh"], values["offer-title-zh"]) == ("碗", "莲瓣纹碗")
    assert "ils sont inconnus" in page.text
    assert 'value="title-fr"' in page.text
    assert 'checked value="title-fr"' not in page.text


def test_what_is_ticked_is_taken_with_its_picture(admin_client: FlaskClient, museum: str) -> None:
    read = act(admin_client, "read", record_link=f"{museum}/manifest.json")
    image = f"{museum}/image1/full/1200,900/0/default.jpg"
    assert image in read.text
    ticked = {"take": ["maker-fr", "maker-zh"], "take_picture": image}
    taken = admin_client.post(NEW, data=values_of(read.text) | {"object_act": "take"} | ticked)
    values = values_of(taken.text)
    assert (values["maker-fr"], values["maker-zh"]) == ("Fours de Longquan", "龙泉窑")
    assert (values["title-fr"], values["date-fr"]) == ("Coupe", "")
    db.session.rollback()
    assert [f"{key}.jpg" for key in db.session.scalars(select(Picture.key))] == [values["image"]]


@pytest.mark.parametrize(
    ("path", "kept", "status"),
    [("/image1/info.json", True, 200), ("/nothing.jpg", False, 422), ("/many.json", False, 422)],
)
def test_an_image_is_asked_for_in_a_size_that_its_server_offers(
    admin_client: FlaskClient, museum: str, path: str, status: int, *, kept: bool
) -> None:
    """A service that says no size in the record is asked; what is no picture is refused."""
    ticked = {"take": ["maker-fr"], "offer-maker-fr": "Ding", "take_picture": f"{museum}{path}"}
    page = act(admin_client, "take", **ticked)
    values = values_of(page.text)
    # What was ticked stays, whatever became of the picture.
    assert (page.status_code, values["maker-fr"], bool(values["image"])) == (status, "Ding", kept)


def test_known_rights_are_called_by_their_name(admin_client: FlaskClient, museum: str) -> None:
    page = act(admin_client, "read", record_link=f"{museum}/rights.json").text
    assert "CC BY 4.0" in page
    assert "ils sont inconnus" not in page


def test_many_images_are_paged(admin_client: FlaskClient, museum: str) -> None:
    page = act(admin_client, "read", record_link=f"{museum}/many.json").text
    assert page.count('name="take_picture"') == 13
    assert 'value="look-1-2"' in page
    values = values_of(page)
    later = act(admin_client, "look-1-3", **{**values, "object_act": "look-1-3"}).text
    assert "Vue 30" in later
    assert "Vue 1<" not in later


def test_one_of_many_records_is_chosen(admin_client: FlaskClient) -> None:
    rows = [f"cl{number};Vase {number};OA {number}" for number in range(1, 46)]
    sheet = (BytesIO("\n".join([HEAD, *rows]).encode()), "louvre.csv")
    page = act(admin_client, "read", record_file=sheet)
    assert page.status_code == 200
    assert "45 objets y sont décrits" in page.text
    values = values_of(page.text)
    third = act(admin_client, "list-3", kept_record=values["kept_record"]).text
    assert "Vase 41" in third
    assert "Vase 40" not in third
    chosen = act(admin_client, "look-41-1", kept_record=values["kept_record"]).text
    assert values_of(chosen)["offer-inventory_no"] == "OA 41"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Veuillez donner un lien, ou choisir un fichier."),
        ({"record_link": "http://127.0.0.1/"}, "https://"),
        ({"record_link": "https://127.0.0.1/"}, "public"),
    ],
)
def test_what_cannot_be_read_is_refused_and_keeps_the_form(
    admin_client: FlaskClient, values: dict[str, str], sentence: str
) -> None:
    page = act(admin_client, "read", **values)
    assert page.status_code == 422
    assert sentence in page.text
    assert values_of(page.text)["title-zh"] == "碗"
    assert 'class="notice wrong"' in page.text


def test_a_file_that_is_no_record_is_said_to_be_none(admin_client: FlaskClient) -> None:
    linked = json.dumps({"@context": "https://linked.art/ns/v1/linked-art.json"}).encode()
    page = act(admin_client, "read", record_file=(BytesIO(linked), "x.json"))
    assert (page.status_code, "Linked Art" in page.text) == (422, True)
