"""XML that somebody sent, read without entities, definitions of its own, or addresses."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.decoding import decoded
from quiz.bank.formats.refusal import FileError, FileRefused

# Elements within elements; the deepest of any real file is a tenth of it.
DEEPEST = 200
BEFORE_ROOT = r"\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)\s*)*"
ROOT = re.compile(BEFORE_ROOT + r"<([^\s<>/]+)([^<>]*)", re.DOTALL)

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
UNSAFE = _l("This XML defines entities of its own, which are not read. Save it without them.")


def root_of(start: str) -> tuple[str, str]:
    """The name of the outermost element, without its prefix, and its attributes as written."""
    found = ROOT.match(start) if start.startswith("<") else None
    return (found[1].rpartition(":")[2], found[2]) if found is not None else ("", "")


def read_xml(data: bytes) -> Element:
    """The outermost element; FileRefused says where the XML is broken."""
    try:
        root = _parsed(data)
    except DefusedXmlException:
        raise FileRefused([FileError(UNSAFE)]) from None
    except ParseError as error:
        line = error.position[0]
        reason = _l("This XML is broken at line %(line)s. Save the file once more.", line=line)
        raise FileRefused([FileError(reason)]) from None
    if _depth(root) > DEEPEST:
        raise FileRefused([FileError(_l("This XML is nested too deeply."))])
    return root


def _parsed(data: bytes) -> Element:
    """The XML, also in an encoding such as GB18030, which the parser does not know."""
    try:
        root: Element = fromstring(data)
    except (ValueError, LookupError):
        text = DECLARATION.sub("", decoded(data), count=1)
        root = fromstring(text.encode("utf-8", "replace"))
    return root


def _depth(root: Element) -> int:
    depth, level = 0, [root]
    while level and depth <= DEEPEST:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def local_name(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children of these names, in any namespace."""
    return (child for child in element if local_name(child) in names)


def child(element: Element, name: str) -> Element | None:
    """The first child of that name, in any namespace."""
    return next(children(element, name), None)


def text_of_child(element: Element, name: str) -> str:
    """The text of the first child of that name; "" if there is none."""
    found = child(element, name)
    return "" if found is None else (found.text or "").strip()
