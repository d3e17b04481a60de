"""Keep with an output until when it shows its test card.

Revision ID: 0041
Revises: 0040
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("output", sa.Column("card_until", NUMBER, nullable=True))


def downgrade() -> None:
    op.drop_column("output", "card_until")
