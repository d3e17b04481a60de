"""Requests that are never sent to their end hold nobody up but, at most, other forms."""

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.crowd import Crowd
from tests.faults.house import House, eventually
from tests.faults.judge import Play
from tests.faults.nights import CHANNEL

pytestmark = pytest.mark.both_databases

EACH = 200
KINDS = 7
FORM = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{sent}"
NICKNAME = "nickname=Ming&lang=fr"
TAKEN = (200, 303)
# Linux's own, and how it writes that one is up.
TABLE, ESTABLISHED = Path("/proc/net/tcp"), "01"


def half_sent(crowd: Crowd) -> list[str]:
    """What phones ask for, a join, an answer, and two forms, each cut off on the way."""
    code = crowd.night.code
    seat = f"nickname=Ming&lang=fr&channel={CHANNEL}"
    head = "Host: quiz\r\nConnection: keep-alive\r\n"
    answer = f"PUT /my/{code}/rounds/1/answer?lang=fr&v={crowd.values[0]} HTTP/1.1\r\n{head}"
    form = f"POST /fr/e/{code}/{CHANNEL}/join HTTP/1.1\r\n{head}"
    return [
        f"GET /live/{code}/{CHANNEL}/pulse HTTP/1.1\r\n{head}Cookie: celadon_",
        f"GET /my/{code}/me HTTP/1.1\r\n{head}Cookie: celadon_",
        f"PUT /my/{code}/player?{seat} HTTP/1.1\r\n{head}Cook",
        f"{answer}Cook",
        f"{answer}{FORM.format(length=100, sent='half')}",
        f"{form}{FORM.format(length=1_000, sent=NICKNAME)}",
        f"{form}Transfer-Encoding: chunked\r\n\r\n5\r\nnick",
    ]


def is_held(line: socket.socket) -> bool:
    """Whether the server has not hung up; to a head that is whole it may have answered already."""
    line.setblocking(False)
    try:
        return line.recv(1) != b""
    except BlockingIOError:
        return True


def is_taken(house: House, lines: list[socket.socket]) -> bool:
    """Whether the workers have taken all of these; one that stands in line has no file (inode)."""
    rows = [row.split() for row in TABLE.read_text().splitlines()[1:]]
    own = [row for row in rows if port_in(row[1]) == house.port and row[3] == ESTABLISHED]
    taken = {port_in(row[2]) for row in own if row[9] != "0"}
    return {line.getsockname()[1] for line in lines} <= taken


def port_in(address: str) -> int:
    """The port of an address as the table writes it."""
    return int(address.split(":")[1], 16)


def send_whole_form(crowd: Crowd) -> int:
    """The status of a form that is sent to its end."""
    with socket.create_connection(("127.0.0.1", crowd.house.port), 30) as line:
        form = f"POST /fr/e/{crowd.night.code}/{CHANNEL}/join HTTP/1.1\r\nHost: quiz\r\n"
        line.sendall((form + FORM.format(length=len(NICKNAME), sent=NICKNAME)).encode())
        return int(line.recv(64).split()[1])


def test_half_sent_requests_harm_nobody(house: House, play: Play) -> None:
    crowds: list[Crowd] = []
    lines: list[socket.socket] = []
    with ExitStack() as held:

        def fault(crowd: Crowd) -> None:
            crowds.append(crowd)
            for sent in half_sent(crowd):
                for _ in range(EACH):
                    line = socket.create_connection(("127.0.0.1", house.port), 30)
                    lines.append(held.enter_context(line))
                    line.sendall(sent.encode())
            # The last kind has no length that was said: it is answered without its body.
            assert eventually(lambda: is_taken(house, lines[:-EACH]))
            assert all(map(is_held, lines))
            looker = crowd.looker()
            looker.join()
            looks = 0
            while crowd.is_on():
                assert looker.pulse().json["phase"] in ("open", "closed")
                assert looker.me().status == 200
                looks += 1
            assert looks, "The round was over before all was half sent."
            assert send_whole_form(crowd) in (*TAKEN, 503)

        # All of them are held until the last phone has seen its result.
        play(fault, 6)
    assert len(lines) == KINDS * EACH
    assert not crowds[0].was_let_down()
    assert eventually(lambda: send_whole_form(crowds[0]) in TAKEN)
