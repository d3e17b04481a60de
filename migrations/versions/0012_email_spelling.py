"""Keep e-mail addresses composed and in small letters, as they are compared from now on.

An address of which another account has the new spelling already stays as it is.

Revision ID: 0012
Revises: 0011
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# What is typed with a Chinese keyboard's wide signs, and what nobody sees.
SIGNS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3002: ".", 0xFF61: "."}
UNSEEN = ("Cf", "Zs")


def folded(address: str) -> str:
    composed = unicodedata.normalize("NFC", address.translate(SIGNS))
    seen = "".join(sign for sign in composed if unicodedata.category(sign) not in UNSEEN)
    return unicodedata.normalize("NFC", seen.casefold())


def upgrade() -> None:
    for name in ("staff", "invitation"):
        table = sa.table(name, sa.column("id", sa.Integer), sa.column("email", sa.String))
        rows = op.get_bind().execute(sa.select(table).where(table.c.email.is_not(None))).all()
        taken = {row.email for row in rows} if name == "staff" else set()
        for row in rows:
            spelled = folded(row.email)
            if spelled not in taken and spelled != row.email:
                taken.add(spelled)
                op.execute(table.update().where(table.c.id == row.id).values(email=spelled))


def downgrade() -> None:
    """The new spelling is one that was possible before."""
