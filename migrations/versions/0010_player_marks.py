"""Keep for a day from which network, and with which browser, a player joined, as marks.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MARKED = sa.text("network_mark IS NOT NULL")


def upgrade() -> None:
    for mark in ("network_mark", "agent_mark"):
        op.add_column("player", sa.Column(mark, sa.String(length=16), nullable=True))
    op.create_index(
        "ix_player_marks",
        "player",
        ["event_id", "network_mark", "agent_mark", "joined_at"],
        unique=False,
        sqlite_where=MARKED,
        postgresql_where=MARKED,
    )


def downgrade() -> None:
    op.drop_index(
        "ix_player_marks", table_name="player", sqlite_where=MARKED, postgresql_where=MARKED
    )
    for mark in ("agent_mark", "network_mark"):
        op.drop_column("player", mark)
