"""The first tables: runs, their branches and components, and judgements by content."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _runs()
    op.create_table(
        "branch",
        sa.Column("run", sa.Integer, sa.ForeignKey("run.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *(_text(name) for name in ("repository", "branch", "commit_id", "outcome", "reason", "web")),
    )
    op.create_table("judged", sa.Column("digest", sa.Text, primary_key=True), _text("content"))
    op.create_table(
        "component",
        sa.Column("run", sa.Integer, sa.ForeignKey("run.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *(_text(name) for name in ("repository", "branch", "dockerfile")),
        sa.Column("in_scope", sa.Boolean, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        _text("priority"),
        sa.Column("score", sa.Float),
        sa.Column("impact", sa.Float, nullable=False),
        _text("facts"),
        sa.Column("judged", sa.Text, sa.ForeignKey("judged.digest"), nullable=False),
    )
    op.create_index("component_judged", "component", ["judged"])
    op.create_index("component_place", "component", ["repository", "branch", "dockerfile"])


def _runs() -> None:
    op.create_table(
        "run",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(_text(name) for name in ("organization", "profile", "only_globs", "date", "tool_version", "rule_set")),
        *(_text(name) for name in ("config_digest", "weights_digest", "lifecycle_digest", "settings_digest")),
        sa.Column("backfilled", sa.Boolean, nullable=False),
        sa.Column("score", sa.Float),
        _text("grade"),
        sa.Column("coverage", sa.Float, nullable=False),
        sa.Column("dockerfiles", sa.Integer, nullable=False),
        sa.Column("in_scope", sa.Integer, nullable=False),
        _text("priorities"),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("expected", "read", "skipped", "failed")),
        _text("skipped_files"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Take the tables away, and what is in them."""
    for name in ("component", "judged", "branch", "run"):
        op.drop_table(name)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)
