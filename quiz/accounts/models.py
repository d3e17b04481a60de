"""Staff: who they are, what they may do, where they are signed in."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quiz.accounts.rules import ends_at
from quiz.extensions import Base

staff_role = Table(
    "staff_role",
    Base.metadata,
    Column("staff_id", ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("role.id", ondelete="CASCADE"), primary_key=True),
)


class Role(Base):
    """`host` or `admin`."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(32), unique=True)


class Staff(Base):
    """A person who signs in; a host who `is_limited` runs named events only (`HostedEvent`)."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(String(2), default="fr")
    made_at: Mapped[int]
    is_limited: Mapped[bool] = mapped_column(default=False, server_default=false())
    roles: Mapped[list[Role]] = relationship(secondary=staff_role, lazy="selectin")

    @property
    def is_authenticated(self) -> bool:
        """Always: a reader who is somebody."""
        return True


class HostedEvent(Base):
    """An event that a host who is limited may run."""

    __tablename__ = "hosted_event"

    staff_id: Mapped[int] = mapped_column(
        ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
    )
    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class SignIn(Base):
    """One browser in which somebody signed in; ended by signing out, or by an admin."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    agent: Mapped[str] = mapped_column(String(255), default="")
    made_at: Mapped[int]
    last_seen_at: Mapped[int]
    ended_at: Mapped[int | None]
    staff: Mapped[Staff] = relationship(lazy="joined")

    def is_alive(self, now: int) -> bool:
        """Whether this browser is still signed in at `now`, in ms UTC."""
        is_over = now >= ends_at(self.made_at, self.last_seen_at)
        return self.ended_at is None and self.staff.active and not is_over


class SignInLink(Base):
    """A link that signs one person in, once; only its hash is kept. It is gone when it was used."""

    __tablename__ = "sign_in_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), unique=True)
    expires_at: Mapped[int]
    staff: Mapped[Staff] = relationship(lazy="joined")

    def is_usable(self, now: int) -> bool:
        """Whether it still signs its owner in at `now`, in ms UTC."""
        return self.staff.active and now < self.expires_at


class OpenConsole(Base):
    """That somebody had the console of an event open at `seen_at` (ms UTC)."""

    __tablename__ = "open_console"
    __table_args__ = (Index("ix_open_console_event", "event_id", "seen_at"),)

    staff_id: Mapped[int] = mapped_column(
        ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
    )
    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    seen_at: Mapped[int]


class Miss(Base):
    """A wrong password, once for each thing that it is counted under, which is kept as a hash.

    By the account's hash all that was counted for an account is forgotten together.
    """

    __tablename__ = "miss"
    __table_args__ = (Index("ix_miss_about", "about_hash", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    about_hash: Mapped[str] = mapped_column(String(64))
    account_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[int]


class Invitation(Base):
    """A link that makes one member of staff, once; only its hash is kept."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str | None] = mapped_column(String(255))
    role: Mapped[str] = mapped_column(String(32))
    made_at: Mapped[int]
    expires_at: Mapped[int | None]
    used_at: Mapped[int | None]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))


def actor_name(actor: Staff | str) -> str:
    """Under what name the record knows who acts: an e-mail address, or the name of a console."""
    return actor if isinstance(actor, str) else actor.email
