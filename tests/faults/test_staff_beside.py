"""What staff write beside a crowd, and what others try at their door, keeps no player waiting."""

import threading
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from tests.bank.drafts import many_questions
from tests.desks import Desk, host_desk
from tests.faults.crowd import Crowd
from tests.faults.house import House
from tests.faults.judge import Play

pytestmark = pytest.mark.both_databases

GUESSERS = 8
QUESTIONS = 2_000
SIGN_IN = "/fr/account/sign-in"
# Looked at and wrong, asked to wait, or told to come again: no guess is more than that.
GUESSED = {422, 429, 503}


def guess(port: int, number: int, ending: threading.Event, told: Counter[int]) -> None:
    """Send wrong passwords, each for another account, until the others have ended."""
    with closing(Desk(port)) as desk:
        token, turn = desk.token(SIGN_IN), 0
        while not ending.is_set():
            turn += 1
            fields = {"email": f"g{number}-{turn}@museum.example", "password": "wrong"}
            body = urlencode(fields | {"csrf_token": token}).encode()
            told[desk.ask("POST", SIGN_IN, body, "application/x-www-form-urlencoded")[0]] += 1


def upload(desk: Desk, code: str) -> int:
    """Import the file into a bank and plan all of it; the status."""
    fields: Mapping[str, Any] = {
        "csrf_token": desk.token(f"/fr/host/{code}"),
        "bank": "Ce soir",
        "file": FileStorage(BytesIO(many_questions(QUESTIONS)), "bank.csv"),
    }
    stream, length, boundary = stream_encode_multipart(fields)
    kind = f'multipart/form-data; boundary="{boundary}"'
    return desk.ask("POST", f"/fr/host/{code}/upload", stream.read(length), kind)[0]


def test_guesses_and_an_import_keep_no_player_waiting(house: House, play: Play) -> None:
    told: Counter[int] = Counter()
    imported: list[int] = []

    def fault(crowd: Crowd) -> None:
        ending = threading.Event()
        guessers = [
            threading.Thread(target=guess, args=(house.port, number, ending, told))
            for number in range(GUESSERS)
        ]
        for guesser in guessers:
            guesser.start()
        with closing(host_desk(crowd.night.app, house.port)) as desk:
            imported.append(upload(desk, crowd.night.code))
        ending.set()
        for guesser in guessers:
            guesser.join()
        assert not crowd.was_let_down()

    play(fault, 6)
    assert imported == [303]
    assert told[422] > 0
    assert set(told) <= GUESSED
