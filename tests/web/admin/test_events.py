"""Events in the back office: listed, made, changed, and shown before the evening."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from quiz.events.models import Event, Series
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.clocks import EVENING
from tests.factories import make_channel, make_entry, make_event, make_player, make_question

TYPED = {
    "title-fr": "Au cœur du V&A",
    "title-zh": "走进V&A",
    "museum-fr": "Victoria and Albert Museum",
    "museum-zh": "维多利亚与艾尔伯特博物馆",
    "code": "VA2020",
    "starts": "2020-08-26T20:00",
    "time_zone": "Asia/Shanghai",
    "preset": "fast",
    "series": "",
}


def make(client: FlaskClient, **values: str) -> Any:
    return client.post("/fr/admin/events/new", data=TYPED | values)


def edit(client: FlaskClient, event: Event, version: int, **values: str) -> Any:
    typed = TYPED | {"code": event.code, "version": str(version)} | values
    return client.post(f"/fr/admin/events/{event.code}/edit", data=typed)


def test_a_new_event_starts_at_the_hour_of_its_own_zone(admin_client: FlaskClient) -> None:
    response = make(admin_client)
    assert (response.status_code, response.location) == (303, "/fr/admin/events/va2020")
    event = get_event("va2020")
    assert (event.starts_at, event.time_zone, event.preset) == (EVENING, "Asia/Shanghai", "fast")
    assert event.title == Localized("Au cœur du V&A", "走进V&A")


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("title-zh", "", "title-zh-error"),
        ("code", "V&A", "code-error"),
        ("starts", "", "starts-error"),
        ("starts", "hier soir", "starts-error"),
        ("time_zone", "Europe/Sèvres", "time_zone-error"),
        ("preset", "slow", "Not a valid choice"),
        ("series", "new", "series-error"),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_what_was_typed_stays(
    admin_client: FlaskClient, field: str, value: str, error: str
) -> None:
    response = make(admin_client, **{field: value})
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert error in page or field == "preset"
    assert 'value="Victoria and Albert Museum"' in page
    assert db.session.scalars(db.select(Event)).all() == []


def test_a_code_is_taken_once(admin_client: FlaskClient) -> None:
    make_event(code="va2020")
    db.session.commit()
    response = make(admin_client)
    assert response.status_code == 422
    assert 'id="code-error"' in response.get_data(as_text=True)


def test_an_hour_that_does_not_exist_is_refused(admin_client: FlaskClient) -> None:
    response = make(admin_client, starts="2026-03-29T02:30", time_zone="Europe/Paris")
    assert response.status_code == 422
    assert 'id="starts-error"' in response.get_data(as_text=True)


def test_an_hour_that_happens_twice_asks_which(admin_client: FlaskClient) -> None:
    twice = {"starts": "2026-10-25T02:30", "time_zone": "Europe/Paris"}
    page = make(admin_client, **twice).get_data(as_text=True)
    assert 'name="which"' in page
    make(admin_client, **twice, which="1")
    assert make(admin_client, **twice, which="0", code="first").status_code == 303
    assert get_event("va2020").starts_at - get_event("first").starts_at == 3_600_000


def test_a_new_series_is_made_with_its_event(admin_client: FlaskClient) -> None:
    make(admin_client, series="new", **{"new_series-fr": "Saison bleue", "new_series-zh": "青花季"})
    (series,) = db.session.scalars(db.select(Series))
    assert series.title == Localized("Saison bleue", "青花季")
    assert get_event("va2020").series_id == series.id


def test_an_event_is_changed_and_its_version_moves(admin_client: FlaskClient) -> None:
    event = make_event(code="va2020")
    db.session.commit()
    assert edit(admin_client, event, 1).status_code == 303
    db.session.rollback()
    assert (event.version, event.preset, event.starts_at) == (2, "fast", EVENING)


def test_who_comes_second_keeps_what_was_typed_and_may_insist(admin_client: FlaskClient) -> None:
    event = make_event(code="va2020", version=7, title=Localized("Nouveau titre", "新标题"))
    db.session.commit()
    response = edit(admin_client, event, 6)
    page = response.get_data(as_text=True)
    assert response.status_code == 409
    assert 'value="Au cœur du V&amp;A"' in page
    assert "新标题" in page
    assert '<input id="version" name="version" type="hidden" value="7">' in page
    assert edit(admin_client, event, 7).status_code == 303


def test_the_list_shows_both_hours_and_finds_whatever_the_accents(
    admin_client: FlaskClient,
) -> None:
    make_channel(make_event(code="va2020", title=Localized("Soirée bleue", "青花之夜")))
    make_event(code="autre", title=Localized("Autre chose", "其他"))
    db.session.commit()
    page = admin_client.get("/fr/admin/events").get_data(as_text=True)
    assert "14\u00a0h</time>" in page
    assert "20\u00a0h</time>" in page
    found = admin_client.get("/zh/admin/events?q=SOIREE").get_data(as_text=True)
    assert "青花之夜" in found
    assert "其他" not in found


def test_the_list_asks_as_much_for_three_events_as_for_one(
    admin_client: FlaskClient, queries: Any
) -> None:
    counts = []
    for _ in range(3):
        make_player(make_channel())
        db.session.commit()
        with queries() as made:
            admin_client.get("/fr/admin/events")
        counts.append(len(made))
    assert counts[0] == counts[1] == counts[2]


def test_the_overview_names_links_and_what_cannot_be_launched(admin_client: FlaskClient) -> None:
    event = make_event(code="va2020", overlay_secret="overlay-secret")
    make_channel(event, name="kuaishou", platform="Kuaishou", delay_ms=6_500)
    make_entry(event, make_question(seconds=2))
    make_entry(event, make_question())
    db.session.commit()
    page = admin_client.get("/fr/admin/events/va2020").get_data(as_text=True)
    assert "http://localhost/e/va2020/kuaishou" in page
    assert "http://localhost/overlay/va2020/overlay-secret" in page
    assert 'class="warn"' in page
    assert "6,5" in page


def test_the_overview_of_an_event_that_is_over_says_who_played(admin_client: FlaskClient) -> None:
    event = make_event(code="va2020", ended_at=EVENING)
    make_player(make_channel(event))
    db.session.commit()
    page = admin_client.get("/fr/admin/events/va2020").get_data(as_text=True)
    assert '<p class="big figures">1 joueur</p>' in page
    assert "0 question à venir" not in page


def test_the_overlay_gets_another_link(admin_client: FlaskClient) -> None:
    event = make_event(code="va2020", overlay_secret="overlay-secret")
    make_channel(event)
    db.session.commit()
    assert admin_client.post("/fr/admin/events/va2020/overlay").status_code == 303
    assert admin_client.get("/overlay/va2020/overlay-secret").status_code == 404
    db.session.rollback()
    assert admin_client.get(f"/overlay/va2020/{event.overlays[0].secret}").status_code == 200
