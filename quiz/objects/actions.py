"""What makes, changes and removes museum objects.

Questions keep copies of an object's words: `bank.citations` gives them the new ones, in the same
transaction.
"""

from dataclasses import fields

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quiz.audit.actions import record
from quiz.errors import NotFound
from quiz.extensions import db
from quiz.objects.models import MuseumObject
from quiz.objects.rules import (
    ChangedObject,
    ObjectWords,
    UnfitObject,
    object_problems,
    searched_text,
    tidy_words,
)


def make_object(words: ObjectWords, now: int, actor: str) -> MuseumObject:
    """A new object; UnfitObject says what is wrong with its words. `now` in ms UTC."""
    made = MuseumObject(made_at=now)
    _fill(made, _fit(words))
    db.session.add(made)
    db.session.flush()
    record(actor, "object.make", f"object {made.id}")
    return made


def edit_object(object_id: int, words: ObjectWords, version: int, actor: str) -> MuseumObject:
    """Replace what is written of an object, if it still has the `version` that was seen."""
    kept = _lock_object(object_id, version)
    changed = _fill(kept, _fit(words))
    kept.version += 1
    db.session.flush()
    details = {"version": kept.version, "fields": changed}
    record(actor, "object.edit", f"object {object_id}", details)
    return kept


def delete_object(object_id: int, version: int, actor: str) -> None:
    """Remove an object, if it still has that `version`; questions keep the words they have."""
    db.session.delete(_lock_object(object_id, version))
    db.session.flush()
    record(actor, "object.delete", f"object {object_id}")


def hold_object(object_id: int | None) -> MuseumObject | None:
    """The object of that number, if there is one, which nobody changes until the transaction ends.

    Who copies its words asks for it first, before a bank is locked.
    """
    if object_id is None:
        return None
    chosen = select(MuseumObject).where(MuseumObject.id == object_id)
    held = chosen.with_for_update(read=True).execution_options(populate_existing=True)
    return db.session.scalar(held)


def _lock_object(object_id: int, version: int) -> MuseumObject:
    found = db.session.scalar(
        select(MuseumObject)
        .where(MuseumObject.id == object_id)
        # Questions may still refer to it: whoever saves one holds its bank, which comes after this.
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound(_l("There is no such object."))
    if found.version != version:
        raise ChangedObject(_l("Somebody changed this object meanwhile; look at it again."))
    return found


def _fit(words: ObjectWords) -> ObjectWords:
    tidied = tidy_words(words)
    if problems := tuple(object_problems(tidied)):
        raise UnfitObject(problems)
    return tidied


def _fill(kept: MuseumObject, words: ObjectWords) -> list[str]:
    """Write the words; the names of those that are other than before."""
    written = {part.name: getattr(words, part.name) for part in fields(ObjectWords)}
    changed = [name for name, value in written.items() if getattr(kept, name) != value]
    for name, value in written.items():
        setattr(kept, name, value)
    kept.searched = searched_text(words)
    return changed
