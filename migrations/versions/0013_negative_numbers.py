"""Keep with a question whether its number may be negative.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    flag = sa.Column("may_be_negative", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("question", flag)


def downgrade() -> None:
    op.drop_column("question", "may_be_negative")
