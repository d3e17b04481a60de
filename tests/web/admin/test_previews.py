"""Previews of a question that is being written: real scenes, whatever is missing; nothing kept."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from quiz.audit.models import AuditEntry
from quiz.bank.kinds.gaps import GAP
from quiz.bank.kinds.registry import KINDS
from quiz.bank.models import Bank, Question
from quiz.bank.rules import picture_name
from quiz.events.models import Output
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.live.preview import AsWritten
from tests.bank.drafts import make_draft
from tests.clocks import SettableClock
from tests.evenings import make_evening
from tests.factories import make_bank, make_picture, make_question
from tests.phones import Hall
from tests.pictures.drawings import draw, encoded, opened
from tests.web.admin.pages import FormReader

ASKED = {"Accept": "application/json"}
SCREENS = ("fr", "zh", "both")
# What a launch alone gives: instants, the event's paths, the pictures' public names.
LAUNCHED = (
    (re.compile(r'data-opens="\d+"'), 'data-opens=""'),
    (re.compile(r"/e/[a-z0-9]+/[a-z0-9]+/play"), "/e/…/play"),
    (re.compile(r"/live/[a-z0-9]+/picture/[0-9a-f]{32}"), "PICTURE"),
    (re.compile(r"/fr/admin/pictures/[0-9a-z/-]+\.jpg"), "PICTURE"),
)


@pytest.fixture
def bank(admin_client: FlaskClient) -> Bank:
    bank = make_bank(name="V&A")
    db.session.commit()
    return bank


def make_written(kind: str, bank: Bank, **values: Any) -> Question:
    """A question of that kind as the bank has it, with every picture that it names."""
    pictures = [make_picture() for _ in range(4)]
    draft = make_draft(kind)
    key = dict(draft.key)
    if "pictures" in key:
        key["pictures"] = [picture_name(picture.key) for picture in pictures]
    shown = {"image": picture_name(pictures[0].key), "image_alt": Localized("Un plat", "一只盘子")}
    own = {} if "pictures" in key else shown
    written = {"kind": kind, "prompt": draft.prompt, "choices": draft.choices, "key": key}
    return make_question(bank, **written | own | {"object_title": Localized("Vase", "瓶")} | values)


def typed(client: FlaskClient, question: Question) -> dict[str, str]:
    """What the editor's page would send of a question as it is."""
    reader = FormReader()
    reader.feed(client.get(f"/fr/admin/banks/{question.bank_id}/questions/{question.id}").text)
    return reader.values


def preview(client: FlaskClient, bank_id: int, values: Mapping[str, str]) -> Any:
    path = f"/fr/admin/banks/{bank_id}/questions/preview"
    response = client.post(path, data=values, headers=ASKED)
    assert response.status_code == 200
    return response.json


def comparable(scene: str) -> str:
    for pattern, instead in LAUNCHED:
        scene = pattern.sub(instead, scene)
    return scene


@pytest.mark.parametrize("kind", KINDS)
def test_a_preview_is_the_scene_of_the_same_question_launched(
    app: Flask, clock: SettableClock, admin_client: FlaskClient, kind: str
) -> None:
    question = make_written(kind, make_bank())
    db.session.commit()
    previews = preview(admin_client, question.bank_id, typed(admin_client, question))["scenes"]
    evening = make_evening(app, clock, AsWritten(), question)
    secret = db.session.scalars(select(Output.secret)).one()
    hall = Hall(app, evening)
    places = {"fr": "channel1", "zh": "channel1", "both": secret}
    phones = {screen: hall.phone(channel=place) for screen, place in places.items()}
    evening.launch_and_open()
    for screen in SCREENS:
        launched = phones[screen].scene(lang=screen).text
        assert comparable(previews[f"{screen}-open"]) == comparable(launched)
    evening.count()
    evening.see(Step.REVEAL)
    clock.advance(5_000)
    for screen in SCREENS:
        launched = phones[screen].scene(lang=screen).text
        assert comparable(previews[f"{screen}-revealed"]) == comparable(launched)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"prompt-fr": "Quel vase ?", "choice2-zh": "=", "choice1-fr": "a = b = c", "right6": "y"},
        {"seconds": "9" * 5_000, "weight": "-", "value": "beaucoup", "regions": "1,2|x"},
        {"image": f"{'0' * 32}.jpg", "pictures": f"{'0' * 32}.jpg|", "forms": " | "},
    ],
)
def test_whatever_is_missing_or_wrong_is_shown(
    admin_client: FlaskClient, bank: Bank, kind: str, values: dict[str, str]
) -> None:
    told = preview(admin_client, bank.id, {"kind": kind} | values)
    assert sorted(told["scenes"]) == sorted(
        f"{screen}-{phase}" for screen in SCREENS for phase in ("open", "revealed")
    )
    assert all(GAP in told["scenes"][f"zh-{phase}"] for phase in ("open", "revealed"))


def test_no_kind_of_ours_is_shown_as_the_first(admin_client: FlaskClient, bank: Bank) -> None:
    first = preview(admin_client, bank.id, {"kind": next(iter(KINDS))})
    for kind in ("quiz", ""):
        assert preview(admin_client, bank.id, {"kind": kind}) == first


