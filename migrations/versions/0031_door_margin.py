"""Keep with a round how long its door waits after its last window.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("round", sa.Column("margin_ms", NUMBER, server_default="2000", nullable=False))


def downgrade() -> None:
    op.drop_column("round", "margin_ms")
