"""The first place is shared: what the console offers, and what players then read."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.bank.models import Question
from quiz.database import writing
from quiz.events.clicks import Click
from quiz.events.rules import Step
from quiz.extensions import db
from tests.phones import Hall, Phone

SCRIPT = {"Accept": "application/json"}
YEAR = "1852"


@pytest.fixture
def tied(hall: Hall) -> tuple[Phone, Phone, Phone]:
    """Three players with the same points, and only numbers in the run of show."""
    with writing():
        for question in db.session.scalars(select(Question)):
            question.kind, question.choices = "number", ()
            question.key = {"value": YEAR, "tolerance": "0"}
        db.session.commit()
    phones = hall.player("Ming"), hall.player("Zoé"), hall.player("Ana")
    hall.evening.launch_and_open()
    for phone in phones:
        assert phone.answer(YEAR).status_code == 201
    hall.evening.count()
    hall.evening.see(Step.REVEAL)
    hall.evening.clock.advance(20_000)
    return phones


def page(client: FlaskClient, hall: Hall, lang: str = "fr") -> str:
    return client.get(f"/{lang}/host/{hall.evening.code}").text


def played(hall: Hall, given: dict[Phone, str]) -> None:
    """Play the tie-break that was launched until its answer is on screen."""
    evening = hall.evening
    evening.clock.set(evening.round(2).times.opens + 3_000)
    for phone, value in given.items():
        assert phone.answer(value, 2).status_code == 201
    evening.count()
    evening.see(Step.REVEAL)
    evening.clock.advance(4_000)


def test_the_console_offers_the_next_number_as_a_tie_break(
    hall: Hall, tied: tuple[Phone, ...], host_client: FlaskClient
) -> None:
    assert "3 joueurs se partagent la première place." in page(host_client, hall)
    assert "3位玩家并列第1名。" in page(host_client, hall, "zh")
    path = f"/fr/host/{hall.evening.code}/steps/launch?number=2&tie_break=1"
    assert path.replace("&", "&amp;") in page(host_client, hall)
    assert host_client.post(path, headers=SCRIPT).status_code == 200
    assert hall.evening.round(2).times.tie_break is True
    assert "launch-tie-break" not in page(host_client, hall)


def test_a_question_that_cannot_decide_is_not_offered(
    hall: Hall, tied: tuple[Phone, ...], host_client: FlaskClient
) -> None:
    with writing():
        for question in db.session.scalars(select(Question)):
            question.kind, question.key = "text", {"forms": ["ruyi"]}
        db.session.commit()
    shown = page(host_client, hall)
    assert ("launch-tie-break" in shown, "demande un nombre" in shown) == (False, True)


def test_after_it_the_end_comes_next(
    hall: Hall, tied: tuple[Phone, ...], host_client: FlaskClient
) -> None:
    hall.evening.step(Step.LAUNCH, Click(tie_break=True))
    played(hall, {tied[0]: "1850", tied[1]: "1851"})
    hall.evening.see(Step.BOARD)
    shown = page(host_client, hall)
    assert 'data-ask="ask-next"' in shown or 'id="ask-next"' in shown
    assert "launch-tie-break" not in shown


def test_each_player_is_told_their_place(hall: Hall, tied: tuple[Phone, ...]) -> None:
    ming, zoe, ana = tied
    assert [(p.me().json["rank"], p.me().json["tied"]) for p in tied] == [(1, 3)] * 3
    hall.evening.step(Step.LAUNCH, Click(tie_break=True))
    played(hall, {ming: "1850", zoe: "1851"})
    assert [(p.me().json["rank"], p.me().json["tied"]) for p in tied] == [(2, 1), (1, 1), (3, 1)]
    mine = ming.me().json
    assert (mine["result"], mine["score"]) == ({"credit": None, "points": 0}, 1_000)
    assert [(place["rank"], place["nickname"]) for place in mine["around"]] == [
        (1, "Zoé"),
        (3, "Ana"),
    ]
    assert ana.me().json["around"] == [{"rank": 2, "score": 1_000, "nickname": "Ming"}]


def test_screens_say_what_it_is(hall: Hall, tied: tuple[Phone, ...]) -> None:
    hall.evening.step(Step.LAUNCH, Click(tie_break=True))
    evening = hall.evening
    evening.clock.set(evening.round(2).times.launched_at + 1)
    assert "Question subsidiaire" in hall.phone().scene().text
    assert "决胜题" in hall.phone(lang="zh").scene().text
    evening.clock.set(evening.round(2).times.opens + 3_000)
    assert "la réponse la plus proche passe devant" in hall.phone().scene().text


def test_a_page_without_a_script_says_the_rank(hall: Hall, tied: tuple[Phone, ...]) -> None:
    ming, zoe, _ = tied
    hall.evening.step(Step.LAUNCH, Click(tie_break=True))
    played(hall, {ming: "1850", zoe: "1851"})
    shown = zoe.ask(f"/fr/e/{hall.evening.code}/channel1/play").text
    assert ("Merci" in shown, "1er" in shown.replace("<sup>", "").replace("</sup>", "")) == (
        True,
        True,
    )
