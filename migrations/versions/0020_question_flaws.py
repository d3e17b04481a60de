"""Keep how many flaws a question has, and where its right answer is.

Every question is judged again by `quiz serve`, as it is after any change of what is kept of it.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    flaws = sa.Column("flaws", NUMBER, nullable=False, server_default=sa.text("0"))
    op.add_column("question", flaws)
    traits = sa.Column(
        "right_traits", sa.String(length=32), nullable=False, server_default=sa.text("''")
    )
    op.add_column("question", traits)


def downgrade() -> None:
    op.drop_column("question", "right_traits")
    op.drop_column("question", "flaws")
