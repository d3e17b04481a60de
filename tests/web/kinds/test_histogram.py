"""How the guesses at a number spread, at the reveal and on the console."""

from random import Random

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.clocks import SettableClock
from tests.evenings import make_evening
from tests.phones import Hall
from tests.web.kinds.evenings import make_written, overlay_of, play_to_the_reveal, reveal


@pytest.fixture
def hall(app: Flask, clock: SettableClock, rng: Random) -> Hall:
    """An evening of two numbers, right at 1852 with 20 to either side."""
    questions = make_written("number"), make_written("number")
    return Hall(app, make_evening(app, clock, rng, *questions))


def spaced(html: str) -> str:
    """The same with plain spaces."""
    return html.replace("\xa0", " ").replace("\u202f", " ")


def test_the_reveal_shows_the_key_the_band_the_nearest_and_the_bars(hall: Hall) -> None:
    ana, *_others = play_to_the_reveal(hall, "1852", "1852", "1849", "1790")
    html = spaced(ana.scene().text)
    assert '<strong class="figures">1852</strong> <span class="figures">± 20</span>' in html
    assert "75 % entre 1832 et 1872" in html
    assert "Les plus proches :" in html
    assert [f"{near}</span>" in html for near in ("1852 (2)", "1849 (1)", "1790 (1)")] == [True] * 3
    assert 'role="img" aria-label="Réponses de 1790 à' in html
    assert "<li>1850 à 1855 : 50 %</li>" in html
    assert "75%在1832与1872之间" in ana.scene(lang="zh").text
    assert 'class="histogram-bar"' in overlay_of(hall).scene().text


def test_nothing_of_it_is_there_before(hall: Hall) -> None:
    ana = hall.player("Ana")
    hall.evening.launch_and_open()
    assert "histogram" not in ana.scene().text
    reveal(hall)
    html = ana.scene().text
    assert ("1852" in html, "histogram" in html) == (True, False)


def test_the_console_shows_it_while_answers_arrive(hall: Hall, host_client: FlaskClient) -> None:
    path = f"/fr/host/{hall.evening.code}"
    ana = hall.player("Ana")
    hall.evening.launch_and_open()
    assert "histogram-bar" not in host_client.get(path).text
    assert ana.answer("1851").status_code == 201
    page = spaced(host_client.get(path).text)
    assert ("100 % entre 1832 et 1872" in page, "1851 (1)" in page) == (True, True)
