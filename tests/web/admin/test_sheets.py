"""Files for spreadsheets: headings in both languages, cells that calculate nothing."""

import csv
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.events.models import Channel, Round
from quiz.extensions import db
from quiz.game.models import Answer, Standing
from quiz.web.admin.sheets import sheet_bytes
from tests.bank.drafts import id_of, make_content
from tests.clocks import EVENING
from tests.factories import make_channel, make_event, make_player, save

PATH = "/{}/admin/events/va2020/{}.csv"


@pytest.mark.parametrize("nickname", ["=1+1", "+33 1", "3 mars", "1e5", "007", "12:30", "3月5日"])
@pytest.mark.parametrize("language", ["fr", "zh"])
def test_a_nickname_stays_text(nickname: str, language: str) -> None:
    (_, row) = sheet_bytes(iter([[nickname]]), language)
    assert row.decode() == f'"\'{nickname}"\r\n'


def test_numbers_are_written_as_the_language_writes_them() -> None:
    rows = [["a", 1200, Decimal("3.482"), None]]
    french = b"".join(sheet_bytes(iter(rows), "fr")).decode("utf-8-sig")
    chinese = b"".join(sheet_bytes(iter(rows), "zh")).decode("utf-8-sig")
    assert (french, chinese) == (
        '"a";"1200";"3,482";""\r\n',
        '"a","1200","3.482",""\r\n',
    )


def test_no_cell_falls_apart_where_the_other_separator_is_expected() -> None:
    french = b"".join(sheet_bytes(iter([["a,=1+1"]]), "fr")).decode("utf-8-sig")
    chinese = b"".join(sheet_bytes(iter([["a;=1+1;b"]]), "zh")).decode("utf-8-sig")
    assert list(csv.reader([french], delimiter=",")) == [["a,=1+1"]]
    assert list(csv.reader([chinese], delimiter=";")) == [["a;=1+1;b"]]


def test_a_long_file_is_sent_in_portions() -> None:
    pieces = list(sheet_bytes(iter([["x"]] * 1_200), "fr"))
    assert [piece.count(b"x") for piece in pieces] == [0, 500, 500, 200]


@pytest.fixture
def channel(app: Flask, admin_client: FlaskClient) -> Channel:
    """An event whose only round one player answered, under a name that calculates."""
    event = make_event(code="va2020", time_zone="Asia/Shanghai")
    channel = make_channel(event, name="youtube")
    player = make_player(channel, id=0xBEE, nickname="=SUM(A1)", language="zh")
    content = make_content("single")
    launched = {"lead_ms": 5_000, "plateau_ms": 4_000, "delays": {}, "launched_at": EVENING}
    played = Round(number=1, key="k" * 32, content=content, seconds=30, weight=1, **launched)
    played.speed_weight, played.event_id = "1/5", event.id
    save(played)
    values = {"value": id_of(content, 2), "arrived_at": EVENING, "elapsed_ms": 3_482}
    save(Answer(round_id=played.id, player_id=player.id, credit="1", points=1_000, **values))
    save(Standing(event_id=event.id, player_id=player.id, score=1_000, right_answers=1))
    db.session.commit()
    return channel


def rows_of(client: FlaskClient, language: str, name: str, delimiter: str) -> list[list[str]]:
    response = client.get(PATH.format(language, name))
    assert response.mimetype == "text/csv"
    assert response.data.startswith(b"\xef\xbb\xbf")
    lines: Any = response.data.decode("utf-8-sig").splitlines()
    return list(csv.reader(lines, delimiter=delimiter))


def test_the_standings_as_a_file(admin_client: FlaskClient, channel: Channel) -> None:
    heads, *rows = rows_of(admin_client, "fr", "standings", ";")
    assert (len(heads), heads[-1]) == (9, "Joueurs au même rang / 同名次人数")
    joined = "2020-08-26 20:00:00"
    assert rows == [["1", "'=SUM(A1)", "youtube", "中文", "1000", "1", joined, "P-bee", "1"]]


def test_the_answers_as_a_file_in_the_pages_language(
    admin_client: FlaskClient, channel: Channel
) -> None:
    _, *rows = rows_of(admin_client, "zh", "answers", ",")
    assert rows == [
        [
            *("1", "哪一件最古老？", "'=SUM(A1)", "youtube", "中文"),
            *("花瓶2", "1", "3.482", "1000", "P-bee"),
        ]
    ]


def test_the_headings_are_the_same_in_every_language(
    admin_client: FlaskClient, channel: Channel
) -> None:
    french = rows_of(admin_client, "fr", "answers", ";")[0]
    assert french == rows_of(admin_client, "zh", "answers", ",")[0]
