"""Pictures, kept once each, and the parts of those that are still on their way."""

from sqlalchemy import JSON, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.extensions import Base


class Picture(Base):
    """A picture with its copies in JPEG; `key` is a hash of its content and of how it is framed.

    `master` is what it can be framed anew from: nobody sees it. `frame` and `focus` are in
    thousandths, `width` and `height` the pixels of the studio's copy.
    """

    __tablename__ = "picture"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    width: Mapped[int]
    height: Mapped[int]
    frame: Mapped[list[int]] = mapped_column(JSON)
    focus: Mapped[list[int]] = mapped_column(JSON)
    master: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    phone: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    studio: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    thumbnail: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    made_at: Mapped[int]
    made_by: Mapped[str] = mapped_column(String(255))


class PictureStrip(Base):
    """Squares of several pictures side by side, made when a round first shows them."""

    __tablename__ = "picture_strip"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[int]


class PicturePart(Base):
    """A part of a file on its way, by the key that its sender drew; gone once it is whole."""

    __tablename__ = "picture_part"

    upload: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    sender: Mapped[str] = mapped_column(String(255))
    data: Mapped[bytes] = mapped_column(LargeBinary)
    sent_at: Mapped[int]
