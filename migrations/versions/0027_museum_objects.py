"""Keep museum objects as things of their own, and cite them in both languages.

What was one text for both languages, a maker and a date, becomes one in each.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = sa.JSON(none_as_null=True)
FOREIGN_KEY = "fk_question_object_id_museum_object"
INDEX = "ix_question_object_id"
NOTHING = """'{"fr": "", "zh": ""}'"""
BECOME_WORDS, NEW_WORDS, NEW_TEXTS = (
    ("maker", "date"),
    ("place", "material"),
    ("institution", "manifest", "object_picture"),
)


def with_default(name: str, kind: sa.types.TypeEngine, default: sa.TextClause) -> sa.Column:
    return sa.Column(name, kind, nullable=False, server_default=default)


EMPTY, ZERO = sa.text("''"), sa.text("0")


def as_before() -> list[sa.Column]:
    """The columns with a default: of a table that is made anew they are not read as written."""
    return [
        *(with_default(name, sa.Boolean(), ZERO) for name in ("is_ready", "has_picture")),
        with_default("may_be_negative", sa.Boolean(), ZERO),
        with_default("searched", sa.Text(), EMPTY),
        *(with_default(name, sa.String(length=16), EMPTY) for name in ("outdated", "untranslated")),
        with_default("missing", sa.String(length=16), EMPTY),
        with_default("right_traits", sa.String(length=32), EMPTY),
        *(with_default(name, NUMBER, ZERO) for name in ("facts_edition", "flaws")),
    ]


def upgrade() -> None:
    op.create_table(
        "museum_object",
        sa.Column("id", NUMBER, nullable=False),
        *(sa.Column(name, WORDS, nullable=False) for name in ("title", *BECOME_WORDS, *NEW_WORDS)),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("inventory_no", "institution", "credit", "rights", "page", "manifest")
        ),
        sa.Column("picture", sa.String(length=32), nullable=False),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("made_at", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_museum_object"),
    )
    with op.batch_alter_table("question", reflect_args=as_before()) as question:
        for name in BECOME_WORDS:
            question.add_column(sa.Column(f"{name}_words", WORDS, nullable=True))
        for name in NEW_WORDS:
            question.add_column(sa.Column(name, WORDS, nullable=True))
        question.add_column(sa.Column("object_id", NUMBER, nullable=True))
        question.create_foreign_key(
            FOREIGN_KEY, "museum_object", ["object_id"], ["id"], ondelete="SET NULL"
        )
    make = "json_object" if op.get_bind().dialect.name == "sqlite" else "json_build_object"
    for name in BECOME_WORDS:
        both = f"{make}('fr', {name}, 'zh', {name})"
        op.execute(f"UPDATE question SET {name}_words = {both}")  # noqa: S608 (constants)
    for name in NEW_WORDS:
        op.execute(f"UPDATE question SET {name} = {NOTHING}")  # noqa: S608 (constants)
    with op.batch_alter_table("question", reflect_args=as_before()) as question:
        for name in BECOME_WORDS:
            question.drop_column(name)
            question.alter_column(
                f"{name}_words", new_column_name=name, existing_type=WORDS, nullable=False
            )
        for name in NEW_WORDS:
            question.alter_column(name, existing_type=WORDS, nullable=False)
        for name in NEW_TEXTS:
            question.add_column(with_default(name, sa.String(), EMPTY))
    op.create_index(INDEX, "question", ["object_id"])


def downgrade() -> None:
    """Of two languages the French one stays, else the Chinese one."""
    op.drop_index(INDEX, "question")
    with op.batch_alter_table("question", reflect_args=as_before()) as question:
        for name in BECOME_WORDS:
            question.add_column(sa.Column(f"{name}_text", sa.String(), nullable=True))
    for name in BECOME_WORDS:
        kept = f"COALESCE(NULLIF({name} ->> 'fr', ''), {name} ->> 'zh', '')"
        op.execute(f"UPDATE question SET {name}_text = {kept}")  # noqa: S608 (constants)
    with op.batch_alter_table("question", reflect_args=as_before()) as question:
        question.drop_constraint(FOREIGN_KEY, type_="foreignkey")
        for name in (*BECOME_WORDS, *NEW_WORDS, *NEW_TEXTS, "object_id"):
            question.drop_column(name)
        for name in BECOME_WORDS:
            question.alter_column(
                f"{name}_text", new_column_name=name, existing_type=sa.String(), nullable=False
            )
    op.drop_table("museum_object")
