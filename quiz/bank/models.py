"""Banks, and the questions that belong together in them."""

from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quiz.bin import Binnable
from quiz.extensions import Base
from quiz.i18n.localized import Localized


class Bank(Binnable, Base):
    """Questions that belong together, under a name."""

    __tablename__ = "bank"
    __table_args__ = (
        # A bank in the bin does not keep its name from another one.
        Index(
            "uq_bank_name",
            "name",
            unique=True,
            sqlite_where=text("binned_at IS NULL"),
            postgresql_where=text("binned_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    made_at: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    questions: Mapped[list["Question"]] = relationship(
        back_populates="bank", order_by="Question.position", cascade="all, delete-orphan"
    )


class Question(Binnable, Base):
    """A question as it is written; an event plays a frozen copy of it.

    `key` is what is right, as its kind defines it: `{"right": [2]}` with choices counted from 1,
    `{"value": "1852", "tolerance": "20"}`, `{"forms": ["隈研吾"]}` or `{}`. What is kept of it
    so that it is found and counted (`bank.facts`) comes last; where `facts_edition` is 0, nothing
    is known yet. One that is `archived` is offered nowhere; one that was `binned_with_bank` comes
    back with it. What it cites is a copy of the words of its object, where it has
    one.
    """

    __tablename__ = "question"
    __table_args__ = (
        # One in the bin does not keep the same question from being written again.
        Index(
            "uq_question_bank_id_fingerprint",
            "bank_id",
            "fingerprint",
            unique=True,
            sqlite_where=text("binned_at IS NULL"),
            postgresql_where=text("binned_at IS NULL"),
        ),
        # Banks are listed with how many of their questions are ready, without reading one.
        Index("ix_question_bank_id_standing", "bank_id", "binned_at", "archived", "is_ready"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=1)
    kind: Mapped[str] = mapped_column(String(16))
    prompt: Mapped[Localized]
    choices: Mapped[tuple[Localized, ...]] = mapped_column(default=())
    key: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seconds: Mapped[int]
    weight: Mapped[int] = mapped_column(default=1)
    explanation: Mapped[Localized] = mapped_column(default=Localized())
    object_title: Mapped[Localized] = mapped_column(default=Localized())
    maker: Mapped[Localized] = mapped_column(default=Localized())
    date: Mapped[Localized] = mapped_column(default=Localized())
    place: Mapped[Localized] = mapped_column(default=Localized())
    material: Mapped[Localized] = mapped_column(default=Localized())
    inventory_no: Mapped[str] = mapped_column(default="")
    credit: Mapped[str] = mapped_column(default="")
    rights: Mapped[str] = mapped_column(default="")
    source_url: Mapped[str] = mapped_column(default="")
    image: Mapped[str] = mapped_column(default="")
    image_alt: Mapped[Localized] = mapped_column(default=Localized())
    picture_with_question: Mapped[bool] = mapped_column(default=False)
    may_be_negative: Mapped[bool] = mapped_column(default=False, server_default=false())
    tags: Mapped[list[str]] = mapped_column(default=list)
    # The languages to be looked at again, and which texts are behind (`bank.translation`).
    outdated: Mapped[str] = mapped_column(String(16), default="", server_default=text("''"))
    outdated_texts: Mapped[dict[str, Any] | None] = mapped_column(default=dict)
    institution: Mapped[str] = mapped_column(default="", server_default=text("''"))
    manifest: Mapped[str] = mapped_column(default="", server_default=text("''"))
    object_picture: Mapped[str] = mapped_column(default="", server_default=text("''"))
    object_id: Mapped[int | None] = mapped_column(
        ForeignKey("museum_object.id", ondelete="SET NULL"), index=True
    )
    searched: Mapped[str] = mapped_column(
        Text, default="", server_default=text("''"), deferred=True
    )
    is_ready: Mapped[bool] = mapped_column(default=False, server_default=false())
    missing: Mapped[str] = mapped_column(String(16), default="", server_default=text("''"))
    untranslated: Mapped[str] = mapped_column(String(16), default="", server_default=text("''"))
    has_picture: Mapped[bool] = mapped_column(default=False, server_default=false())
    flaws: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    right_traits: Mapped[str] = mapped_column(String(32), default="", server_default=text("''"))
    facts_edition: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    # The version whose flaws an editor has looked at and left as they are; 0 where nobody has.
    checked_version: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    # What evenings that are over found out: in ms UTC, and in answers that were scored.
    last_used_at: Mapped[int | None]
    answers: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    right_answers: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    archived: Mapped[bool] = mapped_column(default=False, server_default=false())
    binned_with_bank: Mapped[bool] = mapped_column(default=False, server_default=false())
    bank: Mapped[Bank] = relationship(back_populates="questions")


class QuestionVersion(Base):
    """A question as it was written once; `number` is the version that it had then.

    `content` has each part of `Draft` by its name, as `json_value` writes it, and as
    `outdated_texts` which of them were behind their other language. Whoever wrote it (`actor`), by
    which act and when (ms UTC), is empty for what a question said before its history was kept.
    Questions that were written by one act have its `step` in common; with the version that
    `is_first` a question came into its bank. `object_id` is the object that it cited, where that is
    known; it may be gone.
    """

    __tablename__ = "question_version"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[int | None]
    actor: Mapped[str] = mapped_column(String(255), default="")
    act: Mapped[str] = mapped_column(String(64), default="")
    step: Mapped[str] = mapped_column(String(32), default="", index=True)
    is_first: Mapped[bool] = mapped_column(default=False)
    content: Mapped[dict[str, Any]]
    object_id: Mapped[int | None]
