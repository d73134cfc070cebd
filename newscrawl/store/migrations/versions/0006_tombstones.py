"""What was forgotten and must not come back"""

import sqlalchemy as sa
from alembic import op

import newscrawl.store.columns

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Moment = newscrawl.store.columns.Moment


def upgrade() -> None:
    op.create_table(
        "tombstones",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=True),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("done_at", Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index(op.f("ix_tombstones_article_id"), "tombstones", ["article_id"])
