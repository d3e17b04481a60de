"""A link signs one person in, once; misses can be forgotten by account.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sign_in_link",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=False),
        sa.Column("expires_at", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
            name=op.f("fk_sign_in_link_staff_id_staff"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_link")),
        sa.UniqueConstraint("staff_id", name=op.f("uq_sign_in_link_staff_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_link_token_hash")),
    )
    # They last for a minute: who has just missed begins anew.
    op.execute("DELETE FROM miss")
    with op.batch_alter_table("miss") as miss:
        miss.add_column(sa.Column("account_hash", sa.String(length=64), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("miss") as miss:
        miss.drop_column("account_hash")
    op.drop_table("sign_in_link")
