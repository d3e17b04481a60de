"""Keep who has the console of which event open, a row for each.

Revision ID: 0039
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "open_console",
        sa.Column("staff_id", NUMBER, nullable=False),
        sa.Column("event_id", NUMBER, nullable=False),
        sa.Column("seen_at", NUMBER, nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{name}_id"],
                [f"{name}.id"],
                name=op.f(f"fk_open_console_{name}_id_{name}"),
                ondelete="CASCADE",
            )
            for name in ("staff", "event")
        ),
        sa.PrimaryKeyConstraint("staff_id", "event_id", name=op.f("pk_open_console")),
    )
    op.create_index("ix_open_console_event", "open_console", ["event_id", "seen_at"])


def downgrade() -> None:
    op.drop_table("open_console")
