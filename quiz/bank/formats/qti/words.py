"""What an item's body shows: its words, its pictures, and gaps where one answers in the text."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from quiz.bank.formats.markup import BLOCKS, tidy_lines
from quiz.bank.formats.texts import ForeignText, TextPicture
from quiz.bank.formats.xml import local_name
from quiz.bank.rules import NOTHING
from quiz.i18n.localized import Localized

GAP = "_____"
INTERACTION = "Interaction"
INLINE = frozenset(("textEntryInteraction", "inlineChoiceInteraction"))
# What is said only after the answer, or to others than who answers.
LATER = frozenset(("feedbackBlock", "feedbackInline", "modalFeedback", "stylesheet"))
CELLS = frozenset(("td", "th"))


def element_words(element: Element) -> ForeignText:
    """The words and pictures of an element, whose language nobody says."""
    return ForeignText(
        Localized(fr=tidy_lines("".join(_words(element)))), pictures=tuple(_pictures(element))
    )


def is_interaction(element: Element) -> bool:
    """Whether one answers there."""
    return local_name(element).endswith(INTERACTION)


def _words(element: Element) -> Iterator[str]:
    name = local_name(element)
    if name in LATER or _is_for_others(element):
        return
    if is_interaction(element):
        if name in INLINE:
            yield GAP
            return
        # Its choices are read by themselves.
        yield "\n"
        for part in element:
            if local_name(part) == "prompt":
                yield from _words(part)
        return
    if name == "object":
        return
    gap = "\n" if name in BLOCKS else " " if name in CELLS else ""
    yield gap + _flat(element.text)
    for part in element:
        yield from _words(part)
        yield _flat(part.tail)
    yield gap


def _is_for_others(element: Element) -> bool:
    if local_name(element) != "rubricBlock":
        return False
    return "candidate" not in element.get("view", "candidate").split()


def _flat(text: str | None) -> str:
    """A text in one line: line ends of the XML say nothing."""
    return (text or "").replace("\n", " ")


def _pictures(element: Element) -> Iterator[TextPicture]:
    for part in element.iter():
        name = local_name(part)
        alt = " ".join((part.get("alt") or "").split())
        source = part.get("src") if name == "img" else None
        if name == "object" and part.get("type", "").startswith("image/"):
            source, alt = part.get("data"), " ".join("".join(part.itertext()).split())
        if source:
            yield TextPicture(source, Localized(fr=alt) if alt else NOTHING)
