"""An event's hour on every page: Paris, Beijing, and its own city if it is another."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Client

from quiz.extensions import db
from quiz.web.crowd.routes import Lane
from tests.clocks import EVENING
from tests.factories import make_channel, make_event, make_player

PAGES = (
    "/{}/admin/events",
    "/{}/admin/events/va2020",
    "/{}/host/",
    "/{}/host/va2020",
    "/{}/e/va2020/youtube",
)


@pytest.fixture
def lane(app: Flask) -> Client:
    return Client(Lane(app, app.extensions["runtime"]))


def make_evening_in(zone: str) -> None:
    event = make_event(code="va2020", time_zone=zone, starts_at=EVENING)
    channel = make_channel(event, name="youtube")
    make_player(channel)
    db.session.commit()


def read(admin: FlaskClient, lane: Client, path: str) -> str:
    page: str = (lane if "/e/" in path else admin).get(path).text
    return page


@pytest.mark.parametrize(("language", "city"), [("fr", "Katmandou"), ("zh", "加德满都")])
@pytest.mark.parametrize("path", PAGES)
def test_an_event_elsewhere_shows_its_own_hour_as_well(
    admin_client: FlaskClient, lane: Client, path: str, language: str, city: str
) -> None:
    make_evening_in("Asia/Kathmandu")
    page = read(admin_client, lane, path.format(language))
    hours = {
        "fr": ("14\u00a0h", "20\u00a0h", "17\u00a0h\u00a045"),
        "zh": ("14:00", "20:00", "17:45"),
    }
    assert [hour in page for hour in hours[language]] == [True] * 3
    assert city in page


@pytest.mark.parametrize("path", PAGES)
def test_an_event_in_paris_shows_two_hours(
    admin_client: FlaskClient, lane: Client, path: str
) -> None:
    make_evening_in("Europe/Paris")
    assert read(admin_client, lane, path.format("fr")).count('datetime="2020-08-26T') == 2


@pytest.mark.parametrize("path", ["players", "record", "standings.csv"])
def test_an_hour_that_stands_alone_names_its_place(admin_client: FlaskClient, path: str) -> None:
    make_evening_in("Asia/Kathmandu")
    admin_client.get("/fr/admin/events/va2020/answers.csv")
    assert "Katmandou" in admin_client.get(f"/fr/admin/events/va2020/{path}").text
