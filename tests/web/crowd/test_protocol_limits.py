"""What the quick way does not go on with: a server that ends, and clients that ask too much."""

import asyncio

import pytest

from quiz.web.crowd import protocol
from quiz.web.crowd.heads import LONGEST_CROWD_HEAD, LONGEST_HEAD
from tests.museums import ANSWER, END, ENDLESS, FORM, PULSE, SOON_S, Client, until, with_client

BAD_CHUNK = FORM.replace(b"Content-Length: 4", b"Transfer-Encoding: chunked") + b"what?" + END
SLOW = b"GET /fr/ HTTP/1.1\r\nHost: quiz\r\n"


def end_server(client: Client) -> None:
    """Tell the server's connections that it ends, as uvicorn does."""
    for line in [*client.state.connections]:
        line.shutdown()


def test_a_server_that_ends_answers_first() -> None:
    async def meet(client: Client) -> None:
        client.writer.write(ANSWER + END)
        await until(lambda: bool(client.museum.waiting))
        end_server(client)
        await client.told("kept")
        _, headers, body = await client.read()
        assert (headers[b"connection"], body) == (b"close", b"kept")
        assert await client.reader.read() == b""

    with_client(meet)


def test_a_server_that_ends_carries_out_nothing_behind_its_last_answer() -> None:
    async def meet(client: Client) -> None:
        client.writer.write(ANSWER + END + ANSWER + END)
        await until(lambda: bool(client.museum.waiting))
        end_server(client)
        await client.told("kept")
        assert (await client.read())[1][b"connection"] == b"close"
        assert await client.reader.read() == b""
        assert len(client.museum.asked) == 1

    with_client(meet)


@pytest.mark.parametrize("asked", [PULSE + END, ENDLESS.replace(b"endless", b"")])
def test_a_server_that_ends_answers_what_is_on_its_way(asked: bytes) -> None:
    async def meet(client: Client) -> None:
        assert (await client.ask(PULSE + END))[0][2] == b"quick"
        end_server(client)
        [(first, headers, _)] = await client.ask(asked)
        assert (first, headers[b"connection"]) == (b"HTTP/1.1 200 OK", b"close")
        assert await client.reader.read() == b""

    with_client(meet)


def test_a_server_that_ends_does_not_wait_for_who_asks_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protocol, "ENDING_S", SOON_S)

    async def meet(client: Client) -> None:
        await client.ask(PULSE + END)
        end_server(client)
        assert await client.reader.read() == b""

    with_client(meet)


@pytest.mark.parametrize("sent", [b"", PULSE, PULSE + END, FORM + b"na"])
def test_a_connection_on_which_nothing_is_served_is_closed(
    monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(protocol, "KEPT_S", SOON_S)

    async def meet(client: Client) -> None:
        client.writer.write(sent)
        received = await client.reader.read()
        assert received.startswith(b"HTTP/1.1 200 OK" if sent.endswith(END + END) else b"")

    with_client(meet)


def test_a_connection_on_which_somebody_waits_is_not_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protocol, "KEPT_S", SOON_S)

    async def meet(client: Client) -> None:
        client.writer.write(ANSWER + END)
        await asyncio.sleep(2 * SOON_S)
        await client.told("kept")
        assert (await client.read())[2] == b"kept"

    with_client(meet)


@pytest.mark.parametrize("begun", [b"GET /", PULSE, PULSE + b"Cookie: "])
def test_a_head_without_an_end_is_refused(begun: bytes) -> None:
    async def meet(client: Client) -> None:
        client.writer.write(begun + b"a" * LONGEST_HEAD)
        assert (await client.reader.read()).startswith(b"HTTP/1.1 400 Bad Request\r\n")

    with_client(meet)


def test_a_long_body_is_no_long_head() -> None:
    async def meet(client: Client) -> None:
        length = 5 * LONGEST_HEAD
        form = FORM.replace(b"Length: 4", b"Length: %d" % length)
        assert (await client.ask(form + b"a" * length))[0][2] == b"slow"

    with_client(meet)


def test_who_leaves_a_row_behind_is_no_longer_served() -> None:
    async def meet(client: Client) -> None:
        client.writer.write(ENDLESS + ENDLESS)
        await asyncio.sleep(SOON_S)
        client.writer.close()
        await until(lambda: bool(client.museum.left))
        await asyncio.sleep(SOON_S)
        assert client.museum.left == ["/endless"]

    with_client(meet)


