"""What a manifest or a museum's record says of an object, before anything of it is taken. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.errors import Invalid
from quiz.i18n.localized import LANGUAGES, Localized
from quiz.objects.images import OfferedImage

# A text in the languages that it has, by their codes; "" where nothing says which one it is.
Spoken = Mapping[str, str]
NOTHING: Spoken = {}


@dataclass(frozen=True, slots=True)
class MuseumRecord:
    """An object as somebody else describes it.

    `rights` is the address of a statement, or nothing, which means unknown and never free;
    `statement` are words that go with the picture wherever it is shown. `images` may be many.
    """

    source: str
    title: Spoken = field(default_factory=dict)
    maker: Spoken = field(default_factory=dict)
    date: Spoken = field(default_factory=dict)
    place: Spoken = field(default_factory=dict)
    material: Spoken = field(default_factory=dict)
    inventory_no: str = ""
    institution: str = ""
    credit: str = ""
    rights: str = ""
    page: str = ""
    manifest: str = ""
    images: tuple[OfferedImage, ...] = ()
    is_sensitive: bool = False


class RecordRefused(Invalid):
    """A file or an address that is no description of an object; the sentence says what it is."""


NO_RECORD = _l(
    "This is no IIIF manifest and no record that we can read: V&A, Louvre and Wikidata are."
)


@dataclass(frozen=True, slots=True)
class RecordFormat:
    """A way in which museums describe objects: how it is document, how it is read."""

    name: str
    label: LazyString
    is_one: Callable[[Any], bool]
    read: Callable[[Any], tuple[MuseumRecord, ...]]


def localized(spoken: Spoken) -> Localized:
    """The text in our two languages; a gap where there is none, to be filled by somebody.

    What is in no language in particular, such as a name, may stand in either.
    """
    found = {own: spoken.get(own, "") or spoken.get("", "") for own in LANGUAGES}
    return Localized(**found)


def first_text(values: Iterable[Any]) -> str:
    """The first of the values that says something."""
    return next((str(value).strip() for value in values if value and str(value).strip()), "")


def in_any_language(text: object) -> Spoken:
    """A text in no language in particular; nothing if it says nothing."""
    words = first_text([text])
    return {"": words} if words else NOTHING
