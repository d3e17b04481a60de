"""Keep which event another one rehearses, and who plays to rehearse.

Downwards a rehearsal becomes an archived event: its players are nobody's, and no list has it.

Revision ID: 0037
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FOREIGN_KEY = "fk_event_original_id_event"
INDEX = "ix_event_original_id"


def upgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.add_column(sa.Column("original_id", NUMBER, nullable=True))
        event.create_foreign_key(FOREIGN_KEY, "event", ["original_id"], ["id"], ondelete="CASCADE")
    op.create_index(INDEX, "event", ["original_id"])
    none = sa.Column("rehearses", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("player", none)


def downgrade() -> None:
    op.drop_column("player", "rehearses")
    op.execute("UPDATE event SET archived = true WHERE original_id IS NOT NULL")
    op.drop_index(INDEX, "event")
    with op.batch_alter_table("event") as event:
        event.drop_constraint(FOREIGN_KEY, type_="foreignkey")
        event.drop_column("original_id")
