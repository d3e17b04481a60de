"""Keep the words that a museum does not take in nicknames.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "museum_word",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("text", sa.String(length=60), nullable=False),
        sa.Column("folded", sa.String(length=240), nullable=False),
        sa.Column("added_at", NUMBER, nullable=False),
        sa.Column("added_by", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_museum_word")),
        sa.UniqueConstraint("folded", name=op.f("uq_museum_word_folded")),
    )


def downgrade() -> None:
    op.drop_table("museum_word")
