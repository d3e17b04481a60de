"""Keep which crowd plays in a rehearsal: what was wished for, and that it lives.

Revision ID: 0047
Revises: 0044
"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0044"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "crowd",
        sa.Column("event_id", NUMBER, nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("players", NUMBER, nullable=False),
        sa.Column("chinese", NUMBER, nullable=False),
        sa.Column("pace", sa.String(length=16), nullable=False),
        sa.Column("started_at", NUMBER, nullable=False),
        sa.Column("started_by", sa.String(length=255), nullable=False),
        sa.Column("beat_at", NUMBER, nullable=True),
        sa.Column("joined", NUMBER, nullable=False),
        sa.Column("answered", NUMBER, nullable=False),
        sa.Column("round_number", NUMBER, nullable=True),
        sa.Column("ended_at", NUMBER, nullable=True),
        sa.Column("ending", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_crowd_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_crowd")),
    )


def downgrade() -> None:
    op.drop_table("crowd")
