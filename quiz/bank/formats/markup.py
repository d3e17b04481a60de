"""The words of a text in HTML or in Moodle's Markdown, and the pictures that stand in it."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

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
# The inside of a tag, from behind its bracket: no bracket stands in it but in quotation marks.
INSIDE = re.compile(
    r"""(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})(?![a-zA-Z0-9:-])((?:[^>"']|"[^"]*"|'[^']*')*)>"""
)
ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,30})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
SPACES = re.compile(r"\s+")


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


def read_html(text: str) -> Markup:
    """What HTML shows as plain text; what is not closed, or not known, does no harm."""
    words: list[str] = []
    pictures: list[MarkupPicture] = []
    unseen = 0
    for closing, name, attributes, data in _tokens(_without_comments(text)):
        if name in UNSEEN:
            unseen = max(0, unseen + (-1 if closing else 1))
        if name in BLOCKS:
            words.append("\n")
        if name in ("img", "object") and not closing:
            pictures += _pictures(name, attributes)
        if not unseen:
            words.append(SPACES.sub(" ", data))
    return Markup(tidy_lines(html.unescape("".join(words))), tuple(pictures))


def _without_comments(text: str) -> str:
    """The text without comments; one that never ends takes the rest along."""
    kept, end = [], 0
    while (start := text.find("<!--", end)) >= 0:
        kept.append(text[end:start])
        closing = text.find("-->", start)
        end = len(text) if closing < 0 else closing + 3
    kept.append(text[end:])
    return "".join(kept)


def _tokens(text: str) -> Iterator[tuple[bool, str, str, str]]:
    """Each tag with the words behind it: whether it closes, its name, its attributes as written.

    The first has no name: it stands for the words before any tag.
    """
    first, *parts = text.split("<")
    yield False, "", "", first
    for part in parts:
        found = INSIDE.match(part)
        if found is None:
            yield False, "", "", f"<{part}"
        else:
            yield bool(found[1]), found[2].lower(), found[3], part[found.end() :]


def _pictures(name: str, written: str) -> Iterator[MarkupPicture]:
    """The picture of an image, or of an object that is one."""
    known = {
        found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "")
        for found in ATTRIBUTE.finditer(written)
    }
    source = known.get("src") or known.get("data") or ""
    if name == "img" or known.get("type", "").startswith("image/"):
        yield MarkupPicture(source, " ".join(known.get("alt", "").split()))


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
