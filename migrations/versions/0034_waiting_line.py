"""Keep with what a worker could do for how long requests stand in line before it.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "worker_capacity", sa.Column("line_ms", NUMBER, server_default="0", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("worker_capacity", "line_ms")