def test_a_row_without_an_end_is_answered_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "LONGEST_ROW", 3)

    async def meet(client: Client) -> None:
        client.writer.write(ANSWER + END + (SLOW + END) * 5)
        await asyncio.sleep(SOON_S)
        await client.told("kept")
        bodies = [(await client.read())[2] for _ in range(4)]
        assert bodies == [b"kept", b"slow", b"slow", b"slow"]
        first, headers, _ = await client.read()
        assert first == b"HTTP/1.1 400 Bad Request"
        assert (headers[b"connection"], headers[b"x-safe"]) == (b"close", b"yes")
        assert await client.reader.read() == b""

    with_client(meet)


@pytest.mark.parametrize(
    ("before", "answered"), [(b"", []), (ANSWER + END, [b"kept"]), (PULSE + END, [b"quick"])]
)
def test_what_is_no_request_is_refused_after_those_before_it(
    before: bytes, answered: list[bytes]
) -> None:
    async def meet(client: Client) -> None:
        client.writer.write(before + b"what?" + END)
        if before.startswith(ANSWER):
            await client.told("kept")
        assert [(await client.read())[2] for _ in answered] == answered
        first, headers, _ = await client.read()
        assert first == b"HTTP/1.1 400 Bad Request"
        assert (headers[b"cache-control"], headers[b"x-safe"]) == (b"no-store", b"yes")
        assert await client.reader.read() == b""

    with_client(meet)


@pytest.mark.parametrize(("before", "answered"), [(b"", []), (SLOW + END, [b"slow"])])
def test_a_body_that_makes_no_sense_is_not_waited_for(before: bytes, answered: list[bytes]) -> None:
    async def meet(client: Client) -> None:
        client.writer.write(before + BAD_CHUNK)
        assert [(await client.read())[2] for _ in answered] == answered
        assert (await client.read())[0] == b"HTTP/1.1 400 Bad Request"
        assert await client.reader.read() == b""

    with_client(meet)


@pytest.mark.parametrize("before", [b"", PULSE + END, SLOW + END])
@pytest.mark.parametrize(
    "head",
    [
        b"GET /live/a/b/pulse?%s HTTP/1.1\r\nHost: quiz\r\n\r\n",
        b"PUT /my/a/player?nickname=%s HTTP/1.1\r\nHost: quiz\r\n\r\n",
        b"PUT /%%6dy/a/player?nickname=%s HTTP/1.1\r\nHost: quiz\r\n\r\n",
        b"PUT http://quiz/my/a/player?nickname=%s HTTP/1.1\r\nHost: quiz\r\n\r\n",
        b"GET /my/a/me HTTP/1.1\r\nHost: quiz\r\nCookie: %s\r\n\r\n",
    ],
)
def test_a_crowd_s_long_head_is_refused_and_not_heard(head: bytes, before: bytes) -> None:
    async def meet(client: Client) -> None:
        client.writer.write(before + head % (b"a" * LONGEST_CROWD_HEAD))
        if before:
            await client.read()
        assert (await client.read())[0] == b"HTTP/1.1 400 Bad Request"
        assert len(client.museum.asked) == (before == PULSE + END)

    with_client(meet)


def test_a_crowd_s_head_without_an_end_is_refused() -> None:
    async def meet(client: Client) -> None:
        client.writer.write(b"PUT /my/a/player?nickname=" + b"a" * LONGEST_CROWD_HEAD)
        assert (await client.read())[0] == b"HTTP/1.1 400 Bad Request"

    with_client(meet)


def test_a_head_of_a_page_may_be_longer_than_a_crowd_s() -> None:
    async def meet(client: Client) -> None:
        cookie = b"Cookie: %s\r\n" % (b"a" * 7 * LONGEST_CROWD_HEAD)
        assert (await client.ask(SLOW + cookie + END))[0][2] == b"slow"

    with_client(meet)


def test_a_crowd_s_short_heads_in_a_row_are_no_long_one() -> None:
    async def meet(client: Client) -> None:
        heads = [PULSE + END] * 300
        assert [body for _, _, body in await client.ask(*heads)] == [b"quick"] * 300

    with_client(meet)


def test_who_does_not_read_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "KEPT_S", SOON_S)

    async def meet(client: Client) -> None:
        client.writer.transport.pause_reading()
        client.writer.write(ENDLESS.replace(b"endless", b"large"))
        await until(lambda: not client.state.connections)
        assert client.state.connections == set()

    with_client(meet)
