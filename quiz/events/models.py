"""Livestreams and their quiz: series, event, channel, run of show, rounds, interludes."""

from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quiz.audit.models import Subject
from quiz.bank.models import Question
from quiz.bin import Binnable
from quiz.events.outputs import LANDSCAPE, MARGIN, OVERLAY_KIND, OutputFacts, SafeArea
from quiz.events.timeline import MARGIN_MS
from quiz.extensions import Base
from quiz.i18n.localized import Localized
from quiz.scoring.rules import SHORTEST_SPREAD_MS


class Series(Base):
    """Events that share a season board."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[Localized]
    made_at: Mapped[int]


class Event(Binnable, Base):
    """One livestream and its quiz.

    `version` grows with every write that changes a screen; `preset` is `accuracy`, `balanced` or
    `fast`; `ended_at` is the studio instant of *over*, with the delays it was clicked under. With
    `one_delay` every channel is as late as the slowest; with `suggested_names` nobody chooses a
    nickname; who joins from `ranking_closed_at` on plays unranked. One that is `archived` is not
    listed; one in the bin keeps its codes. One with an `original_id` is the rehearsal of that
    event, and is listed nowhere.
    """

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[Localized]
    museum: Mapped[Localized]
    starts_at: Mapped[int]
    time_zone: Mapped[str] = mapped_column(String(64), default="Europe/Paris")
    preset: Mapped[str] = mapped_column(String(16), default="balanced")
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id", ondelete="SET NULL"))
    one_delay: Mapped[bool] = mapped_column(default=False, server_default=false())
    suggested_names: Mapped[bool] = mapped_column(default=False, server_default=false())
    ranking_closed_at: Mapped[int | None]
    ended_at: Mapped[int | None]
    ended_delays: Mapped[dict[str, Any] | None]
    made_at: Mapped[int]
    archived: Mapped[bool] = mapped_column(default=False, server_default=false())
    original_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), index=True
    )
    channels: Mapped[list["Channel"]] = relationship(
        back_populates="event", order_by="Channel.position", cascade="all, delete-orphan"
    )
    entries: Mapped[list["Entry"]] = relationship(
        back_populates="event", order_by="Entry.position", cascade="all, delete-orphan"
    )
    rounds: Mapped[list["Round"]] = relationship(
        back_populates="event", order_by="Round.id", cascade="all, delete-orphan"
    )
    interludes: Mapped[list["Interlude"]] = relationship(
        order_by="Interlude.id", cascade="all, delete-orphan"
    )
    aliases: Mapped[list["EventAlias"]] = relationship(
        order_by="EventAlias.code", cascade="all, delete-orphan"
    )
    outputs: Mapped[list["Output"]] = relationship(
        order_by="Output.id", cascade="all, delete-orphan"
    )

    @property
    def is_rehearsal(self) -> bool:
        """Whether another event is rehearsed here."""
        return self.original_id is not None

    @property
    def overlays(self) -> list["Output"]:
        """What is laid over streams; an event keeps at least one."""
        return [output for output in self.outputs if output.kind == OVERLAY_KIND]

    @property
    def subject(self) -> Subject:
        """How the record names the event."""
        return Subject(f"event {self.code}", self.key)


class EventAlias(Base):
    """A code that an event had before: its old links lead to the event, and nobody else has it."""

    __tablename__ = "event_alias"

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)


class Channel(Base):
    """One way to reach the event; `delay_ms` is how late its viewers see the studio."""

    __tablename__ = "channel"
    __table_args__ = (UniqueConstraint("event_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(32))
    platform: Mapped[str] = mapped_column(String(120), default="")
    link: Mapped[str] = mapped_column(default="")
    delay_ms: Mapped[int] = mapped_column(default=0)
    language: Mapped[str] = mapped_column(String(2), default="fr")
    event: Mapped[Event] = relationship(back_populates="channels")


class Output(Base):
    """A screen by a link that only the studio knows, by its `secret`; it sees the studio's present.

    Its `kind` says which screen it is. Its QR code leads to `channel_id`, or to the event. It is
    `landscape` or `portrait`, and leaves free so many per cent of the picture on each side, where
    a platform shows its own; a `large` one is for who watches it on an upright phone, one with
    `sound` is heard. `seen_at` is when it last asked what is on, `card_until` how long it shows
    its test card (ms UTC).
    """

    __tablename__ = "output"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(16), default=OVERLAY_KIND)
    secret: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    channel_id: Mapped[int | None] = mapped_column(
        ForeignKey("channel.id", ondelete="SET NULL"), index=True
    )
    orientation: Mapped[str] = mapped_column(String(16), default=LANDSCAPE)
    safe_top: Mapped[int] = mapped_column(default=MARGIN)
    safe_right: Mapped[int] = mapped_column(default=MARGIN)
    safe_bottom: Mapped[int] = mapped_column(default=MARGIN)
    safe_left: Mapped[int] = mapped_column(default=MARGIN)
    large: Mapped[bool] = mapped_column(default=False)
    sound: Mapped[bool] = mapped_column(default=False, server_default=false())
    seen_at: Mapped[int | None]
    card_until: Mapped[int | None]

    @property
    def facts(self) -> OutputFacts:
        """What its page needs of it."""
        safe = SafeArea(self.safe_top, self.safe_right, self.safe_bottom, self.safe_left)
        looks = self.orientation, safe, self.large, self.sound
        return OutputFacts(self.id, self.kind, self.secret, self.name, self.channel_id, *looks)


class RemoteKey(Base):
    """What lets one phone be a remote, once; only its hash is kept. It is gone when it was used."""

    __tablename__ = "remote_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    output_id: Mapped[int] = mapped_column(ForeignKey("output.id", ondelete="CASCADE"), index=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[int]


class Entry(Base):
    """A question's place in the run of show, until it is launched."""

    __tablename__ = "entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    event: Mapped[Event] = relationship(back_populates="entries")
    question: Mapped[Question] = relationship(lazy="joined")


