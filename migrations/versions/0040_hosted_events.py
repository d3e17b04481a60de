"""Keep which hosts run named events only, and which ones.

Revision ID: 0040
Revises: 0039
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    limited = sa.Column("is_limited", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("staff", limited)
    op.create_table(
        "hosted_event",
        sa.Column("staff_id", NUMBER, nullable=False),
        sa.Column("event_id", NUMBER, nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{name}_id"],
                [f"{name}.id"],
                name=op.f(f"fk_hosted_event_{name}_id_{name}"),
                ondelete="CASCADE",
            )
            for name in ("staff", "event")
        ),
        sa.PrimaryKeyConstraint("staff_id", "event_id", name=op.f("pk_hosted_event")),
    )
    op.create_index(op.f("ix_hosted_event_event_id"), "hosted_event", ["event_id"])


def downgrade() -> None:
    op.drop_table("hosted_event")
    op.drop_column("staff", "is_limited")
