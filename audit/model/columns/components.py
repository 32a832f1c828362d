"""List the columns of components: one row for each Dockerfile found, in scope or not.

`scoreboard.csv` has all but the last three.
"""

from audit.model.columns.column import Column, TableColumns
from audit.model.columns.vulnerabilities import SCANNED
from audit.model.scoreboard import Standing

_POINTS = "points, 0 to 100"
_SHARE = "share, 0 to 1"
_CODES = "codes, with spaces between"
_Column = Column[Standing]


_RANK = (
    _Column("rank", "count", "1 is first", "place of its campaign; missing out of scope", lambda s: s.rank or None),
    _Column(
        "priority", "word", "", "what to do first; missing out of scope", lambda s: s.priority,
        order=("P1", "P2", "P3", "P4", "done", "exempt"),
    ),
)  # fmt: skip
_PLACE = (
    _Column("repository", "word", "", "owner/name", lambda s: s.place.repository),
    _Column("branch", "word", "", "the branch that was read", lambda s: s.place.branch),
    _Column("commit", "text", "full SHA", "the commit that was read", lambda s: s.place.commit),
    _Column("dockerfile", "text", "path", "the Dockerfile in the repository", lambda s: s.component.dockerfile.path),
    _Column(
        "target", "text", "", "the stage, where the file publishes several", lambda s: s.component.dockerfile.target
    ),
)
_ANSWERS = (
    _Column("component", "text", "", "the component's name", lambda s: s.component.name),
    _Column("kind", "word", "", "controller, web-app, service, workload, ...", lambda s: s.component.kind.value),
    _Column("language", "word", "", "of the program that the image runs", lambda s: s.component.language.value),
    _Column("in_scope", "flag", "", "whether the guideline is about it", lambda s: s.in_scope),
    _Column("scope_reason", "text", "", "why it is in scope or not", lambda s: s.scope_reason),
    _Column(
        "image", "text", "", "the published name", lambda s: s.component.image.value if s.component.image else None
    ),
    _Column("deployment", "word", "", "default, optional, runtime, workspace, ...", lambda s: s.deployment.value),
    _Column("deployed_by", "text", "owner/name path:line", "the manifest that names it", lambda s: s.deployment.by),
    _Column("working_group", "word", "", "who answers for the repository", lambda s: s.place.working_group),
    _Column("owners", "text", "logins, with commas between", "approvers", lambda s: ",".join(s.component.owners.names)),
)  # fmt: skip
_RUNTIME = (
    _Column("base_image", "text", "", "what the final stage stands on, as written", lambda s: s.runtime.image.text),
    _Column(
        "runtime_tier", "word", "bare to full", "how bare that base is", lambda s: s.runtime.tier,
        order=("distroless", "equivalent", "minimal", "slim", "full", "unknown"),
    ),
    _Column("runtime_family", "word", "", "which line of images", lambda s: s.runtime.family),
    _Column("runtime_release", "text", "", "the releases that its name tells", lambda s: s.runtime.release),
    _Column(
        "runtime_supported", "word", "", "on the run's date; missing where nobody knows",
        lambda s: s.runtime.supported, order=("yes", "lts", "no"), unknown="?",
    ),
    _Column("multi_stage", "flag", "", "whether the final stage takes from an earlier one", lambda s: s.multi_stage),
)  # fmt: skip
_JUDGEMENT = (
    _Column("score", "number", _POINTS, "the weight that is kept; missing where nothing is known", lambda s: s.score),
    _Column(
        "grade", "word", "A is best", "the letter of the score",
        lambda s: s.grade, order=("E", "D", "C", "B", "A"),
    ),
    _Column("coverage", "number", _SHARE, "of the weight that applies, what was known", lambda s: s.coverage, digits=3),
    _Column("failed_rules", "text", _CODES, "fail or partial, scored or not", lambda s: s.codes("fail", "partial")),
    _Column(
        "waived_rules", "text", _CODES, "what is accepted for a time",
        lambda s: " ".join(finding.rule for finding in s.findings if finding.waiver),
    ),
    _Column("unknown_rules", "text", _CODES, "nobody knows, scored or not", lambda s: s.codes("unknown")),
    _Column(
        "value", "word", "little to much", "what the move takes out of the image; missing out of scope",
        lambda s: s.value, order=("none", "L", "M", "H"),
    ),
    _Column(
        "exposure", "word", "few to many", "who runs it: C published, B by choice, A every installation",
        lambda s: s.exposure, order=("C", "B", "A"),
    ),
    _Column("effort", "word", "small to large", "what the move needs", lambda s: s.effort, order=("S", "M", "L")),
    _Column("campaign", "text", "", "rows with the same text are one step", lambda s: s.ranking.campaign),
    _Column(
        "blockers", "text", "names, with `; ` between", "what stands in the way of a distroless runtime",
        lambda s: "; ".join(dict.fromkeys(blocker.name for blocker in s.blockers)),
    ),
    _Column("next_step", "text", "", "the lines to write, in order", lambda s: s.next_step),
    _Column("migration", "word", "", "the state of its patch; missing where none is made", lambda s: s.migration),
    _Column("url", "text", "", "the Dockerfile on the web", lambda s: s.place.url),
)  # fmt: skip
_DEPLOYED = (
    _Column("project", "word", "", "graduated, incubating, ...", lambda s: s.place.project),
    _Column("deployed_tag", "text", "", "the tag that the manifest names", lambda s: s.deployment.tag),
    _Column(
        "released_score", "number", _POINTS, "the score at that tag", lambda s: s.released.score if s.released else None
    ),
    _Column(
        "released_base_image", "text", "", "the base at that tag",
        lambda s: s.released.base_image if s.released else None,
    ),
    _Column(
        "waiting_for_release", "text", _CODES, "kept better on the branch than at that tag",
        lambda s: " ".join(s.released.fixed) if s.released else "",
    ),
    _Column("origin", "word", "", "ours, or upstream", lambda s: s.place.origin, order=("ours", "upstream")),
)  # fmt: skip
_MORE = (
    _Column(
        "runtime_supported_until", "day", "", "last day of support of the base",
        lambda s: s.runtime.supported_until, filed=False,
    ),
    _Column(
        "dependents", "count", "images", "the organisation's images that stand on it",
        lambda s: s.dependents, filed=False,
    ),
    _Column("reason", "text", "", "why the row has its rank", lambda s: s.reason, filed=False),
    _Column("campaign_size", "count", "components", "in its campaign", lambda s: s.ranking.size or None, filed=False),
    _Column("target_base", "text", "", "the base to move to", lambda s: s.ranking.target.image, filed=False),
)  # fmt: skip
COMPONENTS = TableColumns(
    "components",
    "one Dockerfile, or one published target of it, in scope or not, in the scoreboard's order",
    ("run", "repository", "branch", "dockerfile", "target"),
    (*_RANK, *_PLACE, *_ANSWERS, *_RUNTIME, *_JUDGEMENT, *_DEPLOYED, *SCANNED, *_MORE),
)
