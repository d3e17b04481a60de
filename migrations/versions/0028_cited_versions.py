"""Keep with a version of a question which object it cited.

Of versions that are there already it is not known.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("question_version", sa.Column("object_id", NUMBER, nullable=True))


def downgrade() -> None:
    op.drop_column("question_version", "object_id")
