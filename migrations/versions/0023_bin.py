"""Keep what was deleted for some weeks, and what was archived.

What is in the bin keeps no name and no question from being made again, so that uniqueness holds
among the others only. Downwards everything stands in its place again: a bank under its name and its
number, a question under a fingerprint of its own.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OTHERS = sa.text("binned_at IS NULL")


def empty(name: str, kind: sa.types.TypeEngine[str]) -> sa.Column[str]:
    """A column as it is: SQLite would tell its default in brackets."""
    return sa.Column(name, kind, nullable=False, server_default=sa.text("''"))


# What a copy of the table is made with.
QUESTION = {
    "reflect_args": [
        empty("searched", sa.Text()),
        empty("missing", sa.String(length=16)),
        empty("right_traits", sa.String(length=32)),
        empty("outdated", sa.String(length=16)),
        empty("untranslated", sa.String(length=16)),
    ]
}


def upgrade() -> None:
    op.drop_index("ix_question_bank_id_is_ready", table_name="question")
    with op.batch_alter_table("bank") as bank:
        bank.drop_constraint("uq_bank_name", type_="unique")
    with op.batch_alter_table("question", **QUESTION) as question:
        question.drop_constraint("uq_question_bank_id_fingerprint", type_="unique")
    for table in ("bank", "question", "event"):
        op.add_column(table, sa.Column("binned_at", NUMBER, nullable=True))
        op.add_column(table, sa.Column("binned_by", sa.String(length=255), nullable=True))
    for table, name in (
        ("question", "archived"),
        ("question", "binned_with_bank"),
        ("event", "archived"),
    ):
        flag = sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        op.add_column(table, flag)
    _make_unique("uq_bank_name", "bank", ["name"])
    _make_unique("uq_question_bank_id_fingerprint", "question", ["bank_id", "fingerprint"])
    standing = ["bank_id", "binned_at", "archived", "is_ready"]
    op.create_index("ix_question_bank_id_standing", "question", standing)


def _make_unique(name: str, table: str, columns: list[str]) -> None:
    op.create_index(name, table, columns, unique=True, sqlite_where=OTHERS, postgresql_where=OTHERS)


def downgrade() -> None:
    op.execute(
        "UPDATE bank SET name = substr(name, 1, 96) || ' (' || CAST(id AS TEXT) || ')'"
        " WHERE binned_at IS NOT NULL"
    )
    op.execute(
        "UPDATE question SET fingerprint = 'binned ' || CAST(id AS TEXT)"
        " WHERE binned_at IS NOT NULL"
    )
    op.drop_index("ix_question_bank_id_standing", table_name="question")
    op.drop_index("uq_question_bank_id_fingerprint", table_name="question")
    op.drop_index("uq_bank_name", table_name="bank")
    for table, name in (
        ("event", "archived"),
        ("question", "binned_with_bank"),
        ("question", "archived"),
    ):
        op.drop_column(table, name)
    for table in ("event", "question", "bank"):
        op.drop_column(table, "binned_by")
        op.drop_column(table, "binned_at")
    with op.batch_alter_table("question", **QUESTION) as question:
        question.create_unique_constraint(
            "uq_question_bank_id_fingerprint", ["bank_id", "fingerprint"]
        )
    with op.batch_alter_table("bank") as bank:
        bank.create_unique_constraint("uq_bank_name", ["name"])
    op.create_index("ix_question_bank_id_is_ready", "question", ["bank_id", "is_ready"])
