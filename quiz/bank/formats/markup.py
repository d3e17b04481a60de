"""The words of a text in HTML or in Moodle's Markdown, and the pictures that stand in it."""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = frozenset(
    (
        *("p", "div", "br", "li", "tr", "table", "ul", "ol", "blockquote", "pre", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "section", "prompt"),
    )
)
UNSEEN = frozenset(("script", "style", "head", "title", "rp", "rt"))
# Tags that people write in a text without saying that it is HTML.
TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|img|sub|sup|ul|ol|li|code|pre|a|h[1-6])\b[^<>]*>",
    re.IGNORECASE,
)
STARS = re.compile(r"(\*{1,2}|_{1,2})(?=\S)([^*_\n]+?)(?<=\S)\1(?!\w)")
LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class MarkupPicture:
    """A picture in a text: where it is, and its description."""

    source: str
    alt: str


@dataclass(slots=True)
class Markup:
    """The words of a text, a line for each of its blocks, and its pictures in their order."""

    text: str
    pictures: tuple[MarkupPicture, ...] = ()


@dataclass(slots=True)
class _Pieces:
    words: list[str] = field(default_factory=list)
    pictures: list[MarkupPicture] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects words and pictures; what is not closed, or not known, does no harm."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces = _Pieces()
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self._unseen += 1
        if tag in BLOCKS:
            self.pieces.words.append("\n")
        if tag in ("img", "object", "audio", "video"):
            known = {name: value or "" for name, value in attrs}
            source = known.get("src") or known.get("data") or ""
            if tag == "img" or known.get("type", "").startswith("image/"):
                alt = " ".join(known.get("alt", "").split())
                self.pieces.pictures.append(MarkupPicture(source, alt))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in UNSEEN:
            self._unseen -= 1

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag in BLOCKS:
            self.pieces.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.words.append(re.sub(r"\s+", " ", data))


def read_html(text: str) -> Markup:
    """What HTML shows as plain text."""
    reader = _Reader()
    reader.feed(text[:LONGEST])
    reader.close()
    return Markup(tidy_lines("".join(reader.pieces.words)), tuple(reader.pieces.pictures))


def read_auto(text: str) -> Markup:
    """A text that may have tags in it without saying so, or none."""
    if TAG.search(text):
        return read_html(text)
    return Markup(tidy_lines(html.unescape(text)))


def read_markdown(text: str) -> Markup:
    """The words of Markdown: without its stars and lines, and its tags."""
    return read_auto(STARS.sub(r"\2", text))


def read_plain(text: str) -> Markup:
    """A text that stands for itself."""
    return Markup(tidy_lines(text))


def tidy_lines(text: str) -> str:
    """Lines without spaces around them and without gaps between them."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


READERS = {
    "html": read_html,
    "moodle": read_auto,
    "moodle_auto_format": read_auto,
    "markdown": read_markdown,
    "plain": read_plain,
    "plain_text": read_plain,
}


def read_markup(text: str, form: str) -> Markup:
    """The words of a text in one of Moodle's forms; one that is not known may have tags."""
    return READERS.get(form, read_auto)(text)
