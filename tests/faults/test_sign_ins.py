"""Four hundred sign-ins at once: few passwords are hashed at a time, so no worker grows."""

import asyncio
import re
from collections import Counter
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.faults.conftest import Open

pytestmark = pytest.mark.both_databases

AT_ONCE = 400
TIMES = 3
MOST_KIB = 244_000  # 250 MB
PAGE = "/fr/account/sign-in"
# Looked at and wrong; or asked to come again in a moment.
ANSWERS = {422, 503}


def read_form(port: int) -> tuple[str, str]:
    """The cookie and the token that come with the page."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", PAGE)
    answer = connection.getresponse()
    found = re.search(r'name="csrf_token" value="([^"]+)"', answer.read().decode())
    cookie = str(answer.headers["Set-Cookie"]).partition(";")[0]
    connection.close()
    assert found is not None
    return cookie, found[1]


async def sign_in(port: int, number: int, cookie: str, token: str) -> int:
    """The status of a wrong password for an account of its own."""
    fields = {"email": f"a{number}@museum.example", "password": "wrong", "csrf_token": token}
    body = urlencode(fields)
    head = f"POST {PAGE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{head}{kind}Content-Length: {len(body)}\r\n\r\n{body}".encode())
    status = await asyncio.wait_for(reader.readline(), 120)
    await reader.read()
    writer.close()
    return int(status.split()[1])


async def sign_in_many(port: int, cookie: str, token: str) -> Counter[int]:
    """What so many are told who come at once."""
    return Counter(
        await asyncio.gather(*(sign_in(port, number, cookie, token) for number in range(AT_ONCE)))
    )


def most_memory(pid: int) -> int:
    """The most that a process ever held, in KiB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    assert found is not None
    return int(found[1])


def test_many_sign_ins_at_once_make_no_worker_grow(open_house: Open) -> None:
    house = open_house()
    workers = house.workers()
    told: Counter[int] = Counter()
    for _ in range(TIMES):
        told += asyncio.run(sign_in_many(house.port, *read_form(house.port)))

    assert set(told) <= ANSWERS
    assert told[422] > 0
    assert house.workers() == workers
    assert max(map(most_memory, workers)) < MOST_KIB
