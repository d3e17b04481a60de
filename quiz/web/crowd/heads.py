"""Heads of requests as they come in, read by httptools one at a time and within bounds."""

from math import inf
from urllib.parse import unquote_to_bytes

from httptools import (
    HttpParserError,
    HttpParserInvalidURLError,
    HttpParserUpgrade,
    HttpRequestParser,
    parse_url,
)

from quiz.i18n.localized import LANGUAGES

CROWD = (b"/live/", b"/my/")
# Where the public page of an event may be, among others that are not a crowd's.
PAGES = tuple(f"/{language}/e/".encode() for language in LANGUAGES)
CROWD_PAGES = CROWD + PAGES
METHODS = {b"GET": "GET", b"PUT": "PUT"}
# What the head of a crowd's request begins with, whether all of it is there or not.
CROWD_LINES = tuple(method + b" " + path for method in METHODS for path in CROWD)
HEAD_END = b"\r\n\r\n"
# Bytes of a head. It is kept until its end, whether that ever comes or not.
LONGEST_HEAD = 65_536
# Bytes of the head of a crowd's request, as nginx allows them.
LONGEST_CROWD_HEAD = 8_192
# What says that more follows than the head, or that the client waits for a word before it does.
LONGER = frozenset({b"content-length", b"transfer-encoding", b"expect", b"upgrade"})
EMPTY = (b"content-length", b"0")
TOO_LONG = "The head of this request is too long."


class MalformedError(Exception):
    """What was sent is no request that is served; the sentence says why."""


class HeadReader:
    """Reads the heads of one connection; the last one stays until the next is expected."""

    __slots__ = (
        *("_is_kept", "_is_longer", "_is_upgrade", "_parser", "_seen"),
        *("headers", "is_read", "url"),
    )

    def __init__(self) -> None:
        self._parser = HttpRequestParser(self)
        self.expect()

    def expect(self) -> None:
        """Begin with the next head, after one that had no body."""
        self.url = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self._seen = 0
        self._is_longer = self.is_read = self._is_upgrade = self._is_kept = False

    def expect_anew(self) -> None:
        """Begin with the next head, after a body that this reader did not see."""
        self._parser = HttpRequestParser(self)
        self.expect()

    def end(self) -> None:
        """Let go of the parser, which knows its reader as the reader knows it."""
        del self._parser

    def on_url(self, url: bytes) -> None:
        """The address, or a part of it."""
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """One line of the head."""
        name = name.lower()
        # A browser says of each PUT how long its body is, of none as well.
        if name in LONGER and (name, value) != EMPTY:
            self._is_longer = True
        self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        """Only now the parser knows whether the client wants the connection kept."""
        parser = self._parser
        self.is_read = True
        self._is_kept = parser.should_keep_alive() and parser.get_http_version() == "1.1"

    def read(self, unread: bytes) -> int:
        """How long the head is that `unread` begins with; 0 as long as its end is not there.

        The parser is given what it has not seen, and nothing of what follows.
        """
        seen = self._seen
        found = unread.find(HEAD_END, seen - 3 if seen > 3 else 0)
        end = len(unread) if found < 0 else found + 4
        try:
            self._parser.feed_data(unread[seen:end])
        except HttpParserUpgrade:
            self._is_upgrade = True
        except HttpParserError as error:
            raise MalformedError("This is no HTTP request.") from error
        if found >= 0:
            return end
        self._seen = end
        if end > (LONGEST_CROWD_HEAD if unread.startswith(CROWD_LINES) else LONGEST_HEAD):
            raise MalformedError(TOO_LONG)
        return 0

    def crowd_method(self, size: int) -> str | None:
        """The method of what may be a crowd's, whose head is so long; None of others."""
        if size > LONGEST_CROWD_HEAD:
            if self.url.startswith(CROWD) or is_crowd_anyhow(self.url):
                raise MalformedError(TOO_LONG)
            return None
        if not self.url.startswith(CROWD_PAGES) or self._is_longer or not self._is_kept:
            return None
        return METHODS.get(self._parser.get_method()) if is_plain(self.url) else None

    def body_length(self) -> float:
        """Bytes of the body; infinite if only what follows says where it ends."""
        if not is_address(self.url):
            raise MalformedError("This is no address.")
        sizes = dict(self.headers)
        if self._is_upgrade or b"transfer-encoding" in sizes:
            return inf
        return int(sizes.get(b"content-length", b"0"))

    def judge(self, body: bytes) -> None:
        """Look at some more of a body that says itself where it ends."""
        try:
            self._parser.feed_data(body)
        except HttpParserUpgrade:
            return
        except HttpParserError as error:
            raise MalformedError("The body of this request makes no sense.") from error


def is_plain(url: bytes) -> bool:
    """Whether the address's path is written as it is meant."""
    if b"%" in url or not url.isascii():
        url = url.partition(b"?")[0]
    return b"%" not in url and url.isascii()


def is_crowd_anyhow(url: bytes) -> bool:
    """Whether the address is a crowd's, however it is written."""
    return is_address(url) and unquote_to_bytes(parse_url(url).path or b"").startswith(CROWD)


def is_address(url: bytes) -> bool:
    """Whether it is an address that can be taken apart."""
    try:
        return (parse_url(url).path or b"").isascii()
    except HttpParserInvalidURLError:
        return False
