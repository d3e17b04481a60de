"""Keep measurements of how late each channel is, and what was tapped for them.

Revision ID: 0049
Revises: 0048
"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "delay_measurement",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("event_id", NUMBER, nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("made_at", NUMBER, nullable=False),
        sa.Column("made_by", sa.String(length=255), nullable=False),
        sa.Column("started_at", NUMBER, nullable=True),
        sa.Column("ended_at", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_delay_measurement_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delay_measurement")),
        sa.UniqueConstraint("event_id", name=op.f("uq_delay_measurement_event_id")),
        sa.UniqueConstraint("secret", name=op.f("uq_delay_measurement_secret")),
    )
    op.create_table(
        "delay_tap",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("measurement_id", NUMBER, nullable=False),
        sa.Column("channel_id", NUMBER, nullable=False),
        sa.Column("tapper", sa.String(length=32), nullable=False),
        sa.Column("started_at", NUMBER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("delay_ms", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_delay_tap_channel_id_channel"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["measurement_id"],
            ["delay_measurement.id"],
            name=op.f("fk_delay_tap_measurement_id_delay_measurement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delay_tap")),
        sa.UniqueConstraint(
            "measurement_id",
            "channel_id",
            "tapper",
            "started_at",
            "number",
            name=op.f("uq_delay_tap_measurement_id_channel_id_tapper_started_at_number"),
        ),
    )
    op.create_index(op.f("ix_delay_tap_channel_id"), "delay_tap", ["channel_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_delay_tap_channel_id"), table_name="delay_tap")
    op.drop_table("delay_tap")
    op.drop_table("delay_measurement")
