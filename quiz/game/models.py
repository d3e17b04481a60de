"""Who plays, what they answered, what it sums up to, and the board of each round."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    and_,
    false,
    func,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from quiz.extensions import Base


class Player(Base):
    """A pass in an event, under a nickname; `id` is a random 63-bit number.

    `own_nickname` is what the player is called while staff show another one, which then stays.

    `moved_at` is when the player last changed the channel; who is `unranked_at` any instant plays
    along and is on no board. The marks of network and browser are kept for a day (`clusters`). Who
    `rehearses` joined with what only a rehearsal hands out. A name that the player wrote waits from
    `unseen_since` on for a host to look at it; one that `is_doubtful` is read first.
    """

    __tablename__ = "player"
    __table_args__ = (
        UniqueConstraint("event_id", "nickname_key"),
        UniqueConstraint("event_id", "pass_hash"),
        # Every process asks for the banned each second, among perhaps half a million.
        Index(
            "ix_player_banned",
            "event_id",
            sqlite_where=text("banned_at IS NOT NULL"),
            postgresql_where=text("banned_at IS NOT NULL"),
        ),
        # The few who moved are known to every process, and looked for at each answer.
        Index(
            "ix_player_moved",
            "event_id",
            "id",
            "channel_id",
            sqlite_where=text("moved_at IS NOT NULL"),
            postgresql_where=text("moved_at IS NOT NULL"),
        ),
        Index(
            "ix_player_unranked",
            "event_id",
            "id",
            sqlite_where=text("unranked_at IS NOT NULL"),
            postgresql_where=text("unranked_at IS NOT NULL"),
        ),
        Index(
            "ix_player_marks",
            "event_id",
            "network_mark",
            "agent_mark",
            "joined_at",
            sqlite_where=text("network_mark IS NOT NULL"),
            postgresql_where=text("network_mark IS NOT NULL"),
        ),
        # What hosts read as it comes, a few at a time, each second.
        Index(
            "ix_player_unseen",
            "event_id",
            "is_doubtful",
            "unseen_since",
            sqlite_where=text("unseen_since IS NOT NULL"),
            postgresql_where=text("unseen_since IS NOT NULL"),
        ),
        Index("ix_player_channel", "event_id", "channel_id"),
        Index("ix_player_joined", "event_id", "joined_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger(), primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    pass_hash: Mapped[str | None] = mapped_column(String(64))
    nickname: Mapped[str | None] = mapped_column(String(80))
    nickname_key: Mapped[str | None] = mapped_column(String(120))
    own_nickname: Mapped[str | None] = mapped_column(String(80))
    channel_id: Mapped[int] = mapped_column(ForeignKey("channel.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(2))
    joined_at: Mapped[int]
    moved_at: Mapped[int | None]
    unranked_at: Mapped[int | None]
    banned_at: Mapped[int | None]
    forgotten_at: Mapped[int | None]
    network_mark: Mapped[str | None] = mapped_column(String(16))
    agent_mark: Mapped[str | None] = mapped_column(String(16))
    rehearses: Mapped[bool] = mapped_column(default=False, server_default=false())
    unseen_since: Mapped[int | None]
    is_doubtful: Mapped[bool] = mapped_column(default=False, server_default=false())

    @hybrid_property
    def has_left(self) -> bool:
        """Whether the player went before answering anything: then nobody counts them."""
        return self.banned_at is not None and self.banned_at == self.forgotten_at

    @has_left.inplace.expression
    @classmethod
    def _has_left(cls) -> ColumnElement[bool]:
        return func.coalesce(cls.banned_at == cls.forgotten_at, false())

    @hybrid_property
    def is_ranked(self) -> bool:
        """Whether boards show the player."""
        return self.banned_at is None and self.unranked_at is None

    @is_ranked.inplace.expression
    @classmethod
    def _is_ranked(cls) -> ColumnElement[bool]:
        return and_(cls.banned_at.is_(None), cls.unranked_at.is_(None))


class Answer(Base):
    """What one player sent in one round: at most one, with the points it is worth.

    `value` is canonical (choice ids, a plain decimal, or the text); `elapsed_ms` counts from the
    opening on the player's channel; `credit` is a fraction such as `1/2`, empty for a poll.
    """

    __tablename__ = "answer"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[int] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True
    )
    player_id: Mapped[int] = mapped_column(
        BigInteger(), ForeignKey("player.id", ondelete="CASCADE"), primary_key=True
    )
    value: Mapped[str] = mapped_column(String(300))
    arrived_at: Mapped[int]
    elapsed_ms: Mapped[int]
    credit: Mapped[str | None] = mapped_column(String(64))
    points: Mapped[int]


class MendedAnswer(Base):
    """What a mend makes of one answer, with its points before, in the mends of its round.

    `right_gain` is what is added to the player's number of right answers.
    """

    __tablename__ = "mended_answer"
    __table_args__ = ({"sqlite_with_rowid": False},)

    mend_id: Mapped[int] = mapped_column(
        ForeignKey("mend.id", ondelete="CASCADE"), primary_key=True
    )
    player_id: Mapped[int] = mapped_column(BigInteger(), primary_key=True)
    points_before: Mapped[int]
    credit: Mapped[str | None] = mapped_column(String(64))
    points: Mapped[int]
    right_gain: Mapped[int]


class Standing(Base):
    """A player's sum over the counted rounds.

    It follows from answers, whose players and events are checked: checked again for each of a
    crowd, they would take half of a count.
    """

    __tablename__ = "standing"
    __table_args__ = (Index("ix_standing_score", "event_id", "score"), {"sqlite_with_rowid": False})

    event_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    player_id: Mapped[int] = mapped_column(BigInteger(), primary_key=True, autoincrement=False)
    score: Mapped[int]
    right_answers: Mapped[int]


class Board(Base):
    """Standings in order after one round, kept as counted; every process ranks from it.

    `top` is `{"rows": [[player id, nickname, score, rank, rank before or None], …]}`: the first
    100, then those of later ranks whom the board names (`rules.named_tiers`). `histogram` maps a
    score to a number of players; `spread` maps a choice's id, or a value, to a number of answers
    (the 50 most frequent). `apart` maps a score that a tie-break has divided to how many of its
    players stand behind how many others of it; it is empty where none did.
    """

    __tablename__ = "board"

    round_id: Mapped[int] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True
    )
    top: Mapped[dict[str, Any]]
    histogram: Mapped[dict[str, Any]]
    apart: Mapped[dict[str, Any] | None]
    spread: Mapped[dict[str, Any]]
    players: Mapped[int]
    answers: Mapped[int]


class TiePlace(Base):
    """How many of the same score stand before a player, once a tie-break is counted; none, no row.

    It is by this tie-break and those before it, and worked out anew with each board.
    """

    __tablename__ = "tie_place"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[int] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True
    )
    player_id: Mapped[int] = mapped_column(BigInteger(), primary_key=True)
    behind: Mapped[int]


class RoundMeasure(Base):
    """How many scored answers a round had, and how many had the whole credit; none if it is void.

    There once its evening is over, and again after a mend.
    """

    __tablename__ = "round_measure"

    round_id: Mapped[int] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True
    )
    answers: Mapped[int]
    right_answers: Mapped[int]


class MuseumWord(Base):
    """A word that no nickname may hold; `folded` is what tells it from another."""

    __tablename__ = "museum_word"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(60))
    folded: Mapped[str] = mapped_column(String(240), unique=True)
    added_at: Mapped[int]
    added_by: Mapped[str] = mapped_column(String(255))
