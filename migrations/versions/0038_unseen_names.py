"""Keep since when a nickname waits for a host to look at it, and whether it may be meant ill.

Revision ID: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("player", sa.Column("unseen_since", NUMBER, nullable=True))
    doubt = sa.Column("is_doubtful", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("player", doubt)
    waiting = sa.text("unseen_since IS NOT NULL")
    op.create_index(
        "ix_player_unseen",
        "player",
        ["event_id", "is_doubtful", "unseen_since"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def downgrade() -> None:
    op.drop_index("ix_player_unseen", table_name="player")
    op.drop_column("player", "is_doubtful")
    op.drop_column("player", "unseen_since")
