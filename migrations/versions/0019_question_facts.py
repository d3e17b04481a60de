"""Keep what a question is found and counted by.

Questions that are there already have edition 0, of which nothing is known: `quiz serve` judges them
right after it has brought the tables up to date, since a migration knows no kind of question.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for column in (
        sa.Column("searched", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.Column("is_ready", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("missing", sa.String(length=16), nullable=False, server_default=sa.text("''")),
        sa.Column("has_picture", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("facts_edition", NUMBER, nullable=False, server_default=sa.text("0")),
    ):
        op.add_column("question", column)
    op.create_index("ix_question_bank_id_is_ready", "question", ["bank_id", "is_ready"])


def downgrade() -> None:
    op.drop_index("ix_question_bank_id_is_ready", table_name="question")
    for name in ("facts_edition", "has_picture", "missing", "is_ready", "searched"):
        op.drop_column("question", name)
