"""Keep which version of a question an editor has looked at and left as it is.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    checked = sa.Column("checked_version", NUMBER, nullable=False, server_default=sa.text("0"))
    op.add_column("question", checked)


def downgrade() -> None:
    op.drop_column("question", "checked_version")
