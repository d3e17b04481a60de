"""Add the museum's glossary: terms in both languages.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "glossary_term",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("fr", sa.String(length=120), nullable=False),
        sa.Column("zh", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("fr_folded", sa.String(length=480), nullable=False),
        sa.Column("zh_folded", sa.String(length=480), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glossary_term")),
        sa.UniqueConstraint(
            "fr_folded", "zh_folded", name=op.f("uq_glossary_term_fr_folded_zh_folded")
        ),
    )


def downgrade() -> None:
    op.drop_table("glossary_term")