def test_what_each_language_lacks_is_named(admin_client: FlaskClient, bank: Bank) -> None:
    values = {"kind": "single", "seconds": "30", "weight": "1", "prompt-fr": "Quel vase ?"}
    values |= {"choice1-fr": "Le bleu", "choice1-zh": "青花", "choice2-zh": "青瓷", "right1": "y"}
    told = preview(admin_client, bank.id, values)
    gaps, short = (re.sub(r"<[^>]+>|\s+", " ", told[name]) for name in ("gaps", "gaps_short"))
    assert " ".join(gaps.split()) == "Français il manque : Réponse 2 中文 il manque : Question"
    assert " ".join(short.split()) == "FR 1 · 中文 1"
    whole = preview(
        admin_client, bank.id, values | {"choice2-fr": "Le vert", "prompt-zh": "哪一件？"}
    )
    assert [whole[name].count('class="whole"') for name in ("gaps", "gaps_short")] == [2, 2]


def test_what_else_stops_a_question_is_said(admin_client: FlaskClient, bank: Bank) -> None:
    told = preview(admin_client, bank.id, {"kind": "number", "seconds": "30", "weight": "1"})
    assert [told["gaps"].count(f'class="lacks{other}"') for other in ("", " other")] == [2, 1]
    assert "La bonne réponse manque." in told["gaps"]
    assert "+1" in told["gaps_short"]


def test_nothing_of_a_preview_is_kept(admin_client: FlaskClient, bank: Bank) -> None:
    question = make_written("single", bank)
    db.session.commit()
    values = typed(admin_client, question) | {"prompt-fr": "Autre chose ?"}
    acts = db.session.scalar(select(func.count(AuditEntry.id)))
    assert "Autre chose" in preview(admin_client, bank.id, values)["scenes"]["fr-open"]
    db.session.rollback()
    row = db.session.scalars(select(Question)).one()
    assert (row.version, row.prompt) == (1, make_draft().prompt)
    assert db.session.scalar(select(func.count(AuditEntry.id))) == acts


def test_without_a_script_a_page_shows_every_screen(admin_client: FlaskClient, bank: Bank) -> None:
    values = {"kind": "single", "prompt-fr": "Quel <vase> ?", "seconds": "30"}
    page = admin_client.post(f"/fr/admin/banks/{bank.id}/questions/preview", data=values)
    assert (page.status_code, page.text.count("<iframe ")) == (200, 6)
    documents = [unescape(one) for one in re.findall(r'srcdoc="([^"]*)"', page.text)]
    assert all("<!doctype html>" in one for one in documents)
    assert sum("Quel &lt;vase&gt;" in one for one in documents) == 4
    assert "Content-Security-Policy" in page.headers


def test_the_editor_opens_with_the_screens_of_what_is_kept(
    admin_client: FlaskClient, bank: Bank
) -> None:
    question = make_written("hotspot", bank)
    db.session.commit()
    for where in ("new", str(question.id)):
        page = admin_client.get(f"/fr/admin/banks/{bank.id}/questions/{where}").text
        assert page.count("<iframe ") == 6
    assert f"/pictures/{question.image.removesuffix('.jpg')}/phone.jpg" in page


def test_a_strip_is_seen_by_its_pictures(admin_client: FlaskClient, app: Flask) -> None:
    keys = "-".join("0" * 32 for _ in range(7))
    for unknown in ("x", "0" * 32, keys):
        assert admin_client.get(f"/fr/admin/pictures/strips/{unknown}.jpg").status_code == 404
    path = f"/fr/admin/pictures/strips/{'0' * 32}.jpg"
    assert app.test_client().get(path).status_code == 303


def test_a_strip_shows_its_pictures_side_by_side(admin_client: FlaskClient, bank: Bank) -> None:
    square = encoded(draw(320, 320))
    pictures = [make_picture(thumbnail=square) for _ in range(2)]
    names = {"pictures": "|".join(picture_name(picture.key) for picture in pictures)}
    path = f"/fr/admin/pictures/strips/{'-'.join(picture.key for picture in pictures)}.jpg"
    db.session.commit()
    made = admin_client.get(path)
    assert (made.status_code, opened(made.data).size) == (200, (640, 320))
    values = {"kind": "picture", "choice1-fr": "Vert", "choice2-fr": "Bleu"} | names
    assert path in preview(admin_client, bank.id, values)["scenes"]["fr-open"]


def test_a_picture_that_is_taken_away_is_seen_no_more(
    admin_client: FlaskClient, bank: Bank
) -> None:
    values = {"kind": "single", "image": picture_name(make_picture().key)}
    db.session.commit()
    assert "<img" in preview(admin_client, bank.id, values)["scenes"]["fr-open"]
    values["picture_removed"] = "y"
    assert "<img" not in preview(admin_client, bank.id, values)["scenes"]["fr-open"]


def test_a_preview_is_for_admins_and_of_a_bank_that_is_there(
    admin_client: FlaskClient, host_client: FlaskClient, bank: Bank
) -> None:
    path = "/fr/admin/banks/{}/questions/preview"
    assert host_client.post(path.format(bank.id)).status_code == 403
    assert admin_client.post(path.format(bank.id + 1)).status_code == 404
