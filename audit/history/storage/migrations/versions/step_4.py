"""The rule book of priorities: which one ranked a run; impact stays for the runs that were ranked by it."""

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the column of the rule book, and let impact be missing: SQLite takes that with a new column only."""
    op.add_column("run", sa.Column("priorities_digest", sa.Text, nullable=False, server_default=""))
    _remake("impact", sa.Column("old_impact", sa.Float))


def downgrade() -> None:
    """Take away the rule book; a run that has no impact gets 0."""
    _remake("coalesce(impact, 0)", sa.Column("old_impact", sa.Float, nullable=False, server_default="0"))
    op.drop_column("run", "priorities_digest")


def _remake(value: str, column: sa.Column[float]) -> None:
    """Put a column in the place of `impact`, filled by an expression of it."""
    op.add_column("component", column)
    op.execute(f"UPDATE component SET old_impact = {value}")  # noqa: S608 - one of the two texts above
    op.drop_column("component", "impact")
    op.alter_column("component", "old_impact", new_column_name="impact")
