"""The quick way through the server: the same answers as uvicorn's own way, in their order."""

import asyncio

import pytest

from tests.museums import ANSWER, DATE, END, PULSE, SOON_S, Client, until, with_client


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
        b"GET /fr/e/va2020/salle HTTP/1.1\r\nHost: quiz\r\n\r\n",
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


def test_what_is_sent_in_a_row_is_answered_in_order() -> None:
    async def meet(client: Client) -> None:
        answers = asyncio.ensure_future(client.ask(PULSE + END, ANSWER + END, PULSE + END))
        await client.told("kept")
        assert [body for _, _, body in await answers] == [b"quick", b"kept", b"slow"]
        # The line is free again, and so is the quick way.
        assert (await client.ask(PULSE + END))[0][2] == b"quick"

    with_client(meet)


def test_a_form_and_a_crowd_s_request_share_a_connection() -> None:
    async def meet(client: Client) -> None:
        form = (
            b"POST /fr/e/va2020/salle/join HTTP/1.1\r\nHost: quiz\r\nContent-Length: 4\r\n\r\nname"
        )
        answers = await client.ask(form, PULSE + END, form)
        assert [body for _, _, body in answers] == [b"slow"] * 3
        assert (await client.ask(PULSE + END))[0][2] == b"quick"

    with_client(meet)


def test_who_leaves_while_it_waits_harms_nobody() -> None:
    async def meet(client: Client) -> None:
        client.writer.write(ANSWER + END)
        await until(lambda: bool(client.museum.waiting))
        client.writer.close()
        await until(lambda: not client.state.connections)
        await client.told("kept")
        await asyncio.sleep(SOON_S)

    with_client(meet)


def test_what_is_no_http_is_refused() -> None:
    async def meet(client: Client) -> None:
        client.writer.write(b"\x16\x03\x01 hello\r\n\r\n")
        assert (await client.reader.read()).startswith(b"HTTP/1.1 400 Bad Request\r\n")

    with_client(meet)
