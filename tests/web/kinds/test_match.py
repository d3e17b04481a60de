"""Pairs on every page: forms, files, phones with and without a script, overlay, staff."""

from random import Random
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.bank.formats import bilingual
from quiz.bank.models import Question
from quiz.bank.queries import draft_of
from quiz.database import writing
from quiz.events.mends import Change
from quiz.extensions import db
from quiz.game.integrity.check import event_differences
from quiz.game.models import Board
from tests.bank.drafts import make_draft, make_pairs
from tests.clocks import SettableClock
from tests.evenings import Evening, make_evening
from tests.factories import make_bank
from tests.phones import Hall
from tests.typed_rounds import mend
from tests.web.kinds.evenings import (
    make_written,
    overlay_of,
    plain_phone,
    reveal,
)

SCRIPT = {"Accept": "application/json"}
TYPED = {
    "kind": "match",
    "prompt-fr": "Lequel est le plus ancien ?",
    "prompt-zh": "哪一件最古老？",
    "seconds": "30",
    **{f"choice{n}-fr": pair.fr for n, pair in enumerate(make_pairs(4), 1)},
    **{f"choice{n}-zh": pair.zh for n, pair in enumerate(make_pairs(4), 1)},
}


@pytest.fixture
def hall(app: Flask, clock: SettableClock, rng: Random) -> Hall:
    """An evening of two questions with four pairs each."""
    questions = make_written("match"), make_written("match")
    return Hall(app, make_evening(app, clock, rng, *questions))


def matches(hall: Hall) -> list[str]:
    """The right ids in the order of the left side."""
    return list(hall.key()["matches"])


def test_the_back_office_writes_it_and_says_what_is_wrong(admin_client: FlaskClient) -> None:
    with writing():
        bank = make_bank()
        db.session.commit()
    path = f"/fr/admin/banks/{bank.id}/questions/new"
    assert 'data-value="match">Une paire par réponse' in admin_client.get(path).text
    sent = TYPED | {"weight": "1", "version": "1"}
    wrong = admin_client.post(path, data=sent | {"choice2-fr": "sans paire"})
    assert (wrong.status_code, "séparés par un seul" in wrong.text) == (422, True)
    assert admin_client.post(path, data=sent).status_code == 303
    db.session.rollback()
    stored = db.session.scalars(select(Question)).all()
    assert [draft_of(question) for question in stored] == [make_draft("match")]


def test_the_console_writes_it(host_client: FlaskClient, evening: Evening) -> None:
    assert 'data-kinds="match">Une paire' in host_client.get(f"/fr/host/{evening.code}").text
    sent: dict[str, Any] = TYPED | {"bank": "Ce soir"}
    response = host_client.post(f"/fr/host/{evening.code}/write", data=sent, headers=SCRIPT)
    assert (response.status_code, response.json["status"]) == (200, "done")


def test_a_sheet_holds_a_pair_in_a_cell() -> None:
    data = bilingual.write([make_draft("match")])
    assert "le vase 1 = n° 1,花瓶1＝1号" in data.decode()
    assert bilingual.read(data) == (make_draft("match"),)
    for name in ("appariement", "连线题", "Matching"):
        other = data.decode().replace("\nmatch,", f"\n{name},")
        assert bilingual.read(other.encode()) == (make_draft("match"),)


def test_phones_match_and_see_what_each_pair_was(hall: Hall) -> None:
    phone = hall.player("Zoé", lang="zh")
    overlay = overlay_of(hall)
    hall.evening.launch_and_open()
    right = matches(hall)
    asked = phone.scene().text
    assert asked.count(f'<option value="{right[0]}">') == 4
    assert "→" not in asked
    assert ("n° 3" in overlay.scene().text, "3号" in overlay.scene().text) == (True, True)
    assert phone.answer(",".join(right[:3])).status_code == 422
    given = [right[1], right[0], "", right[3]]
    assert phone.answer(",".join(given)).status_code == 201
    reveal(hall)
    html = phone.scene().text
    assert [html.count(f'<span class="share figures">{share}%</span>') for share in (0, 100)] == [
        3,
        1,
    ]
    assert phone.me().json["answer"] == ",".join(given)
    assert phone.me().json["result"]["credit"] == 0.25
    assert overlay.scene().text.count('class="match-arrow"') == 4


