"""Keep which texts of a question are behind their other language, and what is not translated.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

LANGUAGES = ("outdated", "untranslated")


def upgrade() -> None:
    for name in LANGUAGES:
        column = sa.Column(name, sa.String(16), nullable=False, server_default=sa.text("''"))
        op.add_column("question", column)
    op.add_column("question", sa.Column("outdated_texts", sa.JSON(none_as_null=True)))


def downgrade() -> None:
    for name in ("outdated_texts", *reversed(LANGUAGES)):
        op.drop_column("question", name)
