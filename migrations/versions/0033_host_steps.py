"""Keep with a round its extensions, the lead of its close, why it is void, that it is asked again.

Also how little all machines carried lately, by which phones were told how often to ask.

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("round", sa.Column("extensions", NUMBER, server_default="0", nullable=False))
    op.add_column("round", sa.Column("close_lead_ms", NUMBER, nullable=True))
    op.add_column("round", sa.Column("again_at", NUMBER, nullable=True))
    op.add_column("round", sa.Column("shown_at", NUMBER, nullable=True))
    none = sa.text("''")
    reason = sa.Column("void_reason", sa.String(length=16), server_default=none, nullable=False)
    op.add_column("round", reason)
    op.add_column("worker_capacity", sa.Column("least_capacity", NUMBER, nullable=True))


def downgrade() -> None:
    op.drop_column("worker_capacity", "least_capacity")
    for name in ("void_reason", "shown_at", "again_at", "close_lead_ms", "extensions"):
        op.drop_column("round", name)
