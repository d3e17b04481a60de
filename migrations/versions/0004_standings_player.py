"""Let a standing refer to its player without a check: it follows from answers, which are checked.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NAME = "fk_standing_player_id_player"
AS_BEFORE = {"sqlite_with_rowid": False}


def upgrade() -> None:
    with op.batch_alter_table("standing", table_kwargs=AS_BEFORE) as standing:
        standing.drop_constraint(NAME, type_="foreignkey")


def downgrade() -> None:
    op.execute("DELETE FROM standing WHERE player_id NOT IN (SELECT id FROM player)")
    with op.batch_alter_table("standing", table_kwargs=AS_BEFORE) as standing:
        standing.create_foreign_key(NAME, "player", ["player_id"], ["id"], ondelete="CASCADE")
