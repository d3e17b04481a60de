"""Keep the timetable of events that are led without a host, and the step that is next.

Revision ID: 0048
Revises: 0047
"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "pilot",
        sa.Column("event_id", NUMBER, nullable=False),
        sa.Column("answer_s", NUMBER, nullable=False),
        sa.Column("talk_s", NUMBER, nullable=False),
        sa.Column("ends", sa.Boolean(), nullable=False),
        sa.Column("engaged_at", NUMBER, nullable=False),
        sa.Column("paused_at", NUMBER, nullable=True),
        sa.Column("pause", sa.String(length=16), nullable=False),
        sa.Column("next_step", sa.String(length=16), nullable=True),
        sa.Column("next_at", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_pilot_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_pilot")),
    )
    op.create_table(
        "launch_hour",
        sa.Column("entry_id", NUMBER, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["entry.id"],
            name=op.f("fk_launch_hour_entry_id_entry"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_launch_hour")),
    )


def downgrade() -> None:
    op.drop_table("launch_hour")
    op.drop_table("pilot")
