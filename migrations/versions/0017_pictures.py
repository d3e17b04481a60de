"""Keep pictures, and the parts of those that are on their way.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("width", NUMBER, nullable=False),
        sa.Column("height", NUMBER, nullable=False),
        sa.Column("frame", sa.JSON(), nullable=False),
        sa.Column("focus", sa.JSON(), nullable=False),
        sa.Column("master", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("studio", sa.LargeBinary(), nullable=False),
        sa.Column("thumbnail", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", NUMBER, nullable=False),
        sa.Column("made_by", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_picture")),
    )
    op.create_table(
        "picture_part",
        sa.Column("upload", sa.String(length=32), nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("sender", sa.String(length=255), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("upload", "number", name=op.f("pk_picture_part")),
    )


def downgrade() -> None:
    op.drop_table("picture_part")
    op.drop_table("picture")
