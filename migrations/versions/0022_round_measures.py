"""Keep how hard a question proved to be, and when it was last used.

Rounds that were counted before have no measure; they are measured while the product runs.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "round_measure",
        sa.Column("round_id", NUMBER, nullable=False),
        sa.Column("answers", NUMBER, nullable=False),
        sa.Column("right_answers", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["round.id"],
            name=op.f("fk_round_measure_round_id_round"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_round_measure")),
    )
    op.create_index(op.f("ix_round_question_id"), "round", ["question_id"])
    for column in (
        sa.Column("last_used_at", NUMBER, nullable=True),
        sa.Column("answers", NUMBER, nullable=False, server_default=sa.text("0")),
        sa.Column("right_answers", NUMBER, nullable=False, server_default=sa.text("0")),
    ):
        op.add_column("question", column)


def downgrade() -> None:
    for name in ("right_answers", "answers", "last_used_at"):
        op.drop_column("question", name)
    op.drop_index(op.f("ix_round_question_id"), table_name="round")
    op.drop_table("round_measure")
