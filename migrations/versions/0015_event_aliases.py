"""Keep the codes that an event had before.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "event_alias",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("event_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            ondelete="CASCADE",
            name=op.f("fk_event_alias_event_id_event"),
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_event_alias")),
    )
    op.create_index("ix_event_alias_event_id", "event_alias", ["event_id"])


def downgrade() -> None:
    op.drop_table("event_alias")
