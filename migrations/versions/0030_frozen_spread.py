"""Freeze into a round over how long phones fetch it.

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("round", sa.Column("spread_ms", NUMBER, server_default="300", nullable=False))


def downgrade() -> None:
    op.drop_column("round", "spread_ms")
