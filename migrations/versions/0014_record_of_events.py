"""Find what was done to an event by the event's key, whatever its code is by now.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ENTRY = sa.table("audit_entry", sa.column("subject"), sa.column("event_key"))
EVENT = sa.table("event", sa.column("code"), sa.column("key"))
NAMED = sa.literal("event ") + EVENT.c.code


def upgrade() -> None:
    with op.batch_alter_table("audit_entry") as audit_entry:
        audit_entry.add_column(sa.Column("event_key", sa.String(length=32), nullable=True))
    key = sa.select(EVENT.c.key).where(ENTRY.c.subject == NAMED).scalar_subquery()
    op.execute(ENTRY.update().where(ENTRY.c.subject.like("event %")).values(event_key=key))
    op.create_index("ix_audit_entry_event_key", "audit_entry", ["event_key", "at"])


def downgrade() -> None:
    """What was done under an old code is found by the present one again."""
    known = sa.exists().where(EVENT.c.key == ENTRY.c.event_key)
    name = sa.select(NAMED).where(EVENT.c.key == ENTRY.c.event_key).scalar_subquery()
    op.execute(ENTRY.update().where(known).values(subject=name))
    op.drop_index("ix_audit_entry_event_key", "audit_entry")
    with op.batch_alter_table("audit_entry") as audit_entry:
        audit_entry.drop_column("event_key")
