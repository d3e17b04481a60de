"""The quick way through the server: the same answers as uvicorn's own way, in their order."""

import asyncio
from typing import Any

import pytest

from quiz.web.crowd.http import DateLine
from tests.museums import ANSWER, DATE, END, FORM, PULSE, SOON_S, Client, until, with_client


def test_a_crowd_s_request_is_answered_where_its_head_was_read() -> None:
    async def meet(client: Client) -> None:
        for _ in range(2):
            [(first, headers, body)] = await client.ask(PULSE + END)
            assert (first, body) == (b"HTTP/1.1 200 OK", b"quick")
            assert headers == {
                b"date": DATE[1],
                b"content-length": b"5",
                b"content-type": b"application/json",
                b"cache-control": b"public",
                b"x-safe": b"yes",
            }
        assert [environ["PATH_INFO"] for environ in client.museum.asked] == (
            ["/live/va2020/salle/pulse"] * 2
        )

    with_client(meet)


def test_the_lane_hears_the_whole_head() -> None:
    async def meet(client: Client) -> None:
        more = b"X-Arrived: 1.000\r\nOrigin: https://a\r\nCookie: b=2\r\nContent-Length: 0\r\n\r\n"
        client.writer.write(ANSWER + more)
        await client.told("kept")
        assert (await client.read())[2] == b"kept"
        assert client.museum.asked == [
            {
                "REQUEST_METHOD": "PUT",
                "PATH_INFO": "/my/va2020/rounds/1/answer",
                "QUERY_STRING": "v=a%20b",
                "REMOTE_ADDR": "127.0.0.1",
                "wsgi.url_scheme": "http",
                "HTTP_HOST": "quiz",
                "HTTP_COOKIE": "a=1;b=2",
                "HTTP_X_ARRIVED": "1.000",
                "HTTP_ORIGIN": "https://a",
                "CONTENT_LENGTH": "0",
            }
        ]

    with_client(meet)


@pytest.mark.parametrize(
    "head",
    [
        b"GET /fr/host/va2020 HTTP/1.1\r\nHost: quiz\r\n\r\n",
        b"GET /live/va%32020/salle/pulse HTTP/1.1\r\nHost: quiz\r\n\r\n",
        b"HEAD /live/va2020/salle/pulse HTTP/1.1\r\nHost: quiz\r\n\r\n",
        b"GET /live/va2020/salle/pulse HTTP/1.0\r\nHost: quiz\r\n\r\n",
        PULSE + b"Connection: close\r\n\r\n",
        PULSE + b"Connection: upgrade\r\nUpgrade: websocket\r\n\r\n",
        ANSWER + b"Content-Length: 4\r\n\r\nbody",
        ANSWER + b"Expect: 100-continue\r\nContent-Length: 4\r\n\r\nbody",
        ANSWER + b"Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
    ],
)
def test_everything_else_goes_the_other_way(head: bytes) -> None:
    async def meet(client: Client) -> None:
        client.writer.write(head)
        received = await client.reader.readuntil(b"\r\n\r\n")
        if b" 100 " in received:
            received = await client.reader.readuntil(b"\r\n\r\n")
        assert received.startswith(b"HTTP/1.1 200 OK\r\n")
        assert client.museum.asked == []

    with_client(meet)


PAGE = b"GET /fr/e/va2020/salle HTTP/1.1\r\nHost: quiz\r\n\r\n"


def test_the_public_page_is_answered_there_too_and_others_beside_it_are_not() -> None:
    other = PAGE.replace(b"salle", b"salle/play")

    async def meet(client: Client) -> None:
        bodies = [body for _, _, body in await client.ask(PAGE, other, PAGE, other)]
        assert bodies == [b"quick", b"slow", b"quick", b"slow"]

    with_client(meet)


def test_what_is_sent_in_a_row_is_answered_in_order() -> None:
    async def meet(client: Client) -> None:
        answers = asyncio.ensure_future(client.ask(PULSE + END, ANSWER + END, PULSE + END))
        await client.told("kept")
        assert [body for _, _, body in await answers] == [b"quick", b"kept", b"quick"]
        # The line is free again, and so is the quick way.
        assert (await client.ask(PULSE + END))[0][2] == b"quick"

    with_client(meet)


def test_a_form_and_a_crowd_s_request_share_a_connection() -> None:
    async def meet(client: Client) -> None:
        form = (
            b"POST /fr/e/va2020/salle/join HTTP/1.1\r\nHost: quiz\r\nContent-Length: 4\r\n\r\nname"
        )
        answers = await client.ask(form, PULSE + END, form)
        assert [body for _, _, body in answers] == [b"slow", b"quick", b"slow"]
        assert (await client.ask(PULSE + END))[0][2] == b"quick"

    with_client(meet)


