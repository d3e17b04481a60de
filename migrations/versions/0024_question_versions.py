"""Keep every version of a question: who wrote it, when, and all that it said.

A question that is there already has its first one when it is next written: the state before that is
kept with it, without a name and an hour, so nothing has to be read here.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "question_version",
        sa.Column("question_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("made_at", NUMBER, nullable=True),
        sa.Column("actor", sa.String(length=255), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_question_version_question_id_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "number", name=op.f("pk_question_version")),
    )
    op.create_index("ix_question_version_step", "question_version", ["step"])


def downgrade() -> None:
    op.drop_index("ix_question_version_step", table_name="question_version")
    op.drop_table("question_version")
