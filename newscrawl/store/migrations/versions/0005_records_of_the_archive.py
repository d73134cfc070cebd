"""Which WARC record each version was read from, how far archives were read, and that a version was read again."""

import sqlalchemy as sa
from alembic import op

import newscrawl.store.columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

Moment = newscrawl.store.columns.Moment


def upgrade() -> None:
    op.create_table(
        "records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_records_version_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("version_id", "record_id", "digest", "url"):
        op.create_index(op.f(f"ix_records_{column}"), "records", [column])
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("site", "source", "scope", name=op.f("uq_readings_site_source_scope")),
    )
    op.add_column("versions", sa.Column("reread_at", Moment(timezone=True), nullable=True))
    op.add_column("versions", sa.Column("reread_by", sa.Text(), nullable=True))
    op.add_column("logs", sa.Column("stale", sa.Boolean(), nullable=False, server_default=sa.false()))
