"""What a question says of the object that it is about, and when that is no longer its object's.

Pure. A question has a copy of these words: it is searched, checked, played and filed by them alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from quiz.i18n.localized import Localized

NOTHING = Localized()
# Parts that were one text for both languages before there were two.
ONCE_PLAIN = ("maker", "date")
# Parts that came later: a question that says none of them is the one that it was before.
LATER = ("place", "material", "institution", "manifest", "object_picture")
# Makers in Chinese who are no person: kilns, workshops, factories, offices, nobody who is known.
WORKSHOP = re.compile(
    r"(?:[窑厂坊局院处所]|工作室|公司|商行|学派|地区|工匠|匠人|不详|未知)(?:$|[（(，、；;])|民间"
)

# The parts of a citation that have two languages.
SPOKEN = ("title", "maker", "date", "place", "material")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The words of an object under the names that a question gives them."""

    object_title: Localized = NOTHING
    maker: Localized = NOTHING
    date: Localized = NOTHING
    place: Localized = NOTHING
    material: Localized = NOTHING
    inventory_no: str = ""
    institution: str = ""
    credit: str = ""
    rights: str = ""
    manifest: str = ""
    object_picture: str = ""


@dataclass(frozen=True, slots=True)
class ObjectView:
    """The object's citation; empty texts where the bank says nothing."""

    title: Localized = NOTHING
    maker: Localized = NOTHING
    date: Localized = NOTHING
    place: Localized = NOTHING
    material: Localized = NOTHING
    inventory_no: str = ""
    institution: str = ""
    credit: str = ""
    rights: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class CitedObject:
    """An object as questions cite it, and the page where one looks closer."""

    citation: Citation
    page: str = ""


CITED = tuple(part.name for part in fields(Citation))
_words = attrgetter(*CITED)


def citation_of(cited: Any) -> Citation:
    """The citation of whatever has its parts: a written question, a row."""
    return Citation(**{name: getattr(cited, name) for name in CITED})


def cite_alike(one: Any, other: Any) -> bool:
    """Whether two questions say the same of their objects; thousands are asked about at once."""
    return bool(_words(one) == _words(other))


def words_cited(citation: Citation) -> dict[str, Any]:
    """The parts of a citation by their names."""
    return {name: getattr(citation, name) for name in CITED}


def as_filed_before(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a question as JSON, as they were when an object was cited in fewer words."""
    filed = {name: value for name, value in facts.items() if value or name not in LATER}
    for name in ("place", "material"):
        if not any(filed[name].values()):
            del filed[name]
    for name in ONCE_PLAIN:
        if filed[name]["fr"] == filed[name]["zh"]:
            filed[name] = filed[name]["fr"]
    return filed


def chinese_title(title: str, maker: str) -> str:
    """A Chinese title, in 《》 where it is that of somebody's work and has none yet.

    A vessel of a kiln or a workshop has a description for a title, which stands without.
    """
    is_of_somebody = bool(maker) and WORKSHOP.search(maker) is None
    return f"《{title}》" if is_of_somebody and "《" not in title else title


def object_json(cited: Any) -> dict[str, Any]:
    """What a round's frozen copy has of the object that a written question cites."""
    texts = {name: getattr(cited, name) for name in SPOKEN[1:]}
    return {
        "title": cited.object_title.to_json(),
        **{name: text.to_json() for name, text in texts.items()},
        "inventory_no": cited.inventory_no,
        "institution": cited.institution,
        "credit": cited.credit,
        "rights": cited.rights,
        "source_url": cited.source_url,
    }


def object_view(cited: Mapping[str, Any]) -> ObjectView:
    """The citation of a frozen copy; an older one has one text for both languages of a part."""
    texts = {
        name: Localized.from_json(text) if isinstance(text, dict) else Localized(text, text)
        for name, text in cited.items()
        if name in SPOKEN
    }
    return ObjectView(**{**cited, **texts})
