"""A browser's sign-in is known by its own key alone: staff need no second one.

Revision ID: 0005
Revises: 0004
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NAME = "uq_staff_fs_uniquifier"
STAFF = sa.table("staff", sa.column("id", sa.Integer), sa.column("fs_uniquifier", sa.String))


def upgrade() -> None:
    with op.batch_alter_table("staff") as staff:
        staff.drop_constraint(NAME, type_="unique")
        staff.drop_column("fs_uniquifier")


def downgrade() -> None:
    with op.batch_alter_table("staff") as staff:
        staff.add_column(sa.Column("fs_uniquifier", sa.String(length=64), nullable=True))
    connection = op.get_bind()
    for number in connection.execute(sa.select(STAFF.c.id)).scalars().all():
        row = sa.update(STAFF).where(STAFF.c.id == number)
        connection.execute(row.values(fs_uniquifier=secrets.token_hex(32)))
    with op.batch_alter_table("staff") as staff:
        staff.alter_column("fs_uniquifier", existing_type=sa.String(length=64), nullable=False)
        staff.create_unique_constraint(NAME, ["fs_uniquifier"])
