"""Keep a player's own nickname while staff show another one.

Revision ID: 0035
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("player", sa.Column("own_nickname", sa.String(length=80), nullable=True))


def downgrade() -> None:
    op.drop_column("player", "own_nickname")
