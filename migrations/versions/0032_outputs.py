"""Give an event any number of outputs, each with a secret of its own; its overlay is the first.

Revision ID: 0032
Revises: 0031
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Of the picture's width or height, in per cent, on each side.
MARGIN = 5

event = sa.table(
    "event", sa.column("id", NUMBER), sa.column("overlay_secret", sa.String(length=64))
)
output = sa.table(
    "output",
    sa.column("id", NUMBER),
    sa.column("event_id", NUMBER),
    sa.column("kind", sa.String(length=16)),
    sa.column("secret", sa.String(length=64)),
    sa.column("name", sa.String(length=120)),
    sa.column("orientation", sa.String(length=16)),
    sa.column("safe_top", NUMBER),
    sa.column("safe_right", NUMBER),
    sa.column("safe_bottom", NUMBER),
    sa.column("safe_left", NUMBER),
    sa.column("large", sa.Boolean()),
)


def upgrade() -> None:
    op.create_table(
        "output",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("event_id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("channel_id", NUMBER, nullable=True),
        sa.Column("orientation", sa.String(length=16), nullable=False),
        sa.Column("safe_top", NUMBER, nullable=False),
        sa.Column("safe_right", NUMBER, nullable=False),
        sa.Column("safe_bottom", NUMBER, nullable=False),
        sa.Column("safe_left", NUMBER, nullable=False),
        sa.Column("large", sa.Boolean(), nullable=False),
        sa.Column("seen_at", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_output_channel_id_channel"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_output_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_output")),
        sa.UniqueConstraint("secret", name=op.f("uq_output_secret")),
    )
    op.create_index("ix_output_channel_id", "output", ["channel_id"])
    op.create_index("ix_output_event_id", "output", ["event_id"])
    first = sa.select(
        event.c.id,
        sa.literal("overlay"),
        event.c.overlay_secret,
        sa.literal(""),
        sa.literal("landscape"),
        *(sa.literal(MARGIN) for _side in range(4)),
        sa.false(),
    )
    columns = [column for column in output.columns if column.name != "id"]
    op.execute(sa.insert(output).from_select(columns, first))
    op.drop_column("event", "overlay_secret")


def downgrade() -> None:
    # The default is for the rows that are there; who writes an event names its secret.
    column = sa.Column("overlay_secret", sa.String(length=64), server_default="", nullable=False)
    op.add_column("event", column)
    connection = op.get_bind()
    overlays = sa.select(output).where(output.c.kind == "overlay").order_by(output.c.id.desc())
    known = {row.event_id: row.secret for row in connection.execute(overlays)}
    for event_id in connection.execute(sa.select(event.c.id)).scalars().all():
        secret = known.get(event_id) or secrets.token_urlsafe(24)
        connection.execute(
            sa.update(event).where(event.c.id == event_id).values(overlay_secret=secret)
        )
    op.drop_table("output")