@pytest.mark.parametrize("size", [1, 3, 50])
def test_however_it_is_cut_it_is_answered_in_order(size: int) -> None:
    form = FORM + b"name"
    asked = b"".join((PULSE + END, form, PULSE + END, form, form, PULSE + END))

    async def meet(client: Client) -> None:
        for begin in range(0, len(asked), size):
            client.writer.write(asked[begin : begin + size])
            await asyncio.sleep(0)
        bodies = [(await client.read())[2] for _ in range(6)]
        assert bodies == [b"quick", b"slow", b"quick", b"slow", b"slow", b"quick"]

    with_client(meet)


def test_a_body_that_comes_after_its_answer_is_not_taken_for_a_request() -> None:
    body = PULSE + END

    async def meet(client: Client) -> None:
        form = FORM.replace(b"/fr/e/va2020/salle/join", b"/hasty")
        client.writer.write(form.replace(b"Length: 4", b"Length: %d" % (2 * len(body))) + body)
        assert (await client.read())[2] == b"slow"
        client.writer.write(body)
        assert (await client.ask(PULSE + END))[0][2] == b"quick"
        assert len(client.museum.asked) == 1

    with_client(meet)


def test_what_is_sent_behind_a_request_waits_outside() -> None:
    many = 3_000

    async def meet(client: Client) -> None:
        client.writer.write(ANSWER + END + (PULSE + END) * many)
        await client.told("kept")
        assert (await client.read())[2] == b"kept"
        for _ in range(many):
            assert (await client.read())[2] == b"quick"

    with_client(meet)


def test_a_fault_of_a_page_is_said_and_the_connection_closed() -> None:
    async def meet(client: Client) -> None:
        [(first, headers, _)] = await client.ask(
            FORM.replace(b"/fr/e/va2020/salle/join", b"/broken")
        )
        assert first == b"HTTP/1.1 500 Internal Server Error"
        assert headers[b"connection"] == b"close"
        assert await client.reader.read() == b""

    with_client(meet)


def test_who_leaves_while_it_waits_harms_nobody(caplog: pytest.LogCaptureFixture) -> None:
    async def meet(client: Client) -> None:
        failures: list[Any] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, what: failures.append(what))
        client.writer.write(ANSWER + END)
        await until(lambda: bool(client.museum.waiting))
        client.writer.close()
        await until(lambda: not client.state.connections)
        await client.told("kept")
        await asyncio.sleep(SOON_S)
        assert failures == []

    with_client(meet)
    assert caplog.records == []


def test_the_date_moves() -> None:
    seconds = iter((1.0, 1.9, 2.0))
    date = DateLine(lambda: next(seconds))
    first, same, later = date(), date(), date()
    assert first == same == b"date: Thu, 01 Jan 1970 00:00:01 GMT\r\n"
    assert later == b"date: Thu, 01 Jan 1970 00:00:02 GMT\r\n"


def test_each_answer_says_when_it_was_sent() -> None:
    async def meet(client: Client) -> None:
        client.wall.now_s += 3_600
        for asked in (PULSE + END, PULSE + END):
            [(_, headers, _)] = await client.ask(asked)
            assert headers[b"date"] == b"Sat, 28 Nov 2026 13:00:00 GMT"
            client.wall.now_s += 0.01

    with_client(meet)


def test_empty_lines_before_a_request_are_passed_over() -> None:
    async def meet(client: Client) -> None:
        client.writer.write(END + END + PULSE + END + END)
        assert (await client.read())[2] == b"quick"
        assert (await client.ask(PULSE + END))[0][2] == b"quick"

    with_client(meet)


@pytest.mark.parametrize(
    "more",
    [
        b"Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
        b"Connection: upgrade\r\nUpgrade: websocket\r\n\r\n",
    ],
)
def test_a_request_of_which_nobody_knows_the_end_is_the_last(more: bytes) -> None:
    async def meet(client: Client) -> None:
        client.writer.write(ANSWER + more + PULSE + END)
        first, headers, _ = await client.read()
        assert (first, headers[b"connection"]) == (b"HTTP/1.1 200 OK", b"close")
        assert await client.reader.read() == b""
        assert client.museum.asked == []

    with_client(meet)


def test_what_is_no_http_is_refused() -> None:
    async def meet(client: Client) -> None:
        client.writer.write(b"\x16\x03\x01 hello\r\n\r\n")
        assert (await client.reader.read()).startswith(b"HTTP/1.1 400 Bad Request\r\n")

    with_client(meet)
