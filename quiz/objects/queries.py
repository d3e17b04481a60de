"""What is read of museum objects."""

from collections.abc import Collection, Iterator
from dataclasses import fields

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, func, select

from quiz.errors import NotFound
from quiz.extensions import db
from quiz.i18n.folding import fold_search
from quiz.i18n.localized import Localized
from quiz.objects.models import MuseumObject
from quiz.objects.rules import ObjectWords, searched_text
from quiz.pages import Page, read_page

PAGE = 100


def get_object(object_id: int) -> MuseumObject:
    """The object with that number."""
    found = find_object(object_id)
    if found is None:
        raise NotFound(_l("There is no such object."))
    return found


def find_object(object_id: int | None) -> MuseumObject | None:
    """The object with that number, if there is one."""
    return None if object_id is None else db.session.get(MuseumObject, object_id)


def object_titles(numbers: Collection[int]) -> dict[int, Localized]:
    """What the objects with those numbers are called, of those that are still there."""
    titles = select(MuseumObject.id, MuseumObject.title).where(MuseumObject.id.in_(numbers))
    return {row.id: row.title for row in db.session.execute(titles)}


def object_words(kept: MuseumObject) -> ObjectWords:
    """A kept object as a value, for the rules."""
    return ObjectWords(**{part.name: getattr(kept, part.name) for part in fields(ObjectWords)})


def find_objects(text: str, wanted: int, size: int = PAGE) -> Page[MuseumObject]:
    """A page of the objects that have every word of `text`, by their French titles."""
    conditions = tuple(_conditions(text))
    counted = select(func.count()).select_from(MuseumObject).where(*conditions)
    chosen = select(MuseumObject).where(*conditions)
    ordered = chosen.order_by(MuseumObject.searched, MuseumObject.id)
    return read_page(
        db.session.scalar(counted) or 0,
        wanted,
        size,
        lambda offset: db.session.scalars(ordered.offset(offset).limit(size)).all(),
    )


def _conditions(text: str) -> Iterator[ColumnElement[bool]]:
    for word in text.split():
        if folded := fold_search(word):
            yield MuseumObject.searched.contains(folded, autoescape=True)


def object_pictures() -> set[str]:
    """The keys of the pictures that objects have."""
    pictured = select(MuseumObject.picture).where(MuseumObject.picture != "")
    return set(db.session.scalars(pictured))


def find_same_object(words: ObjectWords) -> MuseumObject | None:
    """An object that says exactly that, if there is one."""
    alike = select(MuseumObject).where(MuseumObject.searched == searched_text(words))
    rows = db.session.scalars(alike.order_by(MuseumObject.id))
    return next((kept for kept in rows if object_words(kept) == words), None)
