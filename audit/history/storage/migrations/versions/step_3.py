"""The target of a Dockerfile that publishes several stages; rows on record have none."""

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty for what is on record."""
    op.add_column("component", sa.Column("target", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("component", "target")
