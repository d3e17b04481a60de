"""Staff before a server that runs: one connection, a cookie, the token of the forms."""

import re
from http.client import HTTPConnection

from flask import Flask

from quiz.database import writing
from quiz.extensions import db
from tests.clients import sign_in
from tests.factories import make_staff


class Desk:
    """One browser of the back office, or of whoever stands in front of it."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.line = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie = cookie

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, str]:
        """The status and the page."""
        headers = {"Cookie": self.cookie} | ({"Content-Type": kind} if kind else {})
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        page = answer.read().decode()
        if made := answer.headers["Set-Cookie"]:
            self.cookie = str(made).partition(";")[0]
        return answer.status, page

    def close(self) -> None:
        """Hang up."""
        self.line.close()

    def token(self, path: str) -> str:
        """The token of the forms on that page."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.ask("GET", path)[1])
        assert found is not None
        return found[1]


def host_desk(app: Flask, port: int) -> Desk:
    """The browser of a host who is signed in to the museum of `app`, at that port."""
    with app.app_context():
        with writing():
            host = make_staff("host")
            db.session.commit()
        client = sign_in(app.test_client(), host)
        cookie = client.get_cookie("staff")
        db.session.remove()
    assert cookie is not None
    return Desk(port, f"staff={cookie.value}")
