"""Every table of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("actor", sa.String(length=255), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("details", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_subject", "audit_entry", ["subject", "at"], unique=False)
    op.create_table(
        "bank",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("made_at", NUMBER, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank")),
        sa.UniqueConstraint("name", name=op.f("uq_bank_name")),
    )
    op.create_table(
        "miss",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("about_hash", sa.String(length=64), nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_miss")),
    )
    op.create_index("ix_miss_about", "miss", ["about_hash", "at"], unique=False)
    op.create_table(
        "role",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("name", name=op.f("uq_role_name")),
    )
    op.create_table(
        "series",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("made_at", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_table(
        "staff",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("made_at", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("email", name=op.f("uq_staff_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_staff_fs_uniquifier")),
    )
    op.create_table(
        "event",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("museum", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("starts_at", NUMBER, nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("preset", sa.String(length=16), nullable=False),
        sa.Column("series_id", NUMBER, nullable=True),
        sa.Column("overlay_secret", sa.String(length=64), nullable=False),
        sa.Column("ended_at", NUMBER, nullable=True),
        sa.Column("ended_delays", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("made_at", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["series.id"],
            name=op.f("fk_event_series_id_series"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("code", name=op.f("uq_event_code")),
        sa.UniqueConstraint("key", name=op.f("uq_event_key")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=True),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("made_at", NUMBER, nullable=False),
        sa.Column("expires_at", NUMBER, nullable=True),
        sa.Column("used_at", NUMBER, nullable=True),
        sa.Column("made_by_id", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["staff.id"],
            name=op.f("fk_invitation_made_by_id_staff"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_table(
        "question",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("bank_id", NUMBER, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("prompt", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("choices", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("key", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("seconds", NUMBER, nullable=False),
        sa.Column("weight", NUMBER, nullable=False),
        sa.Column("explanation", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("object_title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("inventory_no", sa.String(), nullable=False),
        sa.Column("credit", sa.String(), nullable=False),
        sa.Column("rights", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("image", sa.String(), nullable=False),
        sa.Column("image_alt", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("picture_with_question", sa.Boolean(), nullable=False),
        sa.Column("tags", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["bank_id"], ["bank.id"], name=op.f("fk_question_bank_id_bank"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("bank_id", "fingerprint", name=op.f("uq_question_bank_id_fingerprint")),
    )
    op.create_index(op.f("ix_question_bank_id"), "question", ["bank_id"], unique=False)
    op.create_table(
        "sign_in",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=False),
        sa.Column("agent", sa.String(length=255), nullable=False),
        sa.Column("made_at", NUMBER, nullable=False),
        sa.Column("last_seen_at", NUMBER, nullable=False),
        sa.Column("ended_at", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_sign_in_staff_id_staff"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_sign_in_key_hash")),
    )
    op.create_index(op.f("ix_sign_in_staff_id"), "sign_in", ["staff_id"], unique=False)
    op.create_table(
        "staff_role",
        sa.Column("staff_id", NUMBER, nullable=False),
        sa.Column("role_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["role_id"], ["role.id"], name=op.f("fk_staff_role_role_id_role"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
            name=op.f("fk_staff_role_staff_id_staff"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("staff_id", "role_id", name=op.f("pk_staff_role")),
    )
    op.create_table(
        "channel",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("event_id", NUMBER, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("platform", sa.String(length=120), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("delay_ms", NUMBER, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_channel_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel")),
        sa.UniqueConstraint("event_id", "name", name=op.f("uq_channel_event_id_name")),
    )
    op.create_table(
        "entry",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("event_id", NUMBER, nullable=False),
        sa.Column("question_id", NUMBER, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_entry_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_entry_question_id_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
    )
    op.create_index(op.f("ix_entry_event_id"), "entry", ["event_id"], unique=False)
    op.create_index(op.f("ix_entry_question_id"), "entry", ["question_id"], unique=False)
    op.create_table(
        "interlude",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("event_id", NUMBER, nullable=False),
        sa.Column("started_at", NUMBER, nullable=False),
        sa.Column("resumed_at", NUMBER, nullable=True),
        sa.Column("delays", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_interlude_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interlude")),
    )
    op.create_index(op.f("ix_interlude_event_id"), "interlude", ["event_id"], unique=False)
    op.create_table(
        "round",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("event_id", NUMBER, nullable=False),
        sa.Column("question_id", NUMBER, nullable=True),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("seconds", NUMBER, nullable=False),
        sa.Column("weight", NUMBER, nullable=False),
        sa.Column("speed_weight", sa.String(length=8), nullable=False),
        sa.Column("lead_ms", NUMBER, nullable=False),
        sa.Column("plateau_ms", NUMBER, nullable=False),
        sa.Column("delays", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("launched_at", NUMBER, nullable=False),
        sa.Column("cancelled_at", NUMBER, nullable=True),
        sa.Column("close_click_at", NUMBER, nullable=True),
        sa.Column("shut_at", NUMBER, nullable=True),
        sa.Column("counted_at", NUMBER, nullable=True),
        sa.Column("reveal_click_at", NUMBER, nullable=True),
        sa.Column("board_click_at", NUMBER, nullable=True),
        sa.Column("voided_at", NUMBER, nullable=True),
        sa.Column("revision", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_round_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_round_question_id_question"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("key", name=op.f("uq_round_key")),
    )
    op.create_index(
        "ix_round_open",
        "round",
        ["event_id"],
        unique=False,
        sqlite_where=sa.text("counted_at IS NULL AND cancelled_at IS NULL"),
        postgresql_where=sa.text("counted_at IS NULL AND cancelled_at IS NULL"),
    )
    op.create_index(
        "uq_round_number",
        "round",
        ["event_id", "number"],
        unique=True,
        sqlite_where=sa.text("cancelled_at IS NULL"),
        postgresql_where=sa.text("cancelled_at IS NULL"),
    )
    op.create_table(
        "board",
        sa.Column("round_id", NUMBER, nullable=False),
        sa.Column("top", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("histogram", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("spread", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("players", NUMBER, nullable=False),
        sa.Column("answers", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_board_round_id_round"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_board")),
    )
    op.create_table(
        "player",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", NUMBER, nullable=False),
        sa.Column("pass_hash", sa.String(length=64), nullable=True),
        sa.Column("nickname", sa.String(length=80), nullable=True),
        sa.Column("nickname_key", sa.String(length=120), nullable=True),
        sa.Column("channel_id", NUMBER, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("joined_at", NUMBER, nullable=False),
        sa.Column("banned_at", NUMBER, nullable=True),
        sa.Column("forgotten_at", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_player_channel_id_channel"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_player_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_player")),
        sa.UniqueConstraint(
            "event_id", "nickname_key", name=op.f("uq_player_event_id_nickname_key")
        ),
        sa.UniqueConstraint("event_id", "pass_hash", name=op.f("uq_player_event_id_pass_hash")),
    )
    op.create_table(
        "answer",
        sa.Column("round_id", NUMBER, nullable=False),
        sa.Column("player_id", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.Column("arrived_at", NUMBER, nullable=False),
        sa.Column("elapsed_ms", NUMBER, nullable=False),
        sa.Column("credit", sa.String(length=64), nullable=True),
        sa.Column("points", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["player_id"],
            ["player.id"],
            name=op.f("fk_answer_player_id_player"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_answer_round_id_round"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "player_id", name=op.f("pk_answer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "standing",
        sa.Column("event_id", NUMBER, nullable=False),
        sa.Column("player_id", sa.BigInteger(), nullable=False),
        sa.Column("score", NUMBER, nullable=False),
        sa.Column("right_answers", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_standing_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["player_id"],
            ["player.id"],
            name=op.f("fk_standing_player_id_player"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "player_id", name=op.f("pk_standing")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_standing_score", "standing", ["event_id", "score"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_standing_score", table_name="standing")
    op.drop_table("standing")
    op.drop_table("answer")
    op.drop_table("player")
    op.drop_table("board")
    op.drop_index(
        "uq_round_number",
        table_name="round",
        sqlite_where=sa.text("cancelled_at IS NULL"),
        postgresql_where=sa.text("cancelled_at IS NULL"),
    )
    op.drop_index(
        "ix_round_open",
        table_name="round",
        sqlite_where=sa.text("counted_at IS NULL AND cancelled_at IS NULL"),
        postgresql_where=sa.text("counted_at IS NULL AND cancelled_at IS NULL"),
    )
    op.drop_table("round")
    op.drop_index(op.f("ix_interlude_event_id"), table_name="interlude")
    op.drop_table("interlude")
    op.drop_index(op.f("ix_entry_question_id"), table_name="entry")
    op.drop_index(op.f("ix_entry_event_id"), table_name="entry")
    op.drop_table("entry")
    op.drop_table("channel")
    op.drop_table("staff_role")
    op.drop_index(op.f("ix_sign_in_staff_id"), table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_index(op.f("ix_question_bank_id"), table_name="question")
    op.drop_table("question")
    op.drop_table("invitation")
    op.drop_table("event")
    op.drop_table("staff")
    op.drop_table("series")
    op.drop_table("role")
    op.drop_index("ix_miss_about", table_name="miss")
    op.drop_table("miss")
    op.drop_table("bank")
    op.drop_index("ix_audit_entry_subject", table_name="audit_entry")
    op.drop_table("audit_entry")
