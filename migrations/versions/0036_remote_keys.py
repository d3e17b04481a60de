"""Keep the keys that let a phone be a remote, each good once, as hashes.

Revision ID: 0036
Revises: 0035
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "remote_key",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("output_id", NUMBER, nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["output_id"],
            ["output.id"],
            name=op.f("fk_remote_key_output_id_output"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remote_key")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_remote_key_key_hash")),
    )
    op.create_index(op.f("ix_remote_key_output_id"), "remote_key", ["output_id"])


def downgrade() -> None:
    op.drop_table("remote_key")
