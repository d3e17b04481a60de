"""The few signs of a sentence of help: *a label of a screen*, `what is typed`, [a key]."""

import re

from markupsafe import Markup, escape

SIGNS = re.compile(r"\*([^*]+)\*|`([^`]+)`|\[([^\]]+)\]")
ELEMENTS = ("b", "code", "kbd")


def marked_up(sentence: str) -> Markup:
    """The sentence as HTML: labels in bold, commands as code, keys as keys; the rest as it is."""
    return Markup(SIGNS.sub(_element, str(escape(sentence))))  # noqa: S704 (it was escaped)


def labels(sentence: str) -> list[str]:
    """The labels of screens that a sentence names, in its order."""
    return [label for label, _, _ in SIGNS.findall(sentence) if label]


def _element(sign: re.Match[str]) -> str:
    at = next(place for place, text in enumerate(sign.groups()) if text is not None)
    return f"<{ELEMENTS[at]}>{sign.groups()[at]}</{ELEMENTS[at]}>"
