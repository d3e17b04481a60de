"""Every machine writes down what it measures of the database's clock.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "node",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("seen_at", NUMBER, nullable=False),
        sa.Column("offset_ms", NUMBER, nullable=False),
        sa.Column("goal_ms", NUMBER, nullable=False),
        sa.Column("disagreement_ms", NUMBER, nullable=False),
        sa.Column("apart", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_node"),
    )


def downgrade() -> None:
    op.drop_table("node")