class Round(Base):
    """A question's turn in an event: a frozen copy, a number given at launch, its instants.

    Instants are studio time in ms UTC. `content` is the frozen copy (see `bank.kinds`), `delays`
    maps a channel's id to its delay in ms at launch, `plateau_ms` is G, `lead_ms` the countdown,
    `spread_ms` over how long phones fetch it, `margin_ms` how long the door waits. `extensions` is
    how often it was given ten seconds more, `close_lead_ms` how long after its click the close is.
    A cancelled round keeps its row and gives its number back (`cancelled_at`). One that
    `counts_again` was made void, and is worth its points all the same; `voided_at` stays. Viewers
    read why it is void (`void_reason`); `shown_at` is when its answer had been on screen before it
    was made void once more, `again_at` when its question was put next again. A `tie_break` is worth
    no points: who is nearer stands before others of the same score.
    """

    __tablename__ = "round"
    __table_args__ = (
        Index(
            "uq_round_number",
            "event_id",
            "number",
            unique=True,
            sqlite_where=text("cancelled_at IS NULL"),
            postgresql_where=text("cancelled_at IS NULL"),
        ),
        Index(
            "ix_round_open",
            "event_id",
            sqlite_where=text("counted_at IS NULL AND cancelled_at IS NULL"),
            postgresql_where=text("counted_at IS NULL AND cancelled_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    question_id: Mapped[int | None] = mapped_column(
        ForeignKey("question.id", ondelete="SET NULL"), index=True
    )
    number: Mapped[int]
    key: Mapped[str] = mapped_column(String(32), unique=True)
    content: Mapped[dict[str, Any]]
    seconds: Mapped[int]
    weight: Mapped[int]
    speed_weight: Mapped[str] = mapped_column(String(8))
    lead_ms: Mapped[int]
    plateau_ms: Mapped[int]
    spread_ms: Mapped[int] = mapped_column(default=SHORTEST_SPREAD_MS, server_default="300")
    margin_ms: Mapped[int] = mapped_column(default=MARGIN_MS, server_default="2000")
    delays: Mapped[dict[str, Any]]
    launched_at: Mapped[int]
    cancelled_at: Mapped[int | None]
    close_click_at: Mapped[int | None]
    close_lead_ms: Mapped[int | None]
    extensions: Mapped[int] = mapped_column(default=0, server_default="0")
    shut_at: Mapped[int | None]
    counted_at: Mapped[int | None]
    reveal_click_at: Mapped[int | None]
    board_click_at: Mapped[int | None]
    voided_at: Mapped[int | None]
    void_reason: Mapped[str] = mapped_column(String(16), default="", server_default=text("''"))
    shown_at: Mapped[int | None]
    again_at: Mapped[int | None]
    tie_break: Mapped[bool] = mapped_column(default=False, server_default=false())
    revision: Mapped[int] = mapped_column(default=0)
    counts_again: Mapped[bool] = mapped_column(default=False, server_default=false())
    event: Mapped[Event] = relationship(back_populates="rounds")
    mends: Mapped[list["Mend"]] = relationship(order_by="Mend.id", cascade="all, delete-orphan")


class Mend(Base):
    """A change to what a launched round counts, asked for by staff.

    `change` and its `inverse` are as in `events.mends`. The mend waits until `done_at`, when every
    point follows from it; meanwhile a process that works at it says so in `claimed_at`, and how far
    it is in `percent`. `changed` is how many answers are worth something else than before.
    """

    __tablename__ = "mend"
    __table_args__ = (
        Index(
            "ix_mend_waiting",
            "id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), index=True)
    actor: Mapped[str] = mapped_column(String(255))
    asked_at: Mapped[int]
    change: Mapped[dict[str, Any]]
    inverse: Mapped[dict[str, Any] | None]
    claimed_at: Mapped[int | None]
    percent: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[int | None]


class Interlude(Base):
    """A pause in the quiz, from one step to another; `delays` as in a round."""

    __tablename__ = "interlude"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[int]
    resumed_at: Mapped[int | None]
    delays: Mapped[dict[str, Any]]
