"""Keep what each worker says that it could do.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "worker_capacity",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("node", sa.String(32), nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("rate", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_worker_capacity"),
    )


def downgrade() -> None:
    op.drop_table("worker_capacity")
