"""What publishers say of the use of each version's page; of versions that are there nothing is known"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("versions") as table:
        table.add_column(sa.Column("rights", sa.JSON(), nullable=True, server_default="{}"))
