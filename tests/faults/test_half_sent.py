"""Requests that are never sent to their end hold nobody up but, at most, other forms."""

import socket
from contextlib import ExitStack

import pytest

from tests.faults.crowd import Crowd
from tests.faults.house import House, eventually
from tests.faults.judge import Play
from tests.faults.nights import CHANNEL

pytestmark = pytest.mark.both_databases

EACH = 200
FORM = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{sent}"
NICKNAME = "nickname=Ming&lang=fr"
TAKEN = (200, 303)


def half_sent(crowd: Crowd) -> list[str]:
    """A page asked for, an answer, and two forms, each cut off on the way."""
    code = crowd.night.code
    head = "Host: quiz\r\nConnection: keep-alive\r\n"
    answer = f"PUT /my/{code}/rounds/1/answer?lang=fr&v={crowd.values[0]} HTTP/1.1\r\n{head}"
    form = f"POST /fr/e/{code}/{CHANNEL}/join HTTP/1.1\r\n{head}"
    return [
        f"GET /live/{code}/{CHANNEL}/pulse HTTP/1.1\r\n{head}Cookie: celadon_",
        f"{answer}Cook",
        f"{answer}{FORM.format(length=100, sent='half')}",
        f"{form}{FORM.format(length=1_000, sent=NICKNAME)}",
        f"{form}Transfer-Encoding: chunked\r\n\r\n5\r\nnick",
    ]


def send_whole_form(crowd: Crowd) -> int:
    """The status of a form that is sent to its end."""
    with socket.create_connection(("127.0.0.1", crowd.house.port), 30) as line:
        form = f"POST /fr/e/{crowd.night.code}/{CHANNEL}/join HTTP/1.1\r\nHost: quiz\r\n"
        line.sendall((form + FORM.format(length=len(NICKNAME), sent=NICKNAME)).encode())
        return int(line.recv(64).split()[1])


def test_half_sent_requests_harm_nobody(house: House, play: Play) -> None:
    crowds: list[Crowd] = []
    with ExitStack() as held:

        def fault(crowd: Crowd) -> None:
            crowds.append(crowd)
            for sent in half_sent(crowd):
                for _ in range(EACH):
                    line = socket.create_connection(("127.0.0.1", house.port), 30)
                    held.enter_context(line).sendall(sent.encode())
            looker = crowd.looker()
            looker.join()
            while crowd.is_on():
                assert looker.pulse().json["phase"] in ("open", "closed")
                assert looker.me().status == 200
            assert send_whole_form(crowd) in (*TAKEN, 503)

        # All of them are held until the last phone has seen its result.
        play(fault)
    assert eventually(lambda: send_whole_form(crowds[0]) in TAKEN)
