"""In an event loop: the lane answers at once, Flask in a thread, and a form is read before that."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

import pytest
from a2wsgi.asgi_typing import HTTPScope, ReceiveEvent, SendEvent
from flask import Flask, request

from quiz.bounds import FILE_BYTES
from quiz.game.rules import Arrival
from quiz.web.crowd.arrival import STEP_MS, arrival
from quiz.web.crowd.asgi import CrowdApp
from quiz.web.crowd.counter import RequestCounter
from quiz.web.crowd.lending import LENDER
from quiz.web.crowd.proxy import Behind
from quiz.web.crowd.routes import Lane
from quiz.web.guards import public
from tests.clocks import EVENING, SettableClock
from tests.phones import Hall

FORM = "/zh/account/sign-in"
FORM_KIND = ("content-type", "application/x-www-form-urlencoded")
PROXY = "10.0.0.7"


@dataclass
class Answer:
    """What was sent back; the status is 0 where nothing was."""

    status: int
    headers: dict[str, str]
    body: bytes


class Asker:
    """A server with one request, whose body comes in `parts`; it may leave after them."""

    def __init__(self, parts: Sequence[bytes], *, leaves: bool = False) -> None:
        self._messages: Iterator[ReceiveEvent] = self._say(parts, leaves)
        self.answer = Answer(0, {}, b"")

    def _say(self, parts: Sequence[bytes], leaves: bool) -> Iterator[ReceiveEvent]:
        for number, part in enumerate(parts, 1):
            more = leaves or number < len(parts)
            yield {"type": "http.request", "body": part, "more_body": more}
        while True:
            yield {"type": "http.disconnect"}

    async def receive(self) -> ReceiveEvent:
        return next(self._messages)

    async def send(self, message: SendEvent) -> None:
        if message["type"] == "http.response.start":
            pairs = message.get("headers", ())
            self.answer.status = message["status"]
            self.answer.headers = {name.decode(): value.decode() for name, value in pairs}
        elif message["type"] == "http.response.body":
            self.answer.body += message.get("body", b"")


def ask(
    crowd_app: CrowdApp,
    path: str,
    method: str = "GET",
    query: bytes = b"",
    headers: Sequence[tuple[str, str]] = (),
    parts: Sequence[bytes] = (b"",),
    leaves: bool = False,
    client: str = "203.0.113.7",
    lender: object = None,
) -> Answer:
    """Make one request of an crowd_app."""
    scope: HTTPScope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "root_path": "",
        "query_string": query,
        "headers": [(name.encode(), value.encode()) for name, value in headers],
        "client": (client, 4_242),
        "server": ("quiz.example", 80),
        "state": {LENDER: lender},
    }
    asker = Asker(parts, leaves=leaves)
    asyncio.run(crowd_app(scope, asker.receive, asker.send))
    return asker.answer


def post(
    crowd_app: CrowdApp,
    *parts: bytes,
    length: int | None = None,
    leaves: bool = False,
    lender: object = None,
) -> Answer:
    """Send the sign-in form in those parts."""
    whole = sum(map(len, parts)) if length is None else length
    headers = [FORM_KIND, ("content-length", str(whole)), ("host", "quiz.example")]
    return ask(crowd_app, FORM, "POST", headers=headers, parts=parts, leaves=leaves, lender=lender)


@pytest.fixture
def crowd_app(app: Flask) -> CrowdApp:
    """The crowd_app of an application whose sign-in says what was sent."""

    def view() -> str:
        return f"read {request.form.get('email')}"

    app.view_functions["account.sign_in"] = public(view)
    return CrowdApp(Lane(app, app.extensions["runtime"]), app, 2)


def test_the_lane_answers_in_the_loop(app: Flask, hall: Hall) -> None:
    crowd_app = CrowdApp(hall.lane, app, 1)
    answer = ask(crowd_app, f"/live/{hall.evening.code}/channel1/pulse")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.headers["content-length"] == str(len(answer.body))


def test_an_answer_waits_for_the_disk_in_the_loop(app: Flask, hall: Hall) -> None:
    crowd_app, phone = CrowdApp(hall.lane, app, 1), hall.player("Ming")
    hall.evening.launch_and_open()
    hall.evening.desk.ledger.start()
    cookie = f"celadon_{hall.evening.code}"
    token = phone.client.get_cookie(cookie)
    assert token is not None
    path = f"/my/{hall.evening.code}/rounds/1/answer"
    query = f"lang=fr&v={hall.right()}".encode()
    cookies = [("cookie", f"a=b; {cookie}={token.value}")]
    told = [ask(crowd_app, path, "PUT", query, cookies).status for _ in range(2)]
    assert told == [201, 200]


def test_everything_else_is_flask_s(crowd_app: CrowdApp) -> None:
    answer = ask(crowd_app, "/zh/")
    assert (answer.status, "青瓷" in answer.body.decode()) == (200, True)


def test_no_header_with_an_underscore_passes_for_a_proxys(app: Flask) -> None:
    app.view_functions["account.sign_in"] = public(lambda: str(sorted(request.headers.keys())))
    crowd_app = CrowdApp(Lane(app, app.extensions["runtime"]), app, 1)
    sent = [("x_forwarded_for", "192.0.2.1"), ("x_arrived", "1.000"), ("x-plain", "yes")]
    answer = ask(crowd_app, "/fr/account/sign-in", headers=sent)
    assert (b"X-Plain" in answer.body, b"X-Arrived" in answer.body) == (True, False)
    assert b"X-Forwarded-For" not in answer.body


@pytest.mark.parametrize("parts", [(b"email=li%40museum",), (b"ema", b"", b"il=li%40", b"museum")])
def test_a_form_is_read_whole(crowd_app: CrowdApp, parts: tuple[bytes, ...]) -> None:
    answer = post(crowd_app, *parts)
    assert (answer.status, answer.body) == (200, b"read li@museum")


class Quiet:
    """A connection on which nothing has come in for so long."""

    is_familiar = False

    def __init__(self, ms: int) -> None:
        self.ms = ms

    def quiet_ms(self) -> int:
        return self.ms


def test_a_form_came_before_it_waited_for_a_thread(app: Flask, clock: SettableClock) -> None:
    def view() -> str:
        # A thread was free a second later.
        return str(arrival(request.environ, clock.now() + 1_000))

    app.view_functions["account.sign_in"] = public(view)
    crowd_app = CrowdApp(Lane(app, app.extensions["runtime"]), app, 1)
    answer = post(crowd_app, b"email=li", lender=Quiet(40))
    came = Arrival(EVENING - 40 - STEP_MS, EVENING - 40 + STEP_MS, EVENING + 1_000)
    assert answer.body == str(came).encode()


def test_an_answer_on_a_lent_connection_came_when_that_fell_quiet(app: Flask, hall: Hall) -> None:
    crowd_app, phone = CrowdApp(hall.lane, app, 1), hall.player("Ming")
    played = hall.evening.launch_and_open()
    hall.evening.clock.set(played.times.closes + 2_500)
    token = phone.client.get_cookie(f"celadon_{hall.evening.code}")
    assert token is not None
    cookies = [("cookie", f"celadon_{hall.evening.code}={token.value}")]
    path, query = f"/my/{hall.evening.code}/rounds/1/answer", f"v={hall.right()}".encode()
    verdicts = [
        ask(crowd_app, path, "PUT", query, cookies, lender=Quiet(quiet)).status
        for quiet in (1_000, 1_500)
    ]
    assert verdicts == [410, 201]


def test_a_form_whose_sender_left_is_not_carried_out(app: Flask, crowd_app: CrowdApp) -> None:
    def view() -> str:
        raise AssertionError("Half a form was carried out.")

    app.view_functions["account.sign_in"] = public(view)
    assert post(crowd_app, b"email=li", length=30, leaves=True).status == 0


@pytest.mark.parametrize(
    ("headers", "kind"), [([], "text/html"), ([("accept", "application/json")], "application/json")]
)
def test_too_many_forms_at_once_are_told_to_come_again(
    crowd_app: CrowdApp,
    monkeypatch: pytest.MonkeyPatch,
    headers: list[tuple[str, str]],
    kind: str,
) -> None:
    monkeypatch.setattr(crowd_app._forms.small, "most", 20)  # noqa: SLF001 (all of it would be 16 MB)
    sent = [FORM_KIND, ("content-length", "30"), *headers]
    refused = ask(
        crowd_app, FORM, "POST", headers=sent, parts=[b"email=li%40museum.ex", b"ample&a=bc"]
    )
    assert (refused.status, refused.headers["content-type"].partition(";")[0]) == (503, kind)
    assert (refused.headers["retry-after"], refused.headers["cache-control"]) == ("2", "no-store")
    assert "content-security-policy" in refused.headers
    said = json.loads(refused.body)["error"] if headers else refused.body.decode()
    assert "目前提交的表单较多，或此表单传输过慢，请重新提交。" in said
    # What it had read counts no more.
    assert post(crowd_app, b"email=li%40museum").body == b"read li@museum"


def test_a_form_that_is_too_long_is_refused_unread(crowd_app: CrowdApp) -> None:
    assert post(crowd_app, length=FILE_BYTES + 1).status == 413


def test_a_query_of_raw_bytes_is_no_fault(crowd_app: CrowdApp) -> None:
    assert ask(crowd_app, "/zh/", query="q=青瓷".encode()).status == 200
    assert ask(crowd_app, "/zh/", query=b"q=\xff\xfe").status == 200


def test_what_the_lane_answers_is_counted(app: Flask, hall: Hall, tmp_path: Path) -> None:
    numbers = RequestCounter()
    crowd_app = CrowdApp(hall.lane, app, 1, counter=numbers)
    for _ in range(2):
        ask(crowd_app, f"/live/{hall.evening.code}/channel1/pulse")
    ask(crowd_app, f"/my/{hall.evening.code}/me")
    assert numbers.requests["pulse", "200"] == 2
    assert numbers.requests["me", "401"] == 1


def test_a_proxy_is_believed_and_nobody_else(app: Flask, hall: Hall) -> None:
    behind = Behind(app, (ip_network(PROXY),))
    crowd_app = CrowdApp(hall.lane, behind, 1, behind)
    foreign = [("origin", "https://quiz.museum"), ("x-forwarded-host", "quiz.museum")]
    path, query = f"/my/{hall.evening.code}/player", b"channel=channel1&lang=fr"
    told = [
        ask(crowd_app, path, "PUT", query, foreign, client=client).status
        for client in (PROXY, "203.0.113.7")
    ]
    assert told == [201, 403]
