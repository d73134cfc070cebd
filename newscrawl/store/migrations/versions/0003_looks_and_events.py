"""When articles are looked at again, and what happened to them besides edits.

The articles that are there are due at once, the youngest first; what was known of gone and moved ones becomes events.
"""

import sqlalchemy as sa
from alembic import op

import newscrawl.store.columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Moment = newscrawl.store.columns.Moment

GONE = """
INSERT INTO events (article_id, kind, at, run_id, detail)
SELECT id, 'gone', gone_at, 0, 'the site has taken it down' FROM articles WHERE gone_at IS NOT NULL
"""
MOVED = """
INSERT INTO events (article_id, kind, at, run_id, detail)
SELECT article_id, 'moved', done_at, run_id, url || ' leads to ' || substr(reason, 10) FROM links
WHERE reason LIKE 'moved to %' AND article_id IS NOT NULL AND done_at IS NOT NULL
"""
DUE = """
UPDATE links SET look_at = coalesce(published_at, done_at)
WHERE kind = 'article' AND state = 'done' AND article_id IS NOT NULL AND (reason IS NULL OR reason NOT LIKE 'moved to %')
"""


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_events_article_id")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_events_article_id"), "events", ["article_id"])
    op.add_column("links", sa.Column("look_at", Moment(timezone=True), nullable=True))
    op.add_column("links", sa.Column("unchanged", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(op.f("ix_links_site_look_at"), "links", ["site", "look_at"])
    for statement in (GONE, MOVED, DUE):
        op.execute(statement)
