"""Only public addresses are fetched, over HTTPS, within limits, at each redirect anew."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from quiz.objects import fetching
from quiz.objects.fetching import fetch
from quiz.objects.records.base import RecordRefused


class Museum(BaseHTTPRequestHandler):
    """A museum's server on this machine."""

    def do_GET(self) -> None:
        """Answer by the path."""
        here = f"http://127.0.0.1:{self.server.server_port}"
        to = {
            "/moved": f"{here}/manifest",
            "/round": "/round",
            "/inside": "http://10.0.0.1/secret",
            "/file": "file:///etc/passwd",
        }
        if self.path in to:
            self.send_response(302)
            self.send_header("Location", to[self.path])
            self.end_headers()
        elif self.path == "/manifest":
            assert self.headers["Host"] == here.removeprefix("http://")
            assert "Cookie" not in self.headers
            self.send_response(200)
            self.send_header("Set-Cookie", "a=b")
            self.end_headers()
            self.wfile.write(b'{"type": "Manifest"}')
        elif self.path == "/large":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x" * 2_000)
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def museum() -> Iterator[str]:
    """Where the server is."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Museum)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("path", ["/manifest", "/moved"])
def test_what_is_there_comes_wherever_it_has_moved(museum: str, path: str) -> None:
    fetched = fetch(f"{museum}{path}", loopback=True)
    assert (fetched.data, fetched.address) == (b'{"type": "Manifest"}', f"{museum}/manifest")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/nothing", "status 404"),
        ("/round", "cannot be reached"),
        ("/inside", "not in the public internet"),
        ("/file", "begin with https"),
    ],
)
def test_what_does_not_come_is_said(museum: str, path: str, words: str) -> None:
    with pytest.raises(RecordRefused, match=words):
        fetch(f"{museum}{path}", loopback=True)


def test_no_more_than_so_many_bytes_are_read(museum: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 1_000)
    with pytest.raises(RecordRefused, match="too large"):
        fetch(f"{museum}/large", loopback=True)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://museum.example/manifest", "begin with https"),
        ("ftp://museum.example/", "begin with https"),
        ("https://", "begin with https"),
        ("https://user:word@museum.example/", "begin with https"),
        ("https://[::1", "begin with https"),
        ("https://127.0.0.1/", "not in the public internet"),
        ("https://localhost/", "not in the public internet"),
        ("https://[::1]/", "not in the public internet"),
        ("https://[::ffff:10.0.0.1]/", "not in the public internet"),
        ("https://10.1.2.3/", "not in the public internet"),
        ("https://169.254.169.254/latest/meta-data", "not in the public internet"),
        ("https://192.168.1.1/", "not in the public internet"),
        ("https://0.0.0.0/", "not in the public internet"),
        ("https://2130706433/", "not in the public internet"),
        ("https://8.8.8.8:8080/", "not in the public internet"),
        ("https://nobody.invalid/", "cannot be reached"),
    ],
)
def test_only_the_public_internet_is_asked(address: str, words: str) -> None:
    with pytest.raises(RecordRefused, match=words):
        fetch(address)
