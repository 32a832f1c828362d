"""Tables of the history as they are now; the migrations make them step by step."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text

METADATA = MetaData()

RUN = Table(
    "run",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("organization", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("only_globs", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("tool_version", Text, nullable=False),
    Column("rule_set", Text, nullable=False),
    Column("config_digest", Text, nullable=False),
    Column("weights_digest", Text, nullable=False),
    Column("lifecycle_digest", Text, nullable=False),
    Column("settings_digest", Text, nullable=False),
    Column("backfilled", Boolean, nullable=False),
    Column("score", Float),
    Column("grade", Text, nullable=False),
    Column("coverage", Float, nullable=False),
    Column("dockerfiles", Integer, nullable=False),
    Column("in_scope", Integer, nullable=False),
    Column("priorities", Text, nullable=False),
    Column("expected", Integer, nullable=False),
    Column("read", Integer, nullable=False),
    Column("skipped", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("skipped_files", Text, nullable=False),
    Column("priorities_digest", Text, nullable=False, server_default=""),  # none before there was a rule book
    Column("flaws", Text, nullable=False, server_default="[]"),  # counts by severity; none before there were scans
    sqlite_autoincrement=True,  # a number is never given twice
)

BRANCH = Table(
    "branch",
    METADATA,
    Column("run", ForeignKey("run.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("repository", Text, nullable=False),
    Column("branch", Text, nullable=False),
    Column("commit_id", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("web", Text, nullable=False),
)

# the key is a digest of the content: the same judgement of many runs is stored once
JUDGED = Table(
    "judged",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("content", Text, nullable=False),
)

# the same for scans
SCAN = Table(
    "scan",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("content", Text, nullable=False),
)

COMPONENT = Table(
    "component",
    METADATA,
    Column("run", ForeignKey("run.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("repository", Text, nullable=False),
    Column("branch", Text, nullable=False),
    Column("dockerfile", Text, nullable=False),
    Column("in_scope", Boolean, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("priority", Text, nullable=False),
    Column("score", Float),
    Column("impact", Float),  # of runs older than the rule book of priorities
    Column("facts", Text, nullable=False),
    Column("judged", ForeignKey("judged.digest"), nullable=False),
    Column("scan", ForeignKey("scan.digest")),
    Column("scan_database", Text, nullable=False, server_default=""),
    Column("target", Text, nullable=False, server_default=""),  # of a Dockerfile that publishes several
    Index("component_judged", "judged"),
    Index("component_scan", "scan"),
    Index("component_place", "repository", "branch", "dockerfile"),
)
