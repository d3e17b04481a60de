"""A quarter of a worker's threads read forms at once; who comes then is told so, on a page."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from quiz.web.guards import public
from quiz.web.lane import Lane

FORM = "/zh/account/sign-in"


@pytest.mark.parametrize(
    ("headers", "kind"), [({}, "text/html"), ({"Accept": "application/json"}, "application/json")]
)
def test_one_form_too_many_is_told_to_come_again(
    app: Flask, headers: dict[str, str], kind: str
) -> None:
    reads, goes_on = threading.Event(), threading.Event()

    def view() -> str:
        reads.set()
        assert goes_on.wait(30)
        return "read"

    app.view_functions["account.sign_in"] = public(view)
    lane = Lane(app, app.extensions["desk"], threads=4)

    def send() -> TestResponse:
        return Client(lane).post(FORM, data={"email": "li@museum.example"}, headers=headers)

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(send)
        assert reads.wait(30)
        second = send()
        goes_on.set()
        assert first.result().text == "read"
    assert (second.status_code, second.mimetype) == (503, kind)
    assert (second.headers["Retry-After"], second.headers["Cache-Control"]) == ("2", "no-store")
    assert "Content-Security-Policy" in second.headers
    said = second.text if kind == "text/html" else second.json["error"]
    assert "目前提交的表单较多，请重新提交。" in said
    assert send().text == "read"
