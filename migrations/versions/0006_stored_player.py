"""Keep who moved to another channel, who plays unranked, and an event's switches.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOVED = sa.text("moved_at IS NOT NULL")
UNRANKED = sa.text("unranked_at IS NOT NULL")


def upgrade() -> None:
    for switch in ("one_delay", "suggested_names"):
        made = sa.Column(switch, sa.Boolean(), server_default=sa.false(), nullable=False)
        op.add_column("event", made)
    op.add_column(
        "event",
        sa.Column(
            "ranking_closed_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
    )
    op.add_column(
        "player",
        sa.Column("moved_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
    )
    op.add_column(
        "player",
        sa.Column(
            "unranked_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
    )
    op.create_index(
        "ix_player_moved",
        "player",
        ["event_id", "id", "channel_id"],
        unique=False,
        sqlite_where=MOVED,
        postgresql_where=MOVED,
    )
    op.create_index(
        "ix_player_unranked",
        "player",
        ["event_id", "id"],
        unique=False,
        sqlite_where=UNRANKED,
        postgresql_where=UNRANKED,
    )


def downgrade() -> None:
    op.drop_index(
        "ix_player_unranked",
        table_name="player",
        sqlite_where=UNRANKED,
        postgresql_where=UNRANKED,
    )
    op.drop_index(
        "ix_player_moved", table_name="player", sqlite_where=MOVED, postgresql_where=MOVED
    )
    op.drop_column("player", "unranked_at")
    op.drop_column("player", "moved_at")
    for switch in ("ranking_closed_at", "suggested_names", "one_delay"):
        op.drop_column("event", switch)
