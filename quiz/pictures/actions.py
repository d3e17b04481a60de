"""What keeps pictures: a file's parts, then the picture itself."""

import json
from dataclasses import astuple
from hashlib import blake2b

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from quiz.audit.actions import record
from quiz.extensions import Base, db
from quiz.pictures.models import Picture, PicturePart, PictureStrip
from quiz.pictures.process import PreparedPicture
from quiz.pictures.queries import bytes_on_their_way, find_picture, get_picture, read_strip
from quiz.pictures.rules import MOST_BYTES, Copy, Fault, PictureRefused, file_name

# Whoever closed the page does not come back for a file that is half sent.
FORGOTTEN_MS = 3_600_000


def keep_picture(prepared: PreparedPicture, name: str, now: int, actor: str) -> Picture:
    """The picture, kept; the same content framed alike is the same picture."""
    known = find_picture(key := key_of_content(prepared))
    if known is not None:
        return known
    studio = prepared.copies[Copy.STUDIO]
    made = _insert(Picture).values(
        key=key,
        name=file_name(name),
        width=studio.width,
        height=studio.height,
        frame=list(astuple(prepared.frame)),
        focus=list(astuple(prepared.focus)),
        master=prepared.master,
        **{copy: made.data for copy, made in prepared.copies.items()},
        made_at=now,
        made_by=actor,
    )
    # Somebody else may keep the same one at this moment, on another machine.
    if db.session.scalar(made.on_conflict_do_nothing().returning(Picture.key)) is not None:
        record(actor, "picture.make", f"picture {key}", {"name": file_name(name)})
    return get_picture(key)


def key_of_content(prepared: PreparedPicture) -> str:
    """32 hexadecimal digits that two pictures share only if they are the same, framed alike."""
    framing = json.dumps([astuple(prepared.frame), astuple(prepared.focus)]).encode()
    return blake2b(prepared.master + framing, digest_size=16).hexdigest()


def keep_strip(key: str, data: bytes, now: int) -> bytes:
    """The strip of that key as it is kept: whoever made it first was first."""
    made = _insert(PictureStrip).values(key=key, data=data, made_at=now)
    db.session.execute(made.on_conflict_do_nothing())
    return read_strip(key) or data


def keep_part(upload: str, number: int, data: bytes, now: int, sender: str) -> None:
    """A part of a file; sent again it is kept once. PictureRefused where all of it is too much."""
    db.session.execute(delete(PicturePart).where(PicturePart.sent_at < now - FORGOTTEN_MS))
    this = (PicturePart.upload == upload, PicturePart.number == number)
    db.session.execute(delete(PicturePart).where(*this, PicturePart.sender == sender))
    # Another file may still be on its way; a third one not.
    if bytes_on_their_way(sender) + len(data) > 2 * MOST_BYTES:
        raise PictureRefused(Fault.TOO_LARGE)
    part = _insert(PicturePart).values(
        upload=upload, number=number, sender=sender, data=data, sent_at=now
    )
    kept = part.on_conflict_do_update(
        index_elements=[PicturePart.upload, PicturePart.number],
        set_={"data": part.excluded.data, "sent_at": part.excluded.sent_at},
        where=PicturePart.sender == part.excluded.sender,
    )
    # It may be on its way twice, since the answer to it was lost; another's file is not ours.
    if db.session.scalar(kept.returning(PicturePart.number)) is None:
        raise PictureRefused(Fault.BROKEN)


def _insert(model: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """An insert that may say what happens to a row that is there already."""
    if db.session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(model)
    return postgresql.insert(model)


def take_parts(upload: str, count: int, sender: str) -> bytes | None:
    """The whole file of `count` parts, which are kept no longer; None while one is missing."""
    mine = (PicturePart.upload == upload, PicturePart.sender == sender)
    rows = select(PicturePart.number, PicturePart.data).where(*mine).order_by(PicturePart.number)
    parts = db.session.execute(rows).all()
    if [row.number for row in parts] != list(range(count)):
        return None
    db.session.execute(delete(PicturePart).where(*mine))
    return b"".join(row.data for row in parts)


def forget_pictures(in_use: set[str], before: int, actor: str) -> int:
    """Remove the pictures made before that instant of which nobody has a use; how many."""
    made = db.session.scalars(select(Picture.key).where(Picture.made_at < before)).all()
    unused = [key for key in made if key not in in_use]
    db.session.execute(delete(PictureStrip).where(PictureStrip.made_at < before))
    if unused:
        db.session.execute(delete(Picture).where(Picture.key.in_(unused)))
        record(actor, "picture.forget", "pictures", {"pictures": len(unused)})
    return len(unused)
