"""Museum objects: things that questions are about, each described once."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from quiz.extensions import Base
from quiz.i18n.localized import Localized


class MuseumObject(Base):
    """An object of a museum as its label says it.

    `rights` is the address of a statement, or words; nothing is unknown, and never free. `picture`
    is the key of a picture that is kept here, or nothing. `searched` has all its texts folded, a
    line each, the title first: objects are listed by it.
    """

    __tablename__ = "museum_object"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[Localized] = mapped_column(default=Localized())
    maker: Mapped[Localized] = mapped_column(default=Localized())
    date: Mapped[Localized] = mapped_column(default=Localized())
    place: Mapped[Localized] = mapped_column(default=Localized())
    material: Mapped[Localized] = mapped_column(default=Localized())
    inventory_no: Mapped[str] = mapped_column(default="")
    institution: Mapped[str] = mapped_column(default="")
    credit: Mapped[str] = mapped_column(default="")
    rights: Mapped[str] = mapped_column(default="")
    page: Mapped[str] = mapped_column(default="")
    manifest: Mapped[str] = mapped_column(default="")
    picture: Mapped[str] = mapped_column(String(32), default="")
    searched: Mapped[str] = mapped_column(Text, default="", deferred=True)
    version: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[int]
