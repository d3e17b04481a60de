"""The picture of a question in the back office: sent in parts or with its form, framed, removed."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from quiz.bank.models import Bank, Question
from quiz.extensions import db
from quiz.pictures.models import Picture, PicturePart
from quiz.pictures.rules import PART_BYTES
from tests.factories import make_bank, make_picture, make_question
from tests.pictures.drawings import draw, encoded, noise, opened
from tests.web.admin.pages import FormReader
from tests.web.admin.test_questions import TYPED

UPLOAD = "0123456789abcdef" * 2
PARTS = "/fr/admin/pictures/parts"


@pytest.fixture
def bank(admin_client: FlaskClient) -> Bank:
    bank = make_bank(name="V&A")
    db.session.commit()
    return bank


def send(client: FlaskClient, data: bytes, number: int = 0, count: int = 1, **values: Any) -> Any:
    part = {"upload": UPLOAD, "number": str(number), "count": str(count)}
    part |= {"part": (BytesIO(data), "vase bleu.png")} | values  # type: ignore[dict-item]
    return client.post(PARTS, data=part, headers={"Accept": "application/json"})


def write(client: FlaskClient, bank: Bank, where: str = "new", **values: Any) -> Any:
    return client.post(f"/fr/admin/banks/{bank.id}/questions/{where}", data=TYPED | values)


def shown_image(page: str) -> str:
    """What the form would send as the name of its picture."""
    reader = FormReader()
    reader.feed(page)
    return reader.values["image"]


def only(model: type[Any]) -> Any:
    db.session.rollback()
    return db.session.scalars(select(model)).one()


def count_of(model: type[Any]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_file_comes_in_parts_and_becomes_a_picture(admin_client: FlaskClient, bank: Bank) -> None:
    data = encoded(noise(450, 450), "PNG")
    parts = [data[begin : begin + PART_BYTES] for begin in range(0, len(data), PART_BYTES)]
    assert len(parts) == 2
    # The second one is sent again, since the answer to it was lost.
    assert send(admin_client, parts[1], 1, 2).json == {"received": 2}
    assert send(admin_client, parts[1], 1, 2).status_code == 202
    last = send(admin_client, parts[0], 0, 2)
    picture = only(Picture)
    assert (last.status_code, last.json) == (
        201,
        {
            "image": f"{picture.key}.jpg",
            "width": 450,
            "height": 450,
        },
    )
    assert (picture.name, count_of(PicturePart)) == ("vase bleu.png", 0)


def test_the_same_file_is_kept_once(admin_client: FlaskClient, bank: Bank) -> None:
    data = encoded(draw(), "PNG")
    first, second = (send(admin_client, data) for _ in range(2))
    assert first.json == second.json
    assert count_of(Picture) == 1


def test_a_file_that_is_no_picture_is_refused_in_a_sentence(
    admin_client: FlaskClient, bank: Bank
) -> None:
    refused = send(admin_client, b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert refused.status_code == 422
    assert "SVG" in refused.json["error"]
    assert (count_of(Picture), count_of(PicturePart)) == (0, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"upload": "x"},
        {"number": "-1"},
        {"number": "1"},
        {"count": "0"},
        {"count": "99999"},
        {"number": "a"},
        {"part": "text"},
    ],
)
def test_a_part_that_makes_no_sense_is_refused(
    admin_client: FlaskClient, bank: Bank, wrong: dict[str, str]
) -> None:
    assert send(admin_client, b"x", **wrong).status_code == 422
    assert count_of(PicturePart) == 0


def test_a_picture_may_come_with_its_form(admin_client: FlaskClient, bank: Bank) -> None:
    sent = (BytesIO(encoded(draw(1_000, 500))), "bol.jpg")
    texts = {"image_alt-fr": "Un bol", "image_alt-zh": "一只碗"}
    assert write(admin_client, bank, picture_file=sent, **texts).status_code == 303
    picture = only(Picture)
    assert only(Question).image == f"{picture.key}.jpg"
    assert (picture.name, picture.width, picture.height) == ("bol.jpg", 1_000, 500)


def test_a_form_that_is_refused_keeps_its_picture(admin_client: FlaskClient, bank: Bank) -> None:
    sent = (BytesIO(encoded(draw())), "bol.jpg")
    page = write(admin_client, bank, picture_file=sent, seconds="0")
    assert page.status_code == 422
    assert shown_image(page.text) == f"{only(Picture).key}.jpg"


def test_a_wrong_file_is_said_under_its_field(admin_client: FlaskClient, bank: Bank) -> None:
    page = write(admin_client, bank, picture_file=(BytesIO(b"%PDF"), "bol.pdf"))
    assert page.status_code == 422
    assert "JPEG, PNG, WebP, AVIF ou TIFF" in page.text
    assert (count_of(Picture), count_of(Question)) == (0, 0)


def test_a_picture_is_framed_anew_from_the_whole(admin_client: FlaskClient, bank: Bank) -> None:
    image = send(admin_client, encoded(draw(1_000, 500), "PNG")).json["image"]
    assert write(admin_client, bank, image=image, frame="500,0,500,1000").status_code == 303
    question = only(Question)
    assert question.image != image
    framed = db.session.get(Picture, question.image.removesuffix(".jpg"))
    assert framed is not None
    assert (framed.frame, framed.width, framed.height) == ([500, 0, 500, 1_000], 500, 500)
    assert (framed.name, opened(framed.master).size) == ("vase bleu.png", (1_000, 500))
    values = {"version": "1", "image": question.image, "frame": "0,0,1000,1000"}
    assert write(admin_client, bank, str(question.id), **values).status_code == 303
    assert only(Question).image == image


def test_regions_move_with_the_picture_that_is_framed_anew(
    admin_client: FlaskClient, bank: Bank
) -> None:
    image = send(admin_client, encoded(draw(1_000, 500), "PNG")).json["image"]
    drawn = {"kind": "hotspot", "regions": "600,100,200,200|700,500,100,100", "right2": "y"}
    values = drawn | {"image": image, "image_alt-fr": "Un bol", "image_alt-zh": "一只碗"}
    assert write(admin_client, bank, **values, frame="500,0,500,1000").status_code == 303
    assert only(Question).key["regions"] == [[200, 100, 400, 200], [400, 500, 200, 100]]
    # What the frame cuts off is said to be missing, and kept as it is.
    values = {**values, "regions": "100,100,200,200|700,500,100,100"}
    page = write(admin_client, bank, **values, frame="500,0,500,1000")
    assert page.status_code == 422
    assert "La zone 1 sort de l’image" in page.text


def test_a_picture_beside_pictures_is_said_to_be_one_too_many(
    admin_client: FlaskClient, bank: Bank
) -> None:
    image = f"{make_picture().key}.jpg"
    db.session.commit()
    page = write(admin_client, bank, kind="picture", image=image, pictures=f"{image}|{image}")
    assert page.status_code == 422
    assert '<p class="error" id="image-error">Ici, les réponses sont les images' in page.text


def test_a_picture_is_removed(admin_client: FlaskClient, bank: Bank) -> None:
    picture = make_picture()
    question = make_question(bank, image=f"{picture.key}.jpg")
    db.session.commit()
    values = {"version": "1", "image": question.image, "picture_removed": "y"}
    assert write(admin_client, bank, str(question.id), **values).status_code == 303
    assert only(Question).image == ""


def test_a_picture_needs_its_description_in_both_languages(
    admin_client: FlaskClient, bank: Bank
) -> None:
    image = f"{make_picture().key}.jpg"
    db.session.commit()
    assert write(admin_client, bank, image=image).status_code == 303
    page = admin_client.get(f"/fr/admin/banks/{bank.id}/questions/{only(Question).id}").text
    assert "« Description de l’image » manque en français." in page.replace("\u00a0", " ")
    assert "« Description de l’image » manque en chinois." in page.replace("\u00a0", " ")


def test_a_file_that_never_came_is_asked_for(admin_client: FlaskClient, bank: Bank) -> None:
    question = make_question(bank, image="vase-07.tif")
    db.session.commit()
    page = admin_client.get(f"/fr/admin/banks/{bank.id}/questions/{question.id}").text
    assert "vase-07.tif" in page


@pytest.mark.parametrize("copy", ["phone", "studio", "thumbnail"])
def test_staff_see_every_copy(host_client: FlaskClient, copy: str) -> None:
    picture = make_picture()
    wanted = getattr(picture, copy)
    db.session.commit()
    got = host_client.get(f"/fr/admin/pictures/{picture.key}/{copy}.jpg")
    assert (got.status_code, got.data, got.content_type) == (200, wanted, "image/jpeg")
    assert got.headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize("path", ["0" * 32 + "/phone", "0" * 32 + "/whole", "x/phone"])
def test_no_other_picture_is_there(host_client: FlaskClient, path: str) -> None:
    assert host_client.get(f"/fr/admin/pictures/{path}.jpg").status_code == 404


def test_no_other_copy_is_there(host_client: FlaskClient) -> None:
    picture = make_picture()
    db.session.commit()
    assert host_client.get(f"/fr/admin/pictures/{picture.key}/master.jpg").status_code == 404


def test_a_stranger_sees_none(client: FlaskClient) -> None:
    picture = make_picture()
    db.session.commit()
    assert client.get(f"/fr/admin/pictures/{picture.key}/phone.jpg").status_code in (302, 303, 401)
