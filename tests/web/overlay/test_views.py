"""The overlay's page: only for who has its link, and nothing that would stand in the picture."""

from flask.testing import FlaskClient

from quiz.extensions import db
from quiz.web.addresses import qr_code
from tests.factories import make_channel, make_event

SECRET = "Zy7_overlay-secret"


def make_overlay() -> str:
    event = make_event(code="va2020", overlay_secret=SECRET)
    make_channel(event)
    db.session.commit()
    return f"/overlay/va2020/{SECRET}"


def test_the_page_shows_the_join_address_and_follows_its_own_pulse(client: FlaskClient) -> None:
    page = client.get(make_overlay()).get_data(as_text=True)
    assert '<p class="address">localhost/<wbr>e/<wbr>va2020</p>' in page
    assert f'data-live="/live/va2020/{SECRET}"' in page
    assert str(qr_code("http://localhost/e/va2020")) in page


def test_the_page_is_kept_by_nobody_sets_no_cookie_and_may_be_framed(client: FlaskClient) -> None:
    response = client.get(make_overlay())
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]


def test_the_code_is_read_whatever_its_capitals(client: FlaskClient) -> None:
    path = make_overlay()
    assert client.get(path.replace("va2020", "VA2020")).status_code == 200


def test_another_secret_is_nothing_and_tells_nothing(client: FlaskClient) -> None:
    make_overlay()
    for path in ("/overlay/va2020/other", "/overlay/va2020/é", f"/overlay/other/{SECRET}"):
        response = client.get(path)
        assert response.status_code == 404
        assert SECRET not in response.get_data(as_text=True)
