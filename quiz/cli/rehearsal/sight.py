"""What a rehearsing player reads in a scene: its phase, its round, what can be answered."""

from dataclasses import dataclass
from html.parser import HTMLParser

from quiz.bank.kinds.base import Content


@dataclass(slots=True)
class ParsedScene:
    """A scene as far as a player needs it."""

    phase: str = ""
    number: int | None = None
    kind: str = ""
    seconds: int = 0
    choices: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def public(self) -> Content:
        """What a kind has to know of the question to guess and to read an answer."""
        return {
            "kind": self.kind,
            "choices": [{"id": own} for own in self.choices],
            "others": [{"id": own} for own in dict.fromkeys(self.others)],
        }


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sight = ParsedScene()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "section":
            self.sight.phase = attributes.get("data-phase", "")
            self.sight.number = (
                int(attributes["data-round"]) if attributes.get("data-round") else None
            )
            self.sight.seconds = int(attributes.get("data-seconds") or 0)
        elif tag == "form":
            self.sight.kind = attributes.get("data-kind", "")
        elif tag == "li" and "data-id" in attributes:
            self.sight.choices += (attributes["data-id"],)
        elif tag == "input" and attributes.get("type") in ("radio", "checkbox"):
            self.sight.choices += (attributes.get("value", ""),)
        elif tag == "option" and attributes.get("value"):
            self.sight.others += (attributes["value"],)


def read_scene(html: bytes) -> ParsedScene:
    """What a scene says to a player."""
    reader = _Reader()
    reader.feed(html.decode())
    return reader.sight
