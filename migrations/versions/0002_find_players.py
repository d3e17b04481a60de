"""Find banned players, a channel's players and the last to join without reading all of them.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BANNED = sa.text("banned_at IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "ix_player_banned",
        "player",
        ["event_id"],
        unique=False,
        sqlite_where=BANNED,
        postgresql_where=BANNED,
    )
    op.create_index("ix_player_channel", "player", ["event_id", "channel_id"], unique=False)
    op.create_index("ix_player_joined", "player", ["event_id", "joined_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_player_joined", table_name="player")
    op.drop_index("ix_player_channel", table_name="player")
    op.drop_index(
        "ix_player_banned", table_name="player", sqlite_where=BANNED, postgresql_where=BANNED
    )
