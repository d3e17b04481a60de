"""What is read of pictures."""

from collections.abc import Iterable, Mapping, Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from quiz.errors import NotFound
from quiz.extensions import db
from quiz.pictures.models import Picture, PicturePart, PictureStrip
from quiz.pictures.rules import Copy


def find_picture(key: str) -> Picture | None:
    """The picture of that key, without its bytes."""
    return db.session.get(Picture, key) if key else None


def get_picture(key: str) -> Picture:
    """The picture of that key."""
    picture = find_picture(key)
    if picture is None:
        raise NotFound(_l("There is no such picture."))
    return picture


def read_copy(key: str, copy: Copy) -> bytes | None:
    """The bytes of one copy, JPEG, if there is such a picture."""
    return db.session.scalar(select(getattr(Picture, copy)).where(Picture.key == key))


def read_master(key: str) -> bytes:
    """What the picture can be framed anew from."""
    master = db.session.scalar(select(Picture.master).where(Picture.key == key))
    if master is None:
        raise NotFound(_l("There is no such picture."))
    return master


def masters_of(keys: Mapping[str, str]) -> dict[str, bytes]:
    """What each picture can be made from anew, by the name that stands for its key."""
    rows = db.session.execute(
        select(Picture.key, Picture.master).where(Picture.key.in_(set(keys.values())))
    )
    masters = {row.key: row.master for row in rows}
    return {name: masters[key] for name, key in keys.items() if key in masters}


def read_strip(key: str) -> bytes | None:
    """The strip of that key, JPEG, if it was made."""
    return db.session.scalar(select(PictureStrip.data).where(PictureStrip.key == key))


def read_squares(keys: Sequence[str]) -> list[bytes]:
    """The thumbnails of those pictures, in that order; NotFound where one is not there."""
    rows = db.session.execute(select(Picture.key, Picture.thumbnail).where(Picture.key.in_(keys)))
    by_key = {row.key: row.thumbnail for row in rows}
    if not by_key.keys() >= set(keys):
        raise NotFound(_l("There is no such picture."))
    return [by_key[key] for key in keys]


def known_pictures(keys: Iterable[str]) -> dict[str, Picture]:
    """Those of the keys that are there."""
    rows = db.session.scalars(select(Picture).where(Picture.key.in_(set(keys))))
    return {picture.key: picture for picture in rows}


def bytes_on_their_way(sender: str) -> int:
    """How much a member of staff has sent in parts that are not whole yet."""
    total = select(func.coalesce(func.sum(func.length(PicturePart.data)), 0))
    return int(db.session.scalar(total.where(PicturePart.sender == sender)) or 0)
