"""Launch a round as a tie-break, and keep who of the same score was nearer in it.

Revision ID: 0042
Revises: 0041
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "round", sa.Column("tie_break", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("board", sa.Column("apart", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "tie_place",
        sa.Column("round_id", NUMBER, nullable=False),
        sa.Column("player_id", sa.BigInteger(), nullable=False),
        sa.Column("behind", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], ondelete="CASCADE", name=op.f("fk_tie_place_round_id_round")
        ),
        sa.PrimaryKeyConstraint("round_id", "player_id", name=op.f("pk_tie_place")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("tie_place")
    op.drop_column("board", "apart")
    op.drop_column("round", "tie_break")
