"""What scanners saw: scans by content, and how many vulnerabilities a run knew of."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and the columns that name its rows; runs on record have no scans."""
    op.create_table(
        "scan", sa.Column("digest", sa.Text, primary_key=True), sa.Column("content", sa.Text, nullable=False)
    )
    # in words of our own: SQLite takes the key with the column and never after, which alembic does not write
    op.execute("ALTER TABLE component ADD COLUMN scan TEXT REFERENCES scan (digest)")
    op.add_column("component", sa.Column("scan_database", sa.Text, nullable=False, server_default=""))
    op.create_index("component_scan", "component", ["scan"])
    op.add_column("run", sa.Column("flaws", sa.Text, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Take away what scanners saw."""
    op.drop_column("run", "flaws")
    op.drop_index("component_scan", "component")
    op.drop_column("component", "scan_database")
    op.drop_column("component", "scan")
    op.drop_table("scan")