def test_a_browser_without_a_script_plays_it(hall: Hall) -> None:
    phone, path = plain_phone(hall)
    hall.evening.launch_and_open()
    content = hall.evening.round().content
    right = matches(hall)
    fields = {
        f"match.{left['id']}": own for left, own in zip(content["choices"], right, strict=True)
    }
    sent = phone.ask(f"{path}/play", "POST", data={"round": "1", **fields}).text
    left = content["choices"][0]["fr"]
    assert f"<li>A · {left} → n° {left[-1]}</li>" in sent
    reveal(hall)
    assert "Bonne réponse" in phone.ask(f"{path}/play").text


@pytest.mark.both_databases
def test_staff_read_how_many_found_each_pair(
    hall: Hall, host_client: FlaskClient, admin_client: FlaskClient
) -> None:
    players = [hall.player(f"Ming {number}") for number in range(3)]
    hall.evening.launch_and_open()
    first, second, third, fourth = matches(hall)
    values = [
        [first, second, third, fourth],
        [second, first, third, fourth],
        [first, "", "", ""],
    ]
    for player, value in zip(players, values, strict=True):
        assert player.answer(",".join(value)).status_code == 201
    live = host_client.get(f"/fr/host/{hall.evening.code}").text
    reveal(hall)
    left = hall.evening.round().content["choices"][0]
    number = left["fr"][-1]
    for page in (live, host_client.get(f"/fr/host/{hall.evening.code}").text):
        assert f'data-number="count-{left["id"]}">2</span>' in page
        assert f"le vase {number} → n° {number}" in page
    assert '<span class="right">A ✓ 67' in page
    assert 'data-number="answers-round-1">3</span>' in page
    rounds = admin_client.get(f"/zh/admin/events/{hall.evening.code}/rounds").text
    assert f"花瓶{number} → {number}号" in rounds
    answers = admin_client.get(f"/fr/admin/events/{hall.evening.code}/answers.csv").data
    assert answers.decode("utf-8-sig").count(f"le vase {number} → n° {number}") == 2


@pytest.mark.both_databases
def test_integrity_counts_the_pairs_again(hall: Hall) -> None:
    player = hall.player("Ana")
    hall.evening.launch_and_open()
    right = matches(hall)
    assert player.answer(",".join(right)).status_code == 201
    reveal(hall)
    db.session.rollback()
    board = db.session.scalars(select(Board)).one()
    assert board.spread == {f"{place}:{own}": 1 for place, own in enumerate(right, 1)}
    assert [str(fault) for fault in event_differences(hall.evening.event_id)] == []
    with writing():
        board.spread = {**board.spread, f"1:{right[0]}": 2}
        db.session.commit()
    code = hall.evening.code
    assert [str(fault) for fault in event_differences(hall.evening.event_id)] == [
        f"{code}, round 1: the spread on its board is not what was answered."
    ]


def test_another_key_judges_every_answer_again(hall: Hall) -> None:
    ana = hall.player("Ana")
    hall.evening.launch_and_open()
    first, second, *rest = matches(hall)
    swapped = [second, first, *rest]
    assert ana.answer(",".join(swapped)).status_code == 201
    reveal(hall)
    assert ana.me().json["result"]["credit"] == 0.5
    assert mend(hall.evening, 1, Change(key={"matches": swapped})) is not None
    hall.evening.clock.advance(4_000)
    assert ana.me().json["result"]["credit"] == 1
    assert [str(fault) for fault in event_differences(hall.evening.event_id)] == []
