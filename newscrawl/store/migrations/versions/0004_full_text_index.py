"""The full-text index, filled with every article's current version (SQLite alone)"""

from alembic import op

from newscrawl.store.search import rebuild

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    rebuild(op.get_bind())
