"""Let a standing refer to its event by its player alone: a count need not check it twice.

Revision ID: 0003
Revises: 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NAME = "fk_standing_event_id_event"
AS_BEFORE = {"sqlite_with_rowid": False}


def upgrade() -> None:
    with op.batch_alter_table("standing", table_kwargs=AS_BEFORE) as standing:
        standing.drop_constraint(NAME, type_="foreignkey")


def downgrade() -> None:
    with op.batch_alter_table("standing", table_kwargs=AS_BEFORE) as standing:
        standing.create_foreign_key(NAME, "event", ["event_id"], ["id"], ondelete="CASCADE")
