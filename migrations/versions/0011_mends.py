"""Keep what is mended in a counted round, and what each answer was worth before.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "round", sa.Column("counts_again", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_table(
        "mend",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("round_id", NUMBER, nullable=False),
        sa.Column("actor", sa.String(length=255), nullable=False),
        sa.Column("asked_at", NUMBER, nullable=False),
        sa.Column("change", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("inverse", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("claimed_at", NUMBER, nullable=True),
        sa.Column("percent", NUMBER, nullable=False),
        sa.Column("changed", NUMBER, nullable=False),
        sa.Column("done_at", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], ondelete="CASCADE", name=op.f("fk_mend_round_id_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mend")),
    )
    op.create_index("ix_mend_round_id", "mend", ["round_id"])
    op.create_index(
        "ix_mend_waiting",
        "mend",
        ["id"],
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "mended_answer",
        sa.Column("mend_id", NUMBER, nullable=False),
        sa.Column("player_id", sa.BigInteger(), nullable=False),
        sa.Column("points_before", NUMBER, nullable=False),
        sa.Column("credit", sa.String(length=64), nullable=True),
        sa.Column("points", NUMBER, nullable=False),
        sa.Column("right_gain", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["mend_id"], ["mend.id"], ondelete="CASCADE", name=op.f("fk_mended_answer_mend_id_mend")
        ),
        sa.PrimaryKeyConstraint("mend_id", "player_id", name=op.f("pk_mended_answer")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("mended_answer")
    op.drop_table("mend")
    op.drop_column("round", "counts_again")
