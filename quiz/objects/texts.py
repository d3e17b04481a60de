"""Texts of IIIF manifests: strings, arrays, language maps, values with a language; HTML taken out.

Pure. Sources: iiif.io/api/presentation/2.1 (4.2, 4.3) and 3.0 (4).
"""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

SILENT = {"script", "style"}
BLOCKS = {"p", "br", "div", "li", "h1", "h2", "h3", "tr"}
NO_LANGUAGE = {"", "none", "@none", "und", "zxx"}
BETWEEN = " ; "


class PlainText(HTMLParser):
    """Collects what a reader sees of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (the parser names it)
        """Note what is not read, and where a line ends."""
        self._silent += tag in SILENT
        if tag in BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Read on after what is not read."""
        self._silent -= tag in SILENT and self._silent > 0
        if tag in BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        if not self._silent:
            self.parts.append(data)


def without_html(text: str) -> str:
    """The text as it is read, with single spaces."""
    if "<" in text or "&" in text:
        parser = PlainText()
        parser.feed(text)
        parser.close()
        text = "".join(parser.parts)
    return " ".join(text.split())


def spoken_text(value: Any) -> dict[str, str]:
    """A value of a manifest by language: fr, zh, another code, or "" where nothing says which.

    Several values in one language stand one after the other. Simplified Chinese goes before others.
    """
    found: dict[str, list[str]] = {}
    for language, text in _values(value):
        plain = without_html(text)
        if plain and plain not in found.setdefault(language, []):
            found[language].append(plain)
    texts = {language: BETWEEN.join(parts) for language, parts in found.items() if parts}
    return _own_codes(texts)


def _values(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        yield "", str(value)
    elif isinstance(value, list):
        for part in value:
            yield from _values(part)
    elif isinstance(value, Mapping) and "@value" in value:
        yield _code(value.get("@language")), str(value["@value"])
    elif isinstance(value, Mapping):
        for language, texts in value.items():
            for _inner, text in _values(texts):
                yield _code(language), text


def _code(language: Any) -> str:
    """A language as it is told, in small letters."""
    if isinstance(language, list):
        language = language[0] if language else ""
    code = str(language or "").strip().lower().replace("_", "-")
    return "" if code in NO_LANGUAGE else code


def _own_codes(texts: dict[str, str]) -> dict[str, str]:
    """The same by our codes: `fr-ca` is fr; of the Chinese ones the simplified one is zh."""
    found = dict(texts)
    for own, wanted in (("fr", ("fr", "fr-")), ("zh", ("zh-hans", "zh-cn", "zh-sg", "zh", "zh-"))):
        for beginning in wanted:
            named = (code for code in texts if code == beginning or _is_kind_of(code, beginning))
            if (code := next(named, None)) is not None:
                found = {c: t for c, t in found.items() if c.split("-")[0] != own}
                found[own] = texts[code]
                break
    return found


def _is_kind_of(code: str, beginning: str) -> bool:
    return beginning.endswith("-") and code.startswith(beginning)
